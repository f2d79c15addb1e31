/// The arguments of a script or function, as far as they are known.
package struct ShellArguments: Hashable, Sendable {
  /// One of them.
  struct Argument: Hashable, Sendable {
    /// The word as the caller has it.
    var text: String
    /// Whether the word is what the script is given; otherwise the caller's shell makes that of it.
    var isKnown: Bool
  }

  /// Nobody knows what the script is called with.
  package static let unknown = ShellArguments(list: [], areAll: false)

  /// How many are kept, and how long one may be.
  private static let countLimit = 40
  private static let lengthLimit = 100

  private(set) var list: [Argument]
  /// Whether there are no more, as nobody adds any and no word may stand for several or none.
  private(set) var areAll: Bool

  /// The words behind the name of a script.
  ///
  /// - Parameters:
  ///   - words: the words as they are written, quotes and escapes resolved.
  ///   - areAll: whether nobody adds others to them.
  package init(_ words: some Sequence<String>, areAll: Bool = true) {
    self.init(
      list: words.prefix(Self.countLimit + 1).map {
        Argument(text: $0, isKnown: Self.isPlain($0))
      }, areAll: areAll)
  }

  init(list: [Argument], areAll: Bool) {
    let areAll = areAll && list.count <= Self.countLimit && list.allSatisfy(\.isKnown)
    // Where none is known, it is the same as if nothing were.
    let isUseless = !areAll && !list.contains(where: \.isKnown)
    self.list = isUseless ? [] : Array(list.prefix(Self.countLimit))
    self.areAll = areAll
  }

  /// Whether the caller's shell leaves a word as it is: neither a variable nor a pattern.
  static func isPlain(_ word: String) -> Bool {
    word.utf8.count <= lengthLimit
      && word.utf8.allSatisfy { $0.isShellName || "-./:=@,+ ".utf8.contains($0) }
  }

  /// Drops the first ones.
  mutating func shift(by number: Int) {
    guard number <= list.count else {
      // Some shells keep them all, others end.
      if !list.isEmpty { self = .unknown }
      return
    }
    self = ShellArguments(list: Array(list.dropFirst(number)), areAll: areAll)
  }

  /// How many there are; `nil` where that is not known.
  var count: Int? { areAll ? list.count : nil }

  /// The argument of a number from one on, empty behind the last one; `nil` where it is not known.
  func value(at number: Int) -> String? {
    guard number > 0 else { return nil }
    guard number <= list.count else { return areAll ? "" : nil }
    return list[number - 1].isKnown ? list[number - 1].text : nil
  }
}
