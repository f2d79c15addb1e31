import Catalogue
import FactModel
import SourceModel
import Syntax

extension [Step] {
  /// Notes that a compiler which its settings keep from writing anything checks types alone.
  ///
  /// https://www.typescriptlang.org/tsconfig/#noEmit
  mutating func judgeCompilersByTheirSettings(_ known: inout CompilerSettings) {
    for step in indices where self[step].judged.allSatisfy(Step.callsCompiler) {
      guard let use = self[step].uses.firstIndex(where: { $0.gives(.builds) }),
        self[step].judged.allSatisfy({ words in
          self[step].compilerSettings(words).map { known.writesNothing($0) } ?? false
        })
      else { continue }
      self[step].uses[use].capabilities.remove(.builds)
      self[step].uses[use].capabilities.insert(.checksTypes)
    }
  }
}

extension Step {
  fileprivate static func callsCompiler(_ words: [String]) -> Bool {
    words.first.map(ProgramName.key) == "tsc"
  }

  /// The settings that the words name.
  ///
  /// Without a name it is the first half of a build whose second half another tool does.
  fileprivate func compilerSettings(_ words: [String]) -> RelativePath? {
    let folder = place.path.name == "package.json" ? place.path.folder : RelativePath("")
    guard let option = words.firstIndex(where: { ["-p", "--project"].contains($0) }) else {
      return nil
    }
    guard words.indices.contains(option + 1), let named = folder.appending(words[option + 1]) else {
      return nil
    }
    return named.fileExtension == "json" ? named : named.appending("tsconfig.json")
  }
}

/// Settings of TypeScript's compiler, with those that they extend.
struct CompilerSettings {
  private static let depthLimit = 5
  private let context: ReadingContext
  private var known: [RelativePath: Bool] = [:]

  init(_ context: ReadingContext) { self.context = context }

  /// Whether the compiler writes nothing with the settings of a file.
  mutating func writesNothing(_ path: RelativePath) -> Bool {
    if let answer = known[path] { return answer }
    let answer = saysToWriteNothing(path)
    known[path] = answer
    return answer
  }

  private func saysToWriteNothing(_ path: RelativePath) -> Bool {
    var next: RelativePath? = path
    for _ in 0..<Self.depthLimit {
      guard let path = next, let file = context.read(path),
        let root = JSON.parse(file.bytes, dialect: .withComments).documents.first
      else { return false }
      if let flag = root["compilerOptions", "noEmit"]?.flag { return flag }
      // Settings that begin with no dot come from a package.
      let base = root["extends"]?.text.flatMap { $0.hasPrefix(".") ? $0 : nil }
      next = base.flatMap { path.folder.appending($0.hasSuffix(".json") ? $0 : $0 + ".json") }
    }
    return false
  }
}
