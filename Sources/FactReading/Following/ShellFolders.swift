import SourceModel
import Syntax

/// Where a shell is, and where it can go back to.
struct ShellLocation: Sendable {
  /// The folder in which it is; `nil` where that is not known.
  var folder: RelativePath?
  /// The folder in which it was before, where it has moved.
  private var previous: RelativePath??
  /// The folders that `pushd` keeps, the latest at the end.
  private var kept: [RelativePath?] = []

  /// More than anybody keeps.
  private static let keptLimit = 50

  init(_ folder: RelativePath?) { self.folder = folder }

  /// Goes to a folder: `cd api`.
  mutating func move(to folder: RelativePath?) {
    previous = .some(self.folder)
    self.folder = folder
  }

  /// Goes back to the folder before: `cd -`.
  mutating func moveBack(from start: RelativePath) { move(to: previous ?? start) }

  /// Goes to a folder and keeps this one: `pushd api`.
  ///
  /// https://www.gnu.org/software/bash/manual/bash.html#The-Directory-Stack
  mutating func push(_ folder: RelativePath?) {
    kept.append(self.folder)
    if kept.count > Self.keptLimit { kept.removeFirst() }
    move(to: folder)
  }

  /// Goes to the folder that is kept, and keeps this one instead: `pushd`.
  mutating func exchange(from start: RelativePath) {
    let last: RelativePath? = kept.popLast() ?? start
    push(last)
  }

  /// Goes back to the folder that was kept last: `popd`.
  mutating func pop(from start: RelativePath) { move(to: kept.popLast() ?? start) }
}

/// The shells around the one whose commands run, each with its place.
struct ShellFolders {
  private var current: Int32 = 0
  private var outer: [(number: Int32, location: ShellLocation)] = []

  /// Takes over the shell of a command: one that is left forgets where it was, and one that starts
  /// begins where the shell around it is.
  mutating func enter(_ shell: ShellCommand.Shell, _ location: inout ShellLocation) {
    guard shell.number != current else { return }
    while current != shell.number, current != shell.parent, let last = outer.popLast() {
      (current, location) = (last.number, last.location)
    }
    guard current != shell.number else { return }
    outer.append((current, location))
    current = shell.number
  }

  /// Ends all shells but the outermost.
  mutating func leaveAll(_ location: inout ShellLocation) {
    enter(.outermost, &location)
  }
}
