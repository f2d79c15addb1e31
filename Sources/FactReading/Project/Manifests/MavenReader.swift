import FactModel
import SourceModel
import Syntax

/// Reads `pom.xml`.
///
/// https://maven.apache.org/pom.html
struct MavenReader: ManifestReader {
  let names: Set = ["pom.xml"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let (root, faults) = XML.parse(file.bytes)
    var draft = ManifestDraft("maven", file: file)
    draft.addFaults(faults, in: file)
    guard let root, root.localName == "project" else { return draft.facts }
    let project = MavenProject(root)
    draft.manifest.name = project.artifact
    let packaging = root.child("packaging")?.text ?? "jar"
    draft.manifest.isApplication = ["war", "ear"].contains(packaging)
    draft.manifest.isPublishable =
      !draft.manifest.isApplication && root.child("distributionManagement") != nil
      || Self.extensions.contains(packaging)
    let java = project.javaVersion
    draft.addRuntime("java", java, at: draft.manifest.place)
    if let parent = root.child("parent"), !isLocal(parent, file.path.folder, context) {
      draft.dependencies += project.dependency(parent, .runtime, file).map { [$0] } ?? []
    }
    let profiles = root.child("profiles")?.children("profile") ?? []
    for part in [root] + profiles {
      draft.dependencies += project.dependencies(in: part, file)
      draft.dependencies += project.plugins(in: part.child("build"), file)
    }
    draft.settleLock(lockFile: nil) { !VersionText.isMovingForJVM($0.version ?? "") }
    return draft.facts
  }

  /// The forms of packages that other programs load, which are never programs themselves.
  ///
  /// https://maven.apache.org/plugin-tools/maven-plugin-plugin/
  /// https://www.jenkins.io/doc/developer/plugin-development/
  /// https://felix.apache.org/documentation/subprojects/apache-felix-maven-bundle-plugin-bnd.html
  private static let extensions: Set<String> = [
    "maven-plugin", "hpi", "bundle", "eclipse-plugin", "nbm", "atlassian-plugin",
  ]

  /// Whether the parent stands in this repository: a relative path that leads to a file.
  private func isLocal(
    _ parent: XMLElement, _ folder: RelativePath, _ context: ReadingContext
  ) -> Bool {
    let written = parent.child("relativePath")
    if written?.text.isEmpty == true { return false }
    guard let path = folder.appending(written?.text ?? "../pom.xml") else { return false }
    return path.text != folder.text
      && (context.files.contains(path) || context.has("pom.xml", in: path))
  }
}

/// What a project object model says, its own properties resolved.
private struct MavenProject {
  let artifact: String?
  private let group: String?
  private let properties: [String: String]

  init(_ root: XMLElement) {
    artifact = root.child("artifactId")?.text
    group = root.child("groupId")?.text ?? root.child("parent")?.child("groupId")?.text
    properties = Dictionary(
      (root.child("properties")?.children ?? []).map { ($0.name, $0.text) },
      uniquingKeysWith: { _, last in last })
  }

  /// The Java that the compiler is asked for.
  ///
  /// https://maven.apache.org/plugins/maven-compiler-plugin/examples/set-compiler-release.html
  var javaVersion: String? {
    ["maven.compiler.release", "java.version", "maven.compiler.source", "maven.compiler.target"]
      .lazy.compactMap { properties[$0] }.first.map(resolved)
  }

  func dependencies(in part: XMLElement, _ file: SourceFile) -> [Dependency] {
    (part.child("dependencies")?.children("dependency") ?? []).compactMap { element in
      // Modules of one build carry the project's own group and version.
      let written = element.child("groupId")?.text ?? ""
      let version = element.child("version")?.text ?? ""
      let isOwn = resolved(written) == group
      guard !isOwn || !Self.ownVersions.contains(version), written != "${project.groupId}" else {
        return nil
      }
      let isTest = element.child("scope")?.text == "test"
      return dependency(element, isTest ? .development : .runtime, file)
    }
  }

  func plugins(in build: XMLElement?, _ file: SourceFile) -> [Dependency] {
    let lists = [build?.child("plugins"), build?.child("pluginManagement")?.child("plugins")]
    return lists.flatMap { $0?.children("plugin") ?? [] }.compactMap {
      dependency($0, .development, file, defaultGroup: "org.apache.maven.plugins")
    }
  }

  func dependency(
    _ element: XMLElement, _ scope: ToolUse.Scope, _ file: SourceFile,
    defaultGroup: String? = nil
  ) -> Dependency? {
    guard let artifact = element.child("artifactId")?.text,
      let group = element.child("groupId")?.text ?? defaultGroup
    else { return nil }
    return Dependency(
      ecosystem: "maven", name: "\(resolved(group)):\(resolved(artifact))",
      version: (element.child("version")?.text).map(resolved), scope: scope,
      place: file.place(element.position))
  }

  private static let ownVersions: Set = ["", "${project.version}", "${revision}", "${version}"]

  /// The text with the properties that stand for the whole of it put in, a few levels deep.
  private func resolved(_ text: String) -> String {
    var text = text
    for _ in 0..<8 {
      guard text.hasPrefix("${"), text.hasSuffix("}") else { return text }
      let name = String(text.dropFirst(2).dropLast())
      guard let value = name == "project.groupId" ? group : properties[name] else { return text }
      text = value
    }
    return text
  }
}
