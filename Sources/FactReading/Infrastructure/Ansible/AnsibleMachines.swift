import FactModel
import SourceModel

/// Finds the machines of the team's own in inventories: a person deploys to them with the playbooks.
///
/// https://docs.ansible.com/ansible/latest/inventory_guide/intro_inventory.html
enum AnsibleMachines {
  /// What only names machines for trying things out.
  private static let others = [
    "localhost", "127.0.0.1", "192.168.", "example", "vagrant", "{{", ".local", "10.0.",
  ]

  /// Notes the recipe where the first machine is named.
  static func read(_ file: SourceFile, into sheet: inout FactSheet) {
    guard file.path.folder.name != "group_vars", let line = firstLine(in: file) else { return }
    sheet.use(
      NamedTool("ansible", "Ansible", "deployment"), [.describesRecipe],
      rungs: [.configManagement], at: file.place(line: line))
  }

  private static func firstLine(in file: SourceFile) -> Int? {
    var isGroup = false
    for (index, line) in file.lines.enumerated() {
      let text = line.trimmingSpaces
      guard !text.isEmpty, !text.hasPrefix("#"), !text.hasPrefix(";") else { continue }
      if text.hasPrefix("[") {
        isGroup = !text.contains(":")
        continue
      }
      guard isNamed(text, inGroup: isGroup) else { continue }
      let lowered = text.lowercased()
      if !others.contains(where: lowered.contains) { return index + 1 }
    }
    return nil
  }

  private static func isNamed(_ text: String, inGroup: Bool) -> Bool {
    if text.hasPrefix("ansible_host:") { return text.contains(".") }
    guard inGroup, let name = text.split(separator: " ").first, !name.contains("=") else {
      return false
    }
    return name.contains(".") || text.contains("ansible_host=")
  }
}
