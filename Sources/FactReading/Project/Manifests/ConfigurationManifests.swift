import FactModel
import SourceModel
import Syntax

/// Reads the manifest of a Helm chart: exact versions or a lock file pin its dependencies.
///
/// https://helm.sh/docs/topics/charts/#the-chartyaml-file
struct HelmManifestReader: ManifestReader {
  let names: Set = ["Chart.yaml"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var draft = ManifestDraft("helm", file: file)
    let tree = YAML.parse(file.bytes, manner: .tolerant)
    let root = tree.documents.first
    draft.manifest.name = root?["name"]?.text
    let dependencies = (root?["dependencies"]?.items ?? []).compactMap { item -> Dependency? in
      guard let name = item["name"]?.text else { return nil }
      // A chart in the same tree has the version of the tree.
      guard item["repository"]?.text?.hasPrefix("file:") != true else { return nil }
      return Dependency(
        ecosystem: "helm", name: name, version: item["version"]?.text,
        place: file.place(item.position))
    }
    draft.manifest.managesPackages = !dependencies.isEmpty
    draft.settleLock(
      lockFile: LockFiles.find(["Chart.lock", "requirements.lock"], in: file.path.folder, context),
      counted: dependencies
    ) { dependency in
      let version = (dependency.version ?? "").drop { $0 == "v" }
      return version.first?.isNumber == true && version.split(separator: ".").count >= 3
        && !version.contains("x") && !version.contains("*") && !version.contains(" ")
    }
    if dependencies.isEmpty { draft.manifest.lock = .noMechanism }
    return draft.facts
  }
}

/// Notes roles, collections and playbooks of Ansible.
///
/// https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_reuse_roles.html
struct AnsibleManifestReader: FileReader {
  private static let playbooks: Set<String> = [
    "site.yml", "site.yaml", "playbook.yml", "playbook.yaml", "main.yml", "deploy.yml",
  ]

  var endings: Set<String>? { ["yml", "yaml", "cfg"] }

  func wants(_ path: RelativePath) -> Bool {
    if path.folder.name == "meta" { return path.name == "main.yml" || path.name == "main.yaml" }
    if path.name == "galaxy.yml" || path.name == "ansible.cfg" { return true }
    return path.depth <= 1 && Self.playbooks.contains(path.name)
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let path = file.path
    let isRole = path.folder.name == "meta"
    let isCollection = path.name == "galaxy.yml"
    let isPlaybook = !isRole && !isCollection && path.name != "ansible.cfg"
    if isRole, file.firstLine(holding: "galaxy_info") == nil { return FileFacts() }
    if isPlaybook, file.firstLine(holding: "hosts:") == nil { return FileFacts() }
    let folder = isRole ? path.folder.folder : path.folder
    var draft = ManifestDraft("ansible", file: file, folder: folder)
    draft.manifest.managesPackages = false
    draft.manifest.isPublishable = isRole || isCollection
    return draft.facts
  }
}

/// Reads the metadata of cookbooks.
///
/// https://docs.chef.io/config_rb_metadata
struct CookbookReader: ManifestReader {
  let names: Set = ["metadata.rb"]

  /// What a program of the same name does not say beside a name.
  private static let settings: Set<String> = [
    "version", "maintainer", "license", "chef_version", "depends", "supports",
  ]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let statements = RubyStatements.statements(CodeLanguage.ruby.tokens(in: file.bytes))
      .filter { $0.blocks.isEmpty && !$0.strings.isEmpty }
    guard let name = statements.first(where: { $0.head == "name" })?.strings.first?.text,
      statements.contains(where: { Self.settings.contains($0.head ?? "") })
    else { return FileFacts() }
    var draft = ManifestDraft("chef", file: file)
    draft.manifest.name = name
    draft.manifest.managesPackages = false
    draft.manifest.isPublishable = true
    return draft.facts
  }
}
