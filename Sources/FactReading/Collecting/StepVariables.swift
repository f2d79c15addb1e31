import FactModel
import SourceModel

/// Puts the values of a step's variables into texts: `shop:$IMAGE_TAG` with `IMAGE_TAG: latest`.
struct StepVariables {
  private let environment: [String: String]

  init(_ step: Step) { environment = step.environment }

  /// The text with its variables put in, those of values too, never deeper than a few.
  func resolved(_ text: String, depth: Int = 3) -> String {
    guard depth > 0, !environment.isEmpty, text.contains("$") else { return text }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...]
      let found = Self.variable(atStartOf: rest)
      // Words for readers stand in for what a step sets later.
      if let found, let value = environment[found.name], !value.isEmpty, value != text,
        !value.contains(" ") || value.contains("${{")
      {
        result += resolved(value, depth: depth - 1)
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
      guard let end = inner.firstRange(of: closing) else { return nil }
      let held = String(inner[..<end.lowerBound].dropFirst(opening.count)).trimmingSpaces
      let name = held.hasPrefix("env.") ? String(held.dropFirst(4)) : held
      guard opening == "{" || name != held, name.allSatisfy(isName) else { return nil }
      return (name, end.upperBound)
    }
    let name = inner.prefix(while: isName)
    return name.isEmpty ? nil : (String(name), name.endIndex)
  }
}
