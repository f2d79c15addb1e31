import FactModel
import SourceModel

/// Puts the values of a step's variables into texts: `shop:$IMAGE_TAG` with `IMAGE_TAG: latest`.
struct StepVariables {
  private let environment: [String: String]

  init(_ step: Step) { self.init(step.environment) }

  init(_ environment: [String: String]) { self.environment = environment }

  /// How many variables of one text are put in, and how many bytes their values may have.
  private static let (countLimit, sizeLimit) = (200, 4_000)

  /// How many characters a name in braces may have, with the spaces around it.
  private static let longestName = 200

  /// The text with its variables put in, those of values too, never deeper than a few and never more
  /// than a few: values that name each other grow without an end.
  func resolved(_ text: String, depth: Int = 3) -> String {
    var left = Self.countLimit
    return resolved(text, depth, &left)
  }

  private func resolved(_ text: String, _ depth: Int, _ left: inout Int) -> String {
    guard depth > 0, !environment.isEmpty, text.contains("$") else { return text }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$"), left > 0, result.utf8.count <= Self.sizeLimit {
      result += rest[..<dollar]
      rest = rest[dollar...]
      let found = Self.variable(atStartOf: rest)
      // Words for readers stand in for what a step sets later.
      if let found, let value = environment[found.name], !value.isEmpty,
        value != text,
        !value.contains(" ") || value.contains("${{"), value.utf8.count <= Self.sizeLimit
      {
        left -= 1
        result += resolved(value, depth - 1, &left)
        rest = rest[found.end...]
      } else {
        result += "$"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  /// The name of `$NAME`, `${NAME}` and `${{ env.NAME }}`, and the index behind it.
  private static func variable(
    atStartOf text: Substring
  ) -> (name: String, end: Substring.Index)? {
    let inner = text.utf8.dropFirst()
    for (opening, closing) in [("{{", "}}"), ("{", "}")] where inner.starts(with: opening.utf8) {
      let held = inner.dropFirst(opening.utf8.count)
      // Most that never closes holds soon what no name has.
      let end = held.prefix(longestName - 2 * closing.utf8.count)
        .prefix { $0.isWordByte || " \t\r\n.".utf8.contains($0) }.endIndex
      guard held[end...].starts(with: closing.utf8) else { return nil }
      let written = Substring(held[..<end]).trimmingSpaces
      let name = written.hasPrefix("env.") ? String(written.dropFirst(4)) : written
      guard opening == "{" || name != written, name.utf8.allSatisfy(\.isWordByte)
      else { return nil }
      return (name, held.index(end, offsetBy: closing.utf8.count))
    }
    let name = inner.prefix(while: \.isWordByte)
    return name.isEmpty ? nil : (String(Substring(name)), name.endIndex)
  }
}
