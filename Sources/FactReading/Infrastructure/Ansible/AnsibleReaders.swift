import FactModel
import SourceModel
import Syntax

/// Reads Ansible's playbooks.
///
/// https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_intro.html
struct AnsiblePlaybookReader: ContentReader {
  private static let tool = NamedTool(
    "ansible-playbooks", "Ansible playbooks", "infrastructure")
  private static let lists = ["pre_tasks", "tasks", "post_tasks", "handlers"]

  func mayRead(_ file: SourceFile) -> Bool {
    file.contains("hosts:") && !AnsiblePath.isForTests(file.path)
      && (file.contains("tasks:") || file.contains("roles:"))
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    var values = AnsibleValues(file: sheet.file)
    for play in root.items { read(play: play, &values, into: &sheet) }
  }

  private func read(
    play: Node, _ values: inout AnsibleValues, into sheet: inout FactSheet
  ) {
    guard let hosts = play.entry("hosts"), play["roles"] != nil || hasTasks(play) else { return }
    sheet.use(
      Self.tool, [.describesInfrastructure], rungs: [.configManagement],
      at: sheet.place(hosts.key))
    for name in hosts.value.texts { sheet.environment(name, at: sheet.place(hosts.key)) }
    // https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_strategies.html#setting-the-batch-size-with-serial
    if let serial = play.entry("serial"), serial.value.text != "100%" {
      sheet.use(Self.tool, [.choosesStrategy], at: sheet.place(serial.key))
    }
    for role in play["roles"]?.items ?? [] {
      let name = role["role"] ?? role["name"] ?? role
      guard let text = name.filledText else { continue }
      sheet.sight(.resource("ansible-role:\(text)"), at: sheet.place(name))
    }
    for list in Self.lists { AnsibleTasks.read(play[list], &values, into: &sheet) }
  }

  private func hasTasks(_ play: Node) -> Bool {
    Self.lists.contains { play[$0]?.items.isEmpty == false }
  }
}

/// Reads the tasks of Ansible's roles, and lists of tasks that playbooks include.
///
/// https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_reuse_roles.html
struct AnsibleTasksReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool {
    let folders = file.path.folder.parts
    return (folders.contains("tasks") || folders.contains("handlers"))
      && file.contains("name:") && !AnsiblePath.isForTests(file.path)
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    let isTasks = root.items.contains { $0.isMapping && $0["hosts"] == nil && $0["name"] != nil }
    guard isTasks else { return }
    var values = AnsibleValues(file: sheet.file)
    AnsibleTasks.read(root, &values, into: &sheet)
  }
}

/// Reads the environments that Ansible's inventories and groups of variables stand for, in YAML.
///
/// https://docs.ansible.com/ansible/latest/tips_tricks/sample_setup.html#alternative-directory-layout
struct AnsibleInventoryReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool {
    AnsiblePath.isInventory(file.path) && !AnsiblePath.isForTests(file.path)
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard root.isMapping else { return }
    sheet.environmentOfFile(beside: ["hosts", "inventory"])
    AnsibleMachines.read(sheet.file, into: &sheet)
  }
}

/// Reads the same from inventories in the form of INI files.
struct AnsibleHostsReader: FileReader {
  private static let endings: Set<String> = ["", "ini", "j2"]

  var endings: Set<String>? { Self.endings }

  func wants(_ path: RelativePath) -> Bool {
    // Templates of what holds secrets stand for it.
    guard Self.endings.contains(path.fileExtension) else { return false }
    guard AnsiblePath.isInventory(path) || EnvironmentName.isPlain(path.name) else { return false }
    return !AnsiblePath.isForTests(path)
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    let hasGroups = file.lines.contains { line in
      line.hasPrefix("[") && line.contains("]") || line.contains("ansible_host=")
        || line.contains("ansible_host: ")
        || file.path.folder.name == "group_vars" && line.contains(": ")
    }
    guard hasGroups else { return sheet.facts }
    sheet.environmentOfFile(beside: ["hosts", "inventory"])
    AnsibleMachines.read(file, into: &sheet)
    return sheet.facts
  }
}

/// Tells files of Ansible by where they lie.
enum AnsiblePath {
  /// Whether the file belongs to the tests of a role, whose machines are thrown away.
  static func isForTests(_ path: RelativePath) -> Bool {
    let parts = path.parts
    return parts.contains("molecule") || parts.contains("tests") || parts.contains("test")
  }

  /// Whether the file lists hosts, or variables of their groups.
  static func isInventory(_ path: RelativePath) -> Bool {
    let folders: Set<Substring> = ["inventories", "inventory", "group_vars"]
    // Most paths hold no such word, and splitting a path costs more than looking for it.
    let mayBeBelow = path.text.contains("inventor") || path.text.contains("group_vars")
    let isBelow = mayBeBelow && path.parts.dropLast().contains(where: folders.contains)
    let stem = path.stem.lowercased()
    return isBelow || stem == "hosts" || stem == "inventory"
      || ["hosts", "inventory"].contains { word in
        stem.hasPrefix(word + "-") || stem.hasPrefix(word + "_") || stem.hasPrefix(word + ".")
      }
  }
}
