extension SecretLine {
  /// A word of commands in the line.
  private struct Word {
    var range: Range<Int>
    var text: String
  }

  /// The values of flags that mean secrets for the commands of the line.
  var flagMasks: [Mask] {
    let words = commandWords
    return SecretFlag.secrets(in: words.map(\.text)).compactMap { (number, offset) -> Mask? in
      let word = words[number].range
      let start = word.lowerBound + offset
      // In quotes a value may have spaces.
      let opening = start == word.upperBound ? start : word.lowerBound - 1
      if let quoted = quoted(at: opening), start < quoted.upperBound {
        let value = max(start, quoted.lowerBound)..<quoted.upperBound
        return reference.isReference(value) ? nil : Mask(range: value)
      }
      guard start < word.upperBound,
        !reference.value(at: start, before: bytes.endIndex, holdsSpaces: false).isReference
      else { return nil }
      return Mask(range: start..<word.upperBound)
    }
  }

  /// The words between spaces and quotes; what stands between the words of a list is left out.
  private var commandWords: [Word] {
    let parts = bytes.indices.split {
      bytes[$0] == SecretReference.space || SecretReference.isQuote(bytes[$0])
        || bytes[$0] == UInt8(ascii: "`")
    }
    return parts.flatMap { part -> [Word] in
      guard !part.allSatisfy({ ",[](){}\\".utf8.contains(bytes[$0]) }) else { return [] }
      let inner = withoutSigns(part)
      guard inner.count > 1, bytes[inner.upperBound - 1] == UInt8(ascii: ";") else {
        return [word(inner)]
      }
      return [word(inner.dropLast()), word((inner.upperBound - 1)..<inner.upperBound)]
    }
  }

  /// The word without the signs of a list of words without quotes, `[a, b]`.
  private func withoutSigns(_ range: Range<Int>) -> Range<Int> {
    let start = range.first { bytes[$0] != UInt8(ascii: "[") } ?? range.lowerBound
    let last = range.last { !",]".utf8.contains(bytes[$0]) } ?? start
    return start..<max(start, last + 1)
  }

  private func word(_ range: Range<Int>) -> Word {
    Word(range: range, text: String(decoding: bytes[range], as: UTF8.self))
  }
}
