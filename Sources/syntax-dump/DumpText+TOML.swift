import Syntax

extension DumpText {
  /// A scalar of TOML in the tagged form of toml-test.
  ///
  /// See https://github.com/toml-lang/toml-test
  static func tomlScalar(_ scalar: Scalar, tag: String?) -> String {
    let type = tag.map { String($0.dropFirst("toml:".count)) } ?? "string"
    let value =
      switch type {
      case "integer": decimal(scalar.text)
      case "float": number(scalar.text)
      case "datetime", "datetime-local": moment(scalar.text)
      default: scalar.text
      }
    return object(["type": JSON.quoted(type), "value": JSON.quoted(value)])
  }

  private static func decimal(_ text: String) -> String {
    let digits = number(text)
    let radix =
      switch digits.prefix(2) {
      case "0x": 16
      case "0o": 8
      case "0b": 2
      default: 10
      }
    guard let value = Int64(radix == 10 ? digits[...] : digits.dropFirst(2), radix: radix) else {
      return digits
    }
    return String(value)
  }

  /// The number without what makes it easier to read.
  private static func number(_ text: String) -> String {
    let digits = text.filter { $0 != "_" }
    return digits.hasPrefix("+") ? String(digits.dropFirst()) : digits
  }

  private static func moment(_ text: String) -> String {
    let upper = text.uppercased()
    return String(upper.map { $0 == " " ? "T" : $0 })
  }
}
