import FactModel
import SourceModel
import Syntax

/// Reads `vcpkg.json`.
///
/// https://learn.microsoft.com/vcpkg/reference/vcpkg-json
struct VcpkgReader: ManifestReader {
  let names: Set = ["vcpkg.json"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let tree = JSON.parse(file.bytes, dialect: .withComments)
    var draft = ManifestDraft("vcpkg", file: file)
    draft.addFaults(tree.faults, in: file)
    let root = tree.documents.first
    draft.manifest.name = root?["name"]?.text
    draft.dependencies = (root?["dependencies"]?.items ?? []).compactMap { item in
      guard let name = item.text ?? item["name"]?.text else { return nil }
      return Dependency(
        ecosystem: "vcpkg", name: name, version: item["version>="]?.text,
        scope: item["host"]?.flag == true ? .development : .runtime,
        place: file.place(item.position))
    }
    // A baseline fixes the version of every port.
    let baseline = root?.entry("builtin-baseline").map { file.place($0.key.position) }
    let lock =
      baseline ?? LockFiles.find(["vcpkg-configuration.json"], in: file.path.folder, context)
    draft.settleLock(lockFile: lock) { _ in false }
    return draft.facts
  }
}

/// Reads `conanfile.txt` and `conanfile.py`.
///
/// https://docs.conan.io/2/reference/conanfile.html
struct ConanReader: ManifestReader {
  let names: Set = ["conanfile.txt", "conanfile.py"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var draft = ManifestDraft("conan", file: file)
    let found = file.path.name == "conanfile.txt" ? Self.listed(file) : Self.called(file)
    draft.dependencies = found.compactMap { text, line, isDevelopment in
      let parts = text.split(separator: "@")[0].split(separator: "/").map(String.init)
      guard parts.count >= 2 else { return nil }
      return Dependency(
        ecosystem: "conan", name: parts[0], version: parts[1],
        scope: isDevelopment ? .development : .runtime, place: file.place(line: line))
    }
    draft.settleLock(lockFile: LockFiles.find(["conan.lock"], in: file.path.folder, context)) {
      $0.version?.hasPrefix("[") == false
    }
    return draft.facts
  }

  private static func listed(_ file: SourceFile) -> [(String, Int, Bool)] {
    var section = ""
    var result: [(String, Int, Bool)] = []
    for line in ByteLines(file.bytes) {
      let text = String(decoding: line.trimmed, as: UTF8.self)
      if text.hasPrefix("[") {
        section = text
      } else if section.hasSuffix("requires]"), text.contains("/"), !text.hasPrefix("#") {
        result.append((text, line.number, section != "[requires]"))
      }
    }
    return result
  }

  private static func called(_ file: SourceFile) -> [(String, Int, Bool)] {
    let tokens = CodeLanguage.python.tokens(in: file.bytes)
    var result: [(String, Int, Bool)] = []
    for (index, token) in tokens.enumerated() where token.kind == .word {
      let name = token.text.split(separator: ".").last.map(String.init) ?? ""
      guard name == "requires" || name.hasSuffix("_requires") else { continue }
      let strings = tokens[(index + 1)...].prefix(400)
        .prefix { $0.kind != .word && !$0.isSymbol(")") && !$0.isSymbol("]") }
        .filter { $0.kind == .string && $0.text.contains("/") && !$0.text.hasPrefix("/") }
      result += strings.map { ($0.text, $0.line, name != "requires") }
    }
    return result
  }
}

/// Reads Terraform's requirements.
///
/// https://developer.hashicorp.com/terraform/language/providers/requirements
struct TerraformManifestReader: ManifestReader {
  let extensions: Set = ["tf", "tofu"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    // A root module says where its state lies or configures a provider, and may be locked.
    let isRoot = ["backend", "cloud", "provider"].contains { Self.opens($0, in: file) }
    guard isRoot || file.contains("required_providers") else { return FileFacts() }
    var draft = ManifestDraft("terraform", file: file)
    let folder = file.path.folder
    draft.manifest.isPublishable = context.memory.answer(.isModule, of: folder) {
      Self.isModule(folder, context)
    }
    if let lock = LockFiles.find([".terraform.lock.hcl"], in: file.path.folder, context) {
      (draft.manifest.lock, draft.manifest.lockPlace) = (.locked, lock)
    } else {
      (draft.manifest.lock, draft.manifest.lockPlace) = (
        isRoot ? .floating : .noMechanism, isRoot ? draft.manifest.place : nil
      )
    }
    return draft.facts
  }

  /// Whether a folder is a module for others: it takes variables, gives outputs, and neither keeps a
  /// state nor configures a provider of its own.
  ///
  /// https://developer.hashicorp.com/terraform/language/modules/develop/structure
  private static func isModule(_ folder: RelativePath, _ context: ReadingContext) -> Bool {
    guard context.has("variables.tf", in: folder), context.has("outputs.tf", in: folder) else {
      return false
    }
    let files = context.files(in: folder).filter { $0.fileExtension == "tf" }
    return files.count <= 100
      && files.allSatisfy { path in
        guard let file = context.read(path) else { return true }
        return !["backend", "cloud", "provider"].contains { opens($0, in: file) }
      }
  }

  private static func opens(_ block: String, in file: SourceFile) -> Bool {
    ByteLines(file.bytes).contains { line in
      let text = line.trimmed
      guard text.begins(block + " "), text.last == UInt8(ascii: "{") else { return false }
      // Resources have blocks of these names without a label.
      return block == "cloud"
        || text.dropFirst(block.utf8.count).first { !$0.isBlank } == UInt8(ascii: "\"")
    }
  }
}
