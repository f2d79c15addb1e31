import SourceModel
import Syntax

/// Tells templates that a vendor ships with its platform and that nothing in the tree processes.
///
/// https://github.com/openshift/library/tree/master/official
enum VendorTemplate {
  private static let callers: Set<String> = [
    "sh", "bash", "yml", "yaml", "groovy", "mk", "py", "json", "ps1",
  ]
  private static let callerNames: Set<String> = ["Makefile", "Jenkinsfile", "justfile", "Justfile"]
  /// How many files are asked what they name.
  private static let limit = 300

  /// Whether the template bears its vendor's name, and no script or pipeline names its file.
  static func isUnused(_ template: Node, in sheet: FactSheet) -> Bool {
    let provider = template["metadata", "annotations", "openshift.io/provider-display-name"]?.text
    guard provider?.hasPrefix("Red Hat") == true else { return false }
    let context = sheet.context
    let path = sheet.file.path
    let named = context.memory.callers { mentions(in: context) }
    return !(named[path.name] ?? []).contains { $0 != path }
  }

  /// Which scripts and pipelines name a file of the tree, by its name; two of them are enough.
  private static func mentions(in context: ReadingContext) -> [String: [RelativePath]] {
    let candidates = context.files.filter { file in
      callers.contains(file.fileExtension) || callerNames.contains(file.name)
    }
    let known = Set(context.files.lazy.map(\.name))
    var named: [String: [RelativePath]] = [:]
    for path in candidates.sorted().prefix(limit) {
      guard let file = context.read(path) else { continue }
      for word in file.bytes.split(whereSeparator: { !isOfName($0) }) where word.contains(dot) {
        let name = String(
          decoding: word[...(word.lastIndex { $0 != dot } ?? word.startIndex)], as: UTF8.self)
        guard known.contains(name), named[name]?.contains(path) != true else { continue }
        if named[name, default: []].count < 2 { named[name, default: []].append(path) }
      }
    }
    return named
  }

  private static let dot = UInt8(ascii: ".")

  /// Whether a byte may be part of a name as vendors give them to their templates.
  private static func isOfName(_ byte: UInt8) -> Bool {
    byte.isWordByte || byte == UInt8(ascii: "-") || byte == dot
  }
}
