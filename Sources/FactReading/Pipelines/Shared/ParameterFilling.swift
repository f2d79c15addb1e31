import SourceModel

/// Fills parameters into the texts of one vendor's pipelines as long as these do not grow too large: a long
/// parameter may stand in thousands of texts, and thousands of steps may call one large template.
struct ParameterFilling: Sendable {
  /// How many bytes parameters may bring in, each time counted; real trees stay below a megabyte.
  private static let byteLimit = 4 << 20
  /// How many values may be looked at, those of a template once for each call.
  private static let valueLimit = 1_000_000
  /// How long a text may become, and how long what stands between an opening and its closing may be.
  private static let (textLimit, nameLimit) = (100_000, 256)

  private var bytesLeft = Self.byteLimit
  private var valuesLeft = Self.valueLimit
  /// That a limit was met, where it was.
  private(set) var warnings: [Diagnostic] = []

  /// Whether a limit was met, behind which nothing is read.
  var isSpent: Bool { !warnings.isEmpty }

  /// Counts values that are looked at.
  mutating func take(values count: Int, at place: Place) {
    valuesLeft -= count
    if valuesLeft < 0 { note(at: place) }
  }

  /// Counts a value that is looked at with all in it.
  mutating func take(_ value: PipelineValue?) {
    guard let value else { return }
    take(values: value.count(upTo: Self.valueLimit), at: value.place)
  }

  /// Counts what a parameter brings in; `false` where there is no room for it.
  mutating func take(_ text: String, at place: Place) -> Bool {
    guard !isSpent else { return false }
    bytesLeft -= text.utf8.count
    if bytesLeft < 0 { note(at: place) }
    return !isSpent
  }

  /// The text with all filled in that is known and stands between an opening and a closing.
  ///
  /// - Parameter known: the value of what stands between them; `nil` where it is not known.
  mutating func filled(
    _ text: String, from opening: String, to closing: String, at place: Place,
    _ known: (Substring) -> String?
  ) -> String {
    take(values: 1 + text.utf8.count / 64, at: place)
    guard text.utf8.count < Self.textLimit, text.contains(opening) else { return text }
    var result = ""
    var rest = text[...]
    // The next closing stays the same for all openings before it; behind the last one there is none.
    var next = rest.firstRange(of: closing)
    while let start = rest.firstRange(of: opening) {
      let inner = rest[start.upperBound...]
      if let passed = next, passed.lowerBound < inner.startIndex {
        next = inner.firstRange(of: closing)
      }
      guard let end = next else { break }
      result.append(contentsOf: rest[..<start.lowerBound])
      let name = inner[..<end.lowerBound]
      if name.utf8.count <= Self.nameLimit, let value = known(name),
        result.utf8.count + value.utf8.count <= Self.textLimit, take(value, at: place)
      {
        result += value
        rest = inner[end.upperBound...]
      } else {
        result += opening
        rest = inner
      }
    }
    result.append(contentsOf: rest)
    return result
  }

  private mutating func note(at place: Place) {
    guard !isSpent else { return }
    warnings.append(
      Diagnostic(
        .warning,
        Phrase(
          "found templates that grow too large with their parameters; from here on none is read",
          "매개변수를 채우면 템플릿이 너무 커져서 여기부터는 읽지 않았습니다"), at: place))
  }
}
