/// A variable or argument as a word refers to it: `$1`, `${NAME}`, `${1:-all}`.
///
/// See section 2.6.2 of
/// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
struct ShellReference {
  /// The name: letters, or the number of an argument, or `#`, `@` and `*` for all of them.
  var name: String
  /// What stands for it where it has no value.
  var standard: String?
  /// Whether that also stands for an empty value, as `:-` says.
  var replacesEmpty = false
  /// The index behind it.
  var end: Int

  /// The reference at a dollar sign; `nil` for other expansions, `$(…)` and `${A#b}`.
  init?(_ bytes: ArraySlice<UInt8>) {
    var index = bytes.startIndex + 1
    guard index < bytes.endIndex else { return nil }
    let isBraced = bytes[index] == UInt8(ascii: "{")
    if isBraced { index += 1 }
    let name = Self.name(bytes[index...], isBraced: isBraced)
    guard !name.isEmpty else { return nil }
    self.name = name.text
    index += name.count
    end = index
    guard isBraced else { return }
    guard let close = Self.readStandard(bytes[index...], &standard, &replacesEmpty) else {
      return nil
    }
    end = close + 1
  }

  private static func name(_ bytes: ArraySlice<UInt8>, isBraced: Bool) -> ArraySlice<UInt8> {
    guard let first = bytes.first else { return bytes }
    switch first {
    case UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "*"): return bytes.prefix(1)
    case _ where first.isDigit: return isBraced ? bytes.prefix(while: \.isDigit) : bytes.prefix(1)
    default: return bytes.prefix(while: \.isShellName)
    }
  }

  /// What stands between the name and the brace, whose index is given.
  private static func readStandard(
    _ bytes: ArraySlice<UInt8>, _ standard: inout String?, _ replacesEmpty: inout Bool
  ) -> Int? {
    guard let close = bytes.firstIndex(of: UInt8(ascii: "}")) else { return nil }
    var inner = bytes[bytes.startIndex..<close]
    guard !inner.isEmpty else { return close }
    if inner.first == UInt8(ascii: ":") {
      replacesEmpty = true
      inner.removeFirst()
    }
    let sign = inner.popFirst()
    // `${1:?message}` stops the script, and is the value where it does not.
    guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: "?") else { return nil }
    if let quote = inner.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      inner.count > 1, inner.last == quote
    {
      inner = inner.dropFirst().dropLast()
    }
    let isPlain = inner.allSatisfy { !"$`{\"'\\".utf8.contains($0) }
    guard isPlain else { return nil }
    if sign == UInt8(ascii: "-") { standard = inner.text }
    return close
  }

  // MARK: - Words

  /// Whether a word refers to an argument: `$1`, `${1:-all}`, `$#`, `"$@"`.
  static func isArgument(in word: String) -> Bool {
    guard word.utf8.contains(UInt8(ascii: "$")) else { return false }
    var isOpen = false
    for byte in word.utf8 {
      if isOpen {
        if byte == UInt8(ascii: "{") { continue }
        if byte.isDigit && byte != UInt8(ascii: "0") || "#@*".utf8.contains(byte) { return true }
      }
      isOpen = byte == UInt8(ascii: "$")
    }
    return false
  }

  /// How much of a word is looked at for variables; longer ones hold texts of their own, whose words
  /// are looked at too.
  private static let lengthLimit = 10_000

  /// Whether a word refers to one of some variables.
  static func isAny(of variables: Set<String>, in word: String) -> Bool {
    var rest = word.utf8.prefix(lengthLimit)
    while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
      rest = rest[dollar...].dropFirst()
      if rest.first == UInt8(ascii: "{") { rest = rest.dropFirst() }
      let name = rest.prefix(while: \.isShellName)
      guard !name.isEmpty else { continue }
      if variables.contains(String(decoding: name, as: UTF8.self)) { return true }
    }
    return false
  }
}
