import FactModel
import SourceModel

extension Pipeline {
  /// Marks the programs of tests that a build of the same job links: `./build/unit_tests`.
  ///
  /// - Parameter names: those of the tree's files, which no build made.
  mutating func markBuiltTests(besides names: inout FileNames) {
    for index in jobs.indices {
      guard let build = jobs[index].steps.firstIndex(where: \.isBuild) else { continue }
      for at in jobs[index].steps.indices where at > build {
        guard let name = jobs[index].steps[at].nameOfTests, !names.contains(name),
          !jobs[index].isFollowed(at)
        else { continue }
        jobs[index].steps[at].uses.append(jobs[index].steps[at].testProgram)
      }
    }
  }
}

/// The names of files, taken together when somebody asks for one.
struct FileNames {
  private let files: [RelativePath]
  private var names: Set<String>?

  init(_ files: [RelativePath]) { self.files = files }

  mutating func contains(_ name: String) -> Bool {
    let known = names ?? Set(files.map(\.name))
    names = known
    return known.contains(name)
  }
}

extension Step {
  fileprivate var isBuild: Bool { uses.contains { $0.gives(.builds) } }

  /// The name of the program that it runs by its path, where that speaks of tests and nothing else is known of it.
  fileprivate var nameOfTests: String? {
    guard uses.isEmpty, let program = words.first,
      let slash = program.lastIndex(where: { $0 == "/" || $0 == "\\" })
    else { return nil }
    let name = String(program[program.index(after: slash)...])
    let plain = name.hasSuffix(".exe") ? String(name.dropLast(4)) : name
    guard !plain.contains("."), !Placeholder.isIn(plain) else { return nil }
    let words = plain.nameWords
    let isTests =
      words.last.map { ["test", "tests", "unittest", "unittests"].contains($0) } ?? false
    return isTests || words.count > 1 && words.first == "test" ? name : nil
  }

  fileprivate var testProgram: ToolUse {
    ToolUse(
      tool: "built-tests", name: words.first ?? "", category: "test", capabilities: [.tests],
      origin: .command, confidence: .inferred, place: place, excerpt: Excerpt.command(of: self))
  }
}
