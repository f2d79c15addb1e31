import Syntax
import TestSupport

extension ConformanceValue {
  /// What a node of YAML means by the core schema.
  ///
  /// See https://yaml.org/spec/1.2.2/#103-core-schema
  static func yaml(_ node: Node) -> ConformanceValue {
    switch node.content {
    case .sequence(let items): return .list(items.map { yaml($0) })
    case .mapping(let entries):
      let pairs = entries.map { (scalarText($0.key), yaml($0.value)) }
      return .table(Dictionary(pairs) { _, last in last })
    case .scalar(let scalar):
      switch node.tag {
      case "tag:yaml.org,2002:null": return .null
      case "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float":
        return resolved(scalar.text)
      case nil where scalar.style == .plain: return resolved(scalar.text)
      default: return .text(scalar.text)
      }
    }
  }

  private static func resolved(_ text: String) -> ConformanceValue {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .flag(true)
    case "false", "False", "FALSE": return .flag(false)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
    case ".nan", ".NaN", ".NAN": return .number(.nan)
    default: break
    }
    if text.hasPrefix("0x"), let number = UInt64(text.dropFirst(2), radix: 16) {
      return .number(Double(number))
    }
    if text.hasPrefix("0o"), let number = UInt64(text.dropFirst(2), radix: 8) {
      return .number(Double(number))
    }
    // `Double` reads what the schema reads, and hexadecimal, `inf` and `nan` besides.
    let isNumber = text.utf8.allSatisfy { byte in "0123456789+-.eE".utf8.contains(byte) }
    let padded = text.last == "." ? text + "0" : text.replacing(".e", with: ".0e")
    return isNumber ? Double(padded).map { .number($0) } ?? .text(text) : .text(text)
  }

  /// A node of TOML in the suite's tagged form, normalised.
  static func toml(_ node: Node) -> ConformanceValue {
    switch node.content {
    case .sequence(let items): return .list(items.map { toml($0) })
    case .mapping(let entries):
      let pairs = entries.map { (scalarText($0.key), toml($0.value)) }
      return .table(Dictionary(pairs) { _, last in last })
    case .scalar(let scalar):
      let type = node.tag.map { String($0.dropFirst("toml:".count)) } ?? "none"
      return tagged(type, scalar.text)
    }
  }

  /// The suite's tagged form with the values that may be written in several ways in one of them.
  var normalizedTOML: ConformanceValue {
    switch self {
    case .null, .flag, .number, .text: return self
    case .list(let items): return .list(items.map(\.normalizedTOML))
    case .table(let entries):
      if entries.count == 2, case .text(let type) = entries["type"],
        case .text(let value) = entries["value"]
      {
        return Self.tagged(type, value)
      }
      return .table(entries.mapValues(\.normalizedTOML))
    }
  }

  private static func tagged(_ type: String, _ text: String) -> ConformanceValue {
    .table(["type": .text(type), "value": value(type, text)])
  }

  private static func value(_ type: String, _ text: String) -> ConformanceValue {
    switch type {
    case "float": Double(text.filter { $0 != "_" }).map { .number($0) } ?? .text(text)
    case "integer": .text(decimal(text.filter { $0 != "_" }))
    case "datetime", "datetime-local", "time-local": .text(moment(text.uppercased()))
    default: .text(text)
    }
  }

  private static func decimal(_ text: String) -> String {
    let number =
      switch text.prefix(2) {
      case "0x": Int64(text.dropFirst(2), radix: 16)
      case "0o": Int64(text.dropFirst(2), radix: 8)
      case "0b": Int64(text.dropFirst(2), radix: 2)
      default: Int64(text)
      }
    return number.map { "\($0)" } ?? text
  }

  /// A time with `T` before it and three digits of a fraction at most, none of them a last 0.
  private static func moment(_ text: String) -> String {
    let parts = text.replacing(" ", with: "T").split(separator: ".", maxSplits: 1)
    guard parts.count == 2 else { return String(parts[0]) }
    let digits = parts[1].prefix { $0.isNumber }
    var fraction = digits.prefix(3)
    while fraction.last == "0" { fraction.removeLast() }
    let zone = parts[1].dropFirst(digits.count)
    return "\(parts[0])\(fraction.isEmpty ? "" : ".\(fraction)")\(zone)"
  }

  private static func scalarText(_ node: Node) -> String {
    guard case .scalar(let scalar) = node.content else { return "\(node.content)" }
    return scalar.text
  }
}
