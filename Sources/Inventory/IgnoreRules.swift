import SourceModel

/// The rules of the `.gitignore` files on the way to a folder.
///
/// See https://git-scm.com/docs/gitignore
package struct IgnoreRules: Sendable {
  /// The rules of one file, by their numbers.
  fileprivate struct RuleFile: Sendable {
    /// How many bytes stand before that which the patterns look at: the file's folder with its slash.
    var start: Int
    /// Patterns of files and folders.
    var ofAll = PatternTable()
    /// Patterns of folders alone.
    var ofFolders = PatternTable()
    var negated: Set<Int> = []
  }

  /// What reading a byte of rules costs, in steps.
  private static let stepsOfByte = 48
  /// What looking for a path in the rules of a file costs at least.
  private static let stepsOfFile = 16

  private var files: [RuleFile] = []

  /// Makes rules that leave nothing out.
  package init() {}

  /// Adds the rules of a file.
  ///
  /// The latest rule that matches decides.
  ///
  /// - Parameters:
  ///   - folder: the folder of the file, relative to the root, empty there.
  ///   - steps: grows by what that costs.
  package mutating func add(_ text: [UInt8], in folder: [UInt8], _ steps: inout Int) {
    steps += text.count * Self.stepsOfByte
    var file = RuleFile(start: folder.isEmpty ? 0 : folder.count + 1)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = text.starts(with: mark) ? text[mark.count...] : text[...]
    for (number, line) in text.split(separator: UInt8(ascii: "\n")).enumerated() {
      file.add(Array(line), number: number)
    }
    files.append(file)
  }

  /// Whether the rules leave a path out, its folders not asked.
  ///
  /// - Parameters:
  ///   - path: lies below the folders of all files of rules.
  ///   - steps: grows by what was looked at.
  package func ignores(_ path: [UInt8], isFolder: Bool, _ steps: inout Int) -> Bool {
    for file in files.reversed() where file.start < path.count {
      steps += Self.stepsOfFile
      if let answer = file.ignores(path[file.start...], isFolder, &steps) { return answer }
    }
    return false
  }
}

extension IgnoreRules.RuleFile {
  fileprivate mutating func add(_ line: [UInt8], number: Int) {
    var line = line
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    while line.last == UInt8(ascii: " "), line.dropLast().last != UInt8(ascii: "\\") {
      line.removeLast()
    }
    guard let first = line.first, first != UInt8(ascii: "#") else { return }
    let isNegated = first == UInt8(ascii: "!")
    if isNegated { line.removeFirst() }
    let isForFolders = line.last == slash
    if isForFolders { line.removeLast() }
    guard let pattern = PathPattern(line) else { return }
    if isNegated { negated.insert(number) }
    if isForFolders {
      ofFolders.add(pattern, number: number)
    } else {
      ofAll.add(pattern, number: number)
    }
  }

  /// Whether the rules leave a path out; `nil` where none says anything of it.
  fileprivate func ignores(
    _ path: ArraySlice<UInt8>, _ isFolder: Bool, _ steps: inout Int
  ) -> Bool? {
    var latest = ofAll.greatest(matching: path, &steps)
    if isFolder, let other = ofFolders.greatest(matching: path, &steps) {
      latest = max(other, latest ?? other)
    }
    return latest.map { !negated.contains($0) }
  }
}
