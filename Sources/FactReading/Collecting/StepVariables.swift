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
    let inner = text.dropFirst()
    let isName = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber || character == "_")
    }
    for (opening, closing) in [("{{", "}}"), ("{", "}")] where inner.hasPrefix(opening) {
      guard let end = inner.prefix(longestName).firstRange(of: closing) else { return nil }
      let held = String(inner[..<end.lowerBound].dropFirst(opening.count)).trimmingSpaces
      let name = held.hasPrefix("env.") ? String(held.dropFirst(4)) : held
      guard opening == "{" || name != held, name.allSatisfy(isName) else { return nil }
      return (name, end.upperBound)
    }
    let name = inner.prefix(while: isName)
    return name.isEmpty ? nil : (String(name), name.endIndex)
  }
}
