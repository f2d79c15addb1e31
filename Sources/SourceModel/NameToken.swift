/// A piece of a pattern for one name, between two slashes.
enum NameToken: Hashable, Sendable {
  /// Exactly this byte.
  case byte(UInt8)
  /// `?`: one character.
  case one
  /// `*`: any characters, also none.
  case many
  /// `[a-z]`: one character of a set, or of everything else.
  case set([ClosedRange<UInt32>], isNegated: Bool)
}

extension NameToken {
  /// Whether the whole name fits the tokens.
  ///
  /// Goes back to the latest `*` only.
  ///
  /// - Parameter steps: grows by how many tokens were tried, and members of sets.
  static func matches(
    _ tokens: [NameToken], _ name: UnsafeBufferPointer<UInt8>, _ steps: inout Int
  ) -> Bool {
    var token = 0
    var index = 0
    var retry: (token: Int, index: Int)?
    while index < name.count || token < tokens.count {
      steps += 1
      if token < tokens.count, case .many = tokens[token] {
        retry = (token + 1, index)
        token += 1
      } else if token < tokens.count,
        let length = tokens[token].length(in: name, at: index, &steps)
      {
        token += 1
        index += length
      } else {
        guard let (retryToken, retryIndex) = retry, retryIndex < name.count else { return false }
        retry = (retryToken, retryIndex + 1)
        token = retryToken
        index = retryIndex + 1
      }
    }
    return true
  }

  /// What follows the last dot of every name that fits; `nil` where names may have several endings.
  static func ending(of tokens: [NameToken]) -> [UInt8]? {
    var ending: [UInt8] = []
    for token in tokens.reversed() {
      guard case .byte(let byte) = token else { return nil }
      if byte == UInt8(ascii: ".") { return ending.reversed() }
      ending.append(byte)
    }
    return nil
  }

  /// How many bytes the token takes, `nil` where it does not fit.
  private func length(
    in name: UnsafeBufferPointer<UInt8>, at index: Int, _ steps: inout Int
  ) -> Int? {
    guard index < name.count else { return nil }
    switch self {
    case .byte(let byte): return name[index] == byte ? 1 : nil
    case .many: return nil
    case .one: return Self.character(name[index...]).length
    case .set(let ranges, let isNegated):
      steps += ranges.count
      let character = Self.character(name[index...])
      let isMember = ranges.contains { $0.contains(character.value) }
      return isMember != isNegated ? character.length : nil
    }
  }

  /// The first character of the bytes; a byte that is no UTF-8 stands for itself.
  static func character(_ bytes: some Collection<UInt8>) -> (value: UInt32, length: Int) {
    guard let first = bytes.first else { return (0, 0) }
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let rest = bytes.dropFirst().prefix(length - 1)
    guard length > 1, rest.count == length - 1, rest.allSatisfy({ $0 & 0xC0 == 0x80 }) else {
      return (UInt32(first), 1)
    }
    let lead = UInt32(first) & (0x7F >> UInt32(length))
    return (rest.reduce(lead) { $0 << 6 | UInt32($1 & 0x3F) }, length)
  }
}
