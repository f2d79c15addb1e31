/// Hides a vendor's placeholders, `${{ github.sha }}` or `<+trigger.branch>`, from the shell's rules.
///
/// The host replaces them before a shell sees the text, so what looks like the shell's own signs in
/// them is none. Each becomes one word of letters for private use, as long as it was.
struct PlaceholderMask: Sendable {
  /// The text with the placeholders hidden.
  let text: String
  private let placeholders: [String]

  private static let first: UInt32 = 0xE000
  private static let limit: UInt32 = 0x1000
  private static let filler: UInt32 = 0xF8FF

  /// The marks between which placeholders stand.
  private static let marks: [(opening: [Unicode.Scalar], closing: [Unicode.Scalar])] = [
    (Array("${{".unicodeScalars), Array("}}".unicodeScalars)),
    (Array("<+".unicodeScalars), Array(">".unicodeScalars)),
  ]

  /// Hides all placeholders that stand on one line.
  init(_ text: String) {
    guard text.contains("${{") || text.contains("<+") else {
      (self.text, placeholders) = (text, [])
      return
    }
    let scalars = Array(text.unicodeScalars)
    var masked = String.UnicodeScalarView()
    var found: [String] = []
    var index = 0
    while index < scalars.count {
      guard found.count < Self.limit, let end = Self.end(of: scalars, from: index),
        let mark = Unicode.Scalar(Self.first + UInt32(found.count)),
        let filler = Unicode.Scalar(Self.filler)
      else {
        masked.append(scalars[index])
        index += 1
        continue
      }
      var placeholder = String.UnicodeScalarView()
      placeholder.append(contentsOf: scalars[index..<end])
      found.append(String(placeholder))
      masked.append(mark)
      masked.append(contentsOf: repeatElement(filler, count: end - index - 1))
      index = end
    }
    (self.text, placeholders) = (String(masked), found)
  }

  /// Where a placeholder ends that begins here; `nil` where none does.
  private static func end(of scalars: [Unicode.Scalar], from start: Int) -> Int? {
    for mark in marks where scalars[start...].starts(with: mark.opening) {
      var index = start + mark.opening.count
      while index < scalars.count, scalars[index] != "\n" {
        if scalars[index...].starts(with: mark.closing) { return index + mark.closing.count }
        index += 1
      }
    }
    return nil
  }

  /// The word with the placeholders back in it.
  func restored(_ word: String) -> String {
    guard !placeholders.isEmpty else { return word }
    var result = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      if scalar.value == Self.filler { continue }
      let index = Int(scalar.value) - Int(Self.first)
      if placeholders.indices.contains(index) {
        result.append(contentsOf: placeholders[index].unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
