import FactModel
import SourceModel

/// Reads `Gemfile`.
///
/// https://bundler.io/man/gemfile.5.html
struct GemfileReader: ManifestReader {
  let names: Set = ["Gemfile", "gems.rb"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var draft = ManifestDraft("rubygems", file: file)
    for statement in RubyStatements.statements(CodeLanguage.ruby.tokens(in: file.bytes)) {
      guard statement.head == "gem", let name = statement.strings.first?.text,
        statement.value(of: "path") == nil,
        !statement.blocks.contains(where: { $0.hasPrefix("path ") })
      else { continue }
      draft.dependencies.append(
        Dependency(
          ecosystem: "rubygems", name: name, version: RubyArguments.version(in: statement),
          scope: Self.isDevelopment(statement) ? .development : .runtime,
          place: file.place(line: statement.line)))
    }
    let lock = LockFiles.find(["Gemfile.lock", "gems.locked"], in: file.path.folder, context)
    draft.settleLock(lockFile: lock) { VersionText.isExact($0.version ?? "", numbers: 2) }
    return draft.facts
  }

  /// Whether every group around or behind the gem is one for developers.
  private static func isDevelopment(_ statement: CodeStatement) -> Bool {
    let block = statement.blocks.first { $0.hasPrefix("group ") }
    var groups = block.map { $0.split(separator: " ").dropFirst().map(String.init) } ?? []
    for option in ["group", "groups"] {
      guard let index = statement.tokens.firstIndex(where: { $0.isWord(option) }) else { continue }
      groups += statement.tokens[(index + 1)...].prefix { $0.kind != .string }
        .filter { $0.kind == .word && $0.text != "require" && $0.text != "false" }.map(\.text)
    }
    return !groups.isEmpty && groups.allSatisfy(PythonGroups.isDevelopment)
  }
}

/// Reads specifications of gems.
///
/// https://guides.rubygems.org/specification-reference/
struct GemspecReader: ManifestReader {
  let extensions: Set = ["gemspec"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var draft = ManifestDraft("rubygems", file: file)
    draft.manifest.isPublishable = true
    for statement in RubyStatements.statements(CodeLanguage.ruby.tokens(in: file.bytes)) {
      guard let head = statement.head, let dot = head.lastIndex(of: ".") else { continue }
      switch head[head.index(after: dot)...] {
      case "name": draft.manifest.name = statement.strings.first?.text
      case "executables": draft.manifest.offersCommands = true
      case "add_dependency", "add_runtime_dependency":
        draft.dependencies += Self.dependency(statement, .runtime, file)
      case "add_development_dependency":
        draft.dependencies += Self.dependency(statement, .development, file)
      default: continue
      }
    }
    let lock = LockFiles.find(["Gemfile.lock", "gems.locked"], in: file.path.folder, context)
    draft.settleLock(lockFile: lock) { VersionText.isExact($0.version ?? "", numbers: 2) }
    return draft.facts
  }

  private static func dependency(
    _ statement: CodeStatement, _ scope: ToolUse.Scope, _ file: SourceFile
  ) -> [Dependency] {
    guard let name = statement.strings.first?.text else { return [] }
    return [
      Dependency(
        ecosystem: "rubygems", name: name, version: RubyArguments.version(in: statement),
        scope: scope, place: file.place(line: statement.line))
    ]
  }
}

/// Reads `Podfile` and specifications of pods.
///
/// https://guides.cocoapods.org/syntax/podfile.html
/// https://guides.cocoapods.org/syntax/podspec.html
struct CocoaPodsReader: ManifestReader {
  let names: Set = ["Podfile"]
  let extensions: Set = ["podspec"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var draft = ManifestDraft("cocoapods", file: file)
    let isSpecification = file.path.name != "Podfile"
    draft.manifest.isPublishable = isSpecification
    draft.manifest.isApplication = !isSpecification
    for statement in RubyStatements.statements(CodeLanguage.ruby.tokens(in: file.bytes)) {
      guard let head = statement.head, let first = statement.strings.first?.text else { continue }
      if isSpecification, head.hasSuffix(".name") { draft.manifest.name = first }
      let isDependency = isSpecification ? head.hasSuffix(".dependency") : head == "pod"
      guard isDependency, statement.value(of: "path") == nil else { continue }
      let isTest = statement.blocks.last?.lowercased().contains("test") ?? false
      draft.dependencies.append(
        Dependency(
          ecosystem: "cocoapods", name: first, version: RubyArguments.version(in: statement),
          scope: isTest ? .development : .runtime, place: file.place(line: statement.line)))
    }
    draft.settleLock(lockFile: LockFiles.find(["Podfile.lock"], in: file.path.folder, context)) {
      VersionText.isExact($0.version ?? "", numbers: 2)
    }
    return draft.facts
  }
}

/// What stands behind the name in a call of Ruby.
enum RubyArguments {
  /// The string directly behind the first one: `gem "rails", "~> 7.1"`.
  static func version(in statement: CodeStatement) -> String? {
    guard let first = statement.tokens.firstIndex(where: { $0.kind == .string }),
      statement.tokens[at: first + 1]?.isSymbol(",") == true,
      let next = statement.tokens[at: first + 2], next.kind == .string
    else { return nil }
    return next.text
  }
}
