package import SourceModel

/// Tells the team's own practice from code of others, test data, templates and examples.
package enum EvidencePaths {
  /// Folders of code that others wrote.
  private static let vendored: Set<String> = [
    "vendor", "vendors", "vendored", "node_modules", "bower_components", "third_party",
    "third-party", "thirdparty", "3rdparty", "pods", "carthage", "jspm_packages", "site-packages",
    "external_libs", "godeps", ".yarn",
  ]

  /// What Ansible Galaxy leaves in the roles that it installs.
  ///
  /// https://docs.ansible.com/projects/ansible/latest/galaxy/user_guide.html
  private static let installed = "/meta/.galaxy_install_info"

  /// Folders of test data.
  private static let data: Set<String> = [
    "testdata", "test_data", "test-data", "fixtures", "fixture", "__fixtures__", "golden",
    "goldens", "goldenfiles", "golden_files", "__snapshots__", "snapshots", "__mocks__",
    "testfixtures", "test-fixtures", "test_fixtures",
  ]

  /// Folders whose `data` is test data.
  private static let tests: Set<String> = [
    "test", "tests", "spec", "specs", "testing", "__tests__",
  ]

  /// Folders of projects that are made from them.
  private static let templates: Set<String> = [
    "scaffold", "scaffolds", "scaffolding", "skeleton", "skeletons", "boilerplate", "boilerplates",
    "project_template", "project-template", "project_templates", "project-templates",
    "starter-template", "starter-templates", "create-app-templates",
  ]

  /// Folders of the JVM's languages, below which folders are packages.
  private static let languages: Set<String> = ["java", "kotlin", "scala", "groovy"]

  /// Folders that show readers something.
  private static let examples: Set<String> = [
    "example", "examples", "sample", "samples", "demo", "demos", "_examples", "example-apps",
  ]

  /// The files of a tree that count.
  package static func evidence(among paths: [RelativePath]) -> [RelativePath] {
    var memory = FolderMemory<Bool>()
    let roles = Set(paths.lazy.filter { $0.text.hasSuffix(installed) }.map(\.folder.folder))
    let own = paths.filter { path in
      memory.value(of: path) { path in
        isEvidence(path) && (roles.isEmpty || !path.ancestors.contains(where: roles.contains))
      }
    }
    let data = TestData(among: own)
    return data.isEmpty ? own : own.filter { !data.holds($0) }
  }

  /// Whether a folder is one of tests by its name.
  static func isTests(_ folder: some StringProtocol) -> Bool { tests.contains(folder.lowercased()) }

  /// Whether a file counts, by its folders alone.
  package static func isEvidence(_ path: RelativePath) -> Bool {
    let folders = path.parts.dropLast()
    var isInTests = false
    for (index, folder) in folders.enumerated() {
      let name = folder.lowercased()
      // Below `src/main/java` folders are packages, whatever they are called.
      if index > 0, languages.contains(name), ["main", "test"].contains(folders[index - 1]) {
        return true
      }
      if vendored.contains(name) || data.contains(name) || templates.contains(name)
        || examples.contains(name) || name.contains("{{")
      {
        return false
      }
      if isInTests, name == "data" { return false }
      isInTests = isInTests || tests.contains(name)
    }
    return true
  }
}
