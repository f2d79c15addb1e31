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
  /// How many files are asked whether they name it.
  private static let limit = 300

  /// Whether the template bears its vendor's name, and no script or pipeline names its file.
  static func isUnused(_ template: Node, in sheet: FactSheet) -> Bool {
    let provider = template["metadata", "annotations", "openshift.io/provider-display-name"]?.text
    guard provider?.hasPrefix("Red Hat") == true else { return false }
    let path = sheet.file.path
    let context = sheet.context
    let candidates = context.files.filter { file in
      file != path
        && (callers.contains(file.fileExtension) || callerNames.contains(file.name))
    }
    return !candidates.prefix(limit).contains { file in
      context.read(file)?.lines.contains { $0.contains(path.name) } == true
    }
  }
}
