import SourceModel
import Syntax

extension CommandCall {
  /// The words behind the program that are neither options nor their values nor variables.
  func operands(valued: Set<String>) -> [String] {
    operandIndices(valued: valued).map { words[$0] }
  }

  /// Where these words stand.
  func operandIndices(valued: Set<String>) -> [Int] {
    var operands: [Int] = []
    var index = 1
    while index < words.count {
      let word = words[index]
      index += 1
      if word == "--" { break }
      if valued.contains(word) {
        index += 1
      } else if !word.hasPrefix("-"), !Self.isAssignment(word) {
        operands.append(index - 1)
      }
    }
    return operands
  }

  /// `NAME=value`.
  private static func isAssignment(_ word: String) -> Bool {
    guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return false }
    let name = word.utf8[..<equals].filter { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "+") }
    return !name.isEmpty && name.allSatisfy(\.isNamePart)
  }

  /// The values of an option, `-s tests`, `-stests` for short ones, `--session=tests`.
  func values(of names: Set<String>) -> [String] { values(of: names, in: words[...]) }

  /// The values of an option among some of the words.
  func values(of names: Set<String>, in words: ArraySlice<String>) -> [String] {
    let words = Array(words)
    var values: [String] = []
    for (index, word) in words.enumerated().dropFirst() {
      if names.contains(word) {
        if index + 1 < words.count { values.append(words[index + 1]) }
        continue
      }
      for name in names {
        if name.hasPrefix("--"), word.hasPrefix(name + "=") {
          values.append(String(word.dropFirst(name.count + 1)))
        } else if !name.hasPrefix("--"), word.hasPrefix(name), !word.hasPrefix("--"),
          word.count > name.count
        {
          values.append(String(word.dropFirst(name.count)))
        }
      }
    }
    return values
  }

  /// The file that an option names.
  func option(_ names: Set<String>) -> RelativePath? {
    values(of: names).first.flatMap { frame.file($0, context) }
  }

  /// The folder that an option names.
  func folderOption(_ names: Set<String>) -> RelativePath? {
    values(of: names).first.flatMap { frame.resolvedFolder($0) }
  }

  /// The nearest of these files, from the folder of the command upwards.
  func nearest(_ names: [String], from folder: RelativePath? = nil) -> RelativePath? {
    frame.file(named: names, from: folder ?? frame.folder ?? frame.start, context)
  }

  /// Targets with those that they depend on before them, each once.
  func named(
    _ names: [String], _ kind: FollowedFiles.Kind, in file: RelativePath?,
    _ files: inout FollowedFiles
  ) -> [Callee] {
    guard let file else { return [] }
    let targets = files.targets(in: file, kind, context)
    let patterns = kind == .make ? files.patternRules(in: file, context) : PatternRules()
    var seen: Set<String> = []
    return names.flatMap { ordered($0, targets, patterns, file, &seen) }
  }

  /// All targets of a file.
  func all(
    _ kind: FollowedFiles.Kind, in file: RelativePath?, _ files: inout FollowedFiles
  ) -> [Callee] {
    guard let file else { return [] }
    let targets = files.targets(in: file, kind, context).values.sorted {
      ($0.position, $0.name) < ($1.position, $1.name)
    }
    return named(targets.map(\.name), kind, in: file, &files)
  }

  private func ordered(
    _ name: String, _ targets: [String: BuildTarget], _ patterns: PatternRules,
    _ file: RelativePath, _ seen: inout Set<String>
  ) -> [Callee] {
    var result: [Callee] = []
    // A stack instead of recursion: files with thousands of targets in a chain exist.
    var pending: [(name: String, isReady: Bool)] = [(name, false)]
    while let next = pending.popLast() {
      guard context.takes(looks: 1) else { return [] }
      guard let target = targets[next.name] ?? fitting(next.name, patterns) else { continue }
      if next.isReady {
        let home = target.path ?? file
        result.append(
          Callee(
            key: "\(home)#\(target.name)", folder: file.folder,
            content: .commands(target.commands, home), target: next.name))
        continue
      }
      guard seen.insert(next.name).inserted else { continue }
      pending.append((next.name, true))
      pending += target.dependencies.reversed().map { ($0, false) }
    }
    return result
  }

  /// The target of the rule whose pattern says most of a name.
  private func fitting(_ name: String, _ patterns: PatternRules) -> BuildTarget? {
    guard context.takes(looks: patterns.looks(for: name)) else { return nil }
    return patterns.target(for: name)
  }
}

extension CommandCall {
  // https://www.gnu.org/software/make/manual/make.html#Options-Summary
  func make(_ files: inout FollowedFiles) -> [Callee] {
    let folder = folderOption(["-C", "--directory"])
    guard values(of: ["-C", "--directory"]).isEmpty || folder != nil else { return [] }
    let inFolder = folder.map(inFolder) ?? self
    let named = inFolder.option(["-f", "--file", "--makefile"])
    let here = folder ?? frame.folder ?? frame.start
    let names = ["GNUmakefile", "makefile", "Makefile"]
    let usual = names.lazy.compactMap { here.appending($0) }
      .first { context.files.contains($0) }
    guard let file = named ?? usual else { return [] }
    let valued: Set = ["-C", "-f", "--directory", "--file", "--makefile", "-I", "-o", "-W"]
    // `-j 4`, `-j $(nproc)`: how many at once is no target.
    let targets = operands(valued: valued).filter { Int($0) == nil && !$0.hasPrefix("$(") }
    let goals =
      targets.isEmpty ? files.first(in: file, .make, context).map { [$0] } ?? [] : targets
    return inFolder.named(goals, .make, in: file, &files).map { callee in
      var callee = callee
      // Recipes run in the folder of the call, wherever the file lies.
      callee.folder = here
      // https://www.gnu.org/software/make/manual/make.html#Automatic-Variables
      callee.variables = callee.target.map { [KnownValue(name: "@", value: $0)] } ?? []
      return callee
    }
  }

  /// The same command in another folder.
  private func inFolder(_ folder: RelativePath) -> CommandCall {
    var frame = frame
    frame.folder = folder
    return CommandCall(
      words: words, wrappers: wrappers, environment: environment, place: place, frame: frame,
      context: context)
  }
}
