import Syntax

extension DumpText {
  /// A scalar of YAML by the core schema.
  ///
  /// See https://yaml.org/spec/1.2.2/#103-core-schema
  static func yamlScalar(_ scalar: Scalar, tag: String?) -> String {
    let text = scalar.text
    switch tag {
    case "tag:yaml.org,2002:null": return "null"
    case "tag:yaml.org,2002:bool": return flag(text) ?? JSON.quoted(text)
    case "tag:yaml.org,2002:int": return integer(text) ?? JSON.quoted(text)
    case "tag:yaml.org,2002:float": return float(text) ?? integer(text) ?? JSON.quoted(text)
    case "tag:yaml.org,2002:str", "!": return JSON.quoted(text)
    default:
      // Other tags mean a type of the application, whose text is not interpreted.
      guard tag == nil, scalar.style == .plain else { return JSON.quoted(text) }
      return null(text) ?? flag(text) ?? integer(text) ?? float(text) ?? JSON.quoted(text)
    }
  }

  private static func null(_ text: String) -> String? {
    ["", "~", "null", "Null", "NULL"].contains(text) ? "null" : nil
  }

  private static func flag(_ text: String) -> String? {
    switch text {
    case "true", "True", "TRUE": "true"
    case "false", "False", "FALSE": "false"
    default: nil
    }
  }

  // `[-+]?[0-9]+`, `0o[0-7]+`, `0x[0-9a-fA-F]+`
  private static func integer(_ text: String) -> String? {
    if text.hasPrefix("0o") { return digits(text.dropFirst(2), radix: 8) }
    if text.hasPrefix("0x") { return digits(text.dropFirst(2), radix: 16) }
    let (sign, digits) = signed(text[...])
    guard !digits.isEmpty, digits.utf8.allSatisfy(isDigit) else { return nil }
    return sign + withoutZeros(digits)
  }

  private static func digits(_ text: Substring, radix: Int) -> String? {
    guard let first = text.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-")
    else { return nil }
    return UInt64(text, radix: radix).map(String.init)
  }

  // `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, `[-+]?\.inf`, `\.nan`
  private static func float(_ text: String) -> String? {
    let (sign, number) = signed(text[...])
    switch number {
    case ".inf", ".Inf", ".INF": return JSON.quoted(sign + ".inf")
    case ".nan", ".NaN", ".NAN": return number.utf8.count == text.utf8.count ? "\".nan\"" : nil
    default: break
    }
    let whole = number.prefix { $0.isWholeNumber && $0.isASCII }
    var rest = number[whole.endIndex...]
    var fraction = Substring()
    if rest.first == "." {
      fraction = rest.dropFirst().prefix { $0.isWholeNumber && $0.isASCII }
      rest = rest[fraction.endIndex...]
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let mantissa = sign + withoutZeros(whole) + (fraction.isEmpty ? "" : ".\(fraction)")
    guard let mark = rest.first else { return mantissa }
    let (exponentSign, exponent) = signed(rest.dropFirst())
    guard mark == "e" || mark == "E", !exponent.isEmpty, exponent.utf8.allSatisfy(isDigit) else {
      return nil
    }
    return "\(mantissa)e\(exponentSign)\(exponent)"
  }

  /// The sign as JSON writes it, and what follows it.
  private static func signed(_ text: Substring) -> (sign: String, rest: Substring) {
    switch text.utf8.first {
    case UInt8(ascii: "-"): ("-", text.dropFirst())
    case UInt8(ascii: "+"): ("", text.dropFirst())
    default: ("", text)
    }
  }

  private static func withoutZeros(_ digits: Substring) -> String {
    let rest = digits.drop { $0 == "0" }
    return rest.isEmpty ? "0" : String(rest)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
