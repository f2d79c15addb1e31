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
    let named = context.memory.namesInCallers { names(in: context) }
    return !named.contains(sheet.file.path.name)
  }

  /// The names of files that stand in scripts and pipelines, those of templates among them aside.
  private static func names(in context: ReadingContext) -> Set<String> {
    let candidates = context.files.filter { file in
      callers.contains(file.fileExtension) || callerNames.contains(file.name)
    }
    var names: Set<String> = []
    for path in candidates.sorted().prefix(limit) {
      guard let file = context.read(path) else { continue }
      let own = path.name
      for word in file.bytes.split(whereSeparator: { !isOfName($0) }) where word.contains(dot) {
        let name = String(decoding: word, as: UTF8.self)
        if name != own { names.insert(name) }
      }
    }
    return names
  }

  private static let dot = UInt8(ascii: ".")

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), dot, 0x80...:
      true
    default: false
    }
  }
}
