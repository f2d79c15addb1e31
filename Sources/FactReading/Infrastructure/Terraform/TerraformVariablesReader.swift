import FactModel
import SourceModel
import Syntax

/// Reads files of variables' values, one for each environment.
///
/// https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
/// https://developer.hashicorp.com/terraform/language/backend#file
struct TerraformVariablesReader: FileReader {
  var endings: Set<String>? { ["tfvars", "json", "tfbackend"] }

  func wants(_ path: RelativePath) -> Bool {
    path.name.hasSuffix(".tfvars") || path.name.hasSuffix(".tfvars.json")
      || path.name.hasSuffix(".tfbackend")
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    if let name = Self.environment(of: file.path) {
      sheet.environment(name, at: file.place(line: 1))
    }
    let isJSON = file.path.fileExtension == "json"
    if isJSON {
      let tree = JSON.parse(file.bytes, dialect: .withComments)
      sheet.facts.warnings += tree.faults.map { $0.diagnostic(in: file.path) }
      if let root = tree.documents.first {
        TerraformSettings("variables").read(root, into: &sheet)
      }
    } else {
      let parsed = HCL.parse(file.bytes)
      sheet.facts.warnings += parsed.faults.map { $0.diagnostic(in: file.path) }
      let entries = parsed.attributes.map { Node.Entry(key: $0.key, value: $0.value) }
      TerraformSettings("variables").read(Node(.mapping(entries), at: .start), into: &sheet)
    }
    return sheet.facts
  }

  /// The environment that the file's name or folder tells.
  static func environment(of path: RelativePath) -> String? {
    let stem = path.name.replacing(".tfvars.json", with: "").replacing(".tfvars", with: "")
      .replacing(".tfbackend", with: "").replacing(".s3", with: "").replacing(".gcs", with: "")
      .replacing(".azurerm", with: "").replacing(".auto", with: "").replacing(
        "terraform-", with: ""
      )
      .replacing("terraform.", with: "")
    return EnvironmentName.isEnvironment(stem) ? stem : EnvironmentPath.inFolders(of: path)
  }
}
