import Syntax

extension Callee {
  /// Whether a command gives the targets that it calls words of its own: `npm run ci -- --deploy`.
  ///
  /// Only what stands behind the name of a target can be meant for it.
  static func mayAdd(_ words: [String], to called: [Callee]) -> Bool {
    guard words.count > 1 else { return false }
    let names = Set(called.compactMap { $0.key?.split(separator: "#").last })
    let last = words.lastIndex { names.contains($0[...]) }
    return last != words.indices.last
  }

  /// Whether a program around a command gives it words from its input.
  ///
  /// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/xargs.html
  static func areAdded(by wrappers: [String]) -> Bool {
    wrappers.contains { $0 == "xargs" || $0 == "parallel" }
  }
}

extension FollowFrame {
  /// Takes over the arguments of what is called.
  ///
  /// - Parameters:
  ///   - callee: what is called from here.
  ///   - adds: whether the call has words for the commands of targets.
  mutating func takeArguments(of callee: Callee, adds: Bool) {
    switch callee.arguments {
    case .unknown: arguments = .unknown
    case .passedOn: break
    case .words(let words): arguments = ShellArguments(words, areAll: !mayGoOn)
    }
    switch callee.content {
    case .script, .text: mayGoOn = false
    case .commands: mayGoOn = mayGoOn || adds
    }
  }
}
