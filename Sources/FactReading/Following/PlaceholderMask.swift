import SourceModel

/// Hides a vendor's placeholders, `${{ github.sha }}`, from the shell's rules.
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

  /// Hides all placeholders between the marks that stand on one line.
  init(_ text: String, between marks: PlaceholderMarks = .expressions) {
    guard marks.openings.contains(where: text.contains) else {
      (self.text, placeholders) = (text, [])
      return
    }
    let scalars = Array(text.unicodeScalars)
    let openings = marks.openings.map { Array($0.unicodeScalars) }
    let closing = Array(marks.closing.unicodeScalars)
    var masked = ""
    var found: [String] = []
    var index = 0
    // Up to where it is known that nothing closes.
    var open = 0
    while index < scalars.count {
      guard found.count < Self.limit, index >= open,
        let opening = openings.first(where: { scalars[index...].starts(with: $0) }),
        let end = Self.end(of: scalars, from: index + opening.count, closing, &open),
        let mark = Unicode.Scalar(Self.first + UInt32(found.count)),
        let filler = Unicode.Scalar(Self.filler)
      else {
        masked.unicodeScalars.append(scalars[index])
        index += 1
        continue
      }
      found.append(String(String.UnicodeScalarView(scalars[index..<end])))
      masked.unicodeScalars.append(mark)
      masked += String(repeating: String(filler), count: end - index - 1)
      index = end
    }
    (self.text, placeholders) = (masked, found)
  }

  private static func end(
    of scalars: [Unicode.Scalar], from start: Int, _ closing: [Unicode.Scalar], _ open: inout Int
  ) -> Int? {
    var index = start
    while index < scalars.count, scalars[index] != "\n" {
      if scalars[index...].starts(with: closing) { return index + closing.count }
      index += 1
    }
    open = index
    return nil
  }

  /// The word with the placeholders back in it.
  func restored(_ word: String) -> String {
    // The letters for private use begin with one of these bytes.
    guard !placeholders.isEmpty, word.utf8.contains(where: { $0 == 0xEE || $0 == 0xEF }) else {
      return word
    }
    return word.unicodeScalars.reduce(into: "") { result, scalar in
      let index = Int(scalar.value) - Int(Self.first)
      if placeholders.indices.contains(index) {
        result += placeholders[index]
      } else if scalar.value != Self.filler {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}

/// What a vendor's placeholders begin and end with.
struct PlaceholderMarks: Hashable, Sendable {
  var openings: [String]
  var closing: String

  /// `${{ github.sha }}`.
  static let expressions = PlaceholderMarks(openings: ["${{"], closing: "}}")
  /// `<+trigger.branch>`.
  static let angles = PlaceholderMarks(openings: ["<+"], closing: ">")
  /// `{{inputs.parameters.name}}`.
  static let braces = PlaceholderMarks(openings: ["{{"], closing: "}}")
}
