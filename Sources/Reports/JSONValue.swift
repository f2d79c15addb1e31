/// A value to be written as JSON, keys in the order in which they are given.
enum JSONValue {
  case null
  case bool(Bool)
  /// A number as it is written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// A text that may be missing.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// Strings.
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// The text, indented by two spaces a level.
  var text: String {
    var bytes: [UInt8] = []
    write(into: &bytes, level: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(into bytes: inout [UInt8], level: Int) {
    switch self {
    case .null: bytes += Array("null".utf8)
    case .bool(let value): bytes += Array((value ? "true" : "false").utf8)
    case .number(let text): bytes += Array(text.utf8)
    case .string(let text): Self.write(text, into: &bytes)
    case .array(let items):
      Self.write(items, "[", "]", into: &bytes, level: level) { item, bytes in
        item.write(into: &bytes, level: level + 1)
      }
    case .object(let members):
      Self.write(members, "{", "}", into: &bytes, level: level) { member, bytes in
        Self.write(member.key, into: &bytes)
        bytes += Array(": ".utf8)
        member.value.write(into: &bytes, level: level + 1)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], _ open: String, _ close: String, into bytes: inout [UInt8], level: Int,
    _ body: (Item, inout [UInt8]) -> Void
  ) {
    bytes += Array(open.utf8)
    for (index, item) in items.enumerated() {
      bytes += Array((index == 0 ? "\n" : ",\n").utf8)
      bytes += Array(repeating: UInt8(ascii: " "), count: 2 * (level + 1))
      body(item, &bytes)
    }
    if !items.isEmpty {
      bytes.append(UInt8(ascii: "\n"))
      bytes += Array(repeating: UInt8(ascii: " "), count: 2 * level)
    }
    bytes += Array(close.utf8)
  }

  private static func write(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var isBehindSign = false
    var hidden = HiddenScalars()
    for scalar in text.unicodeScalars {
      defer { isBehindSign = scalar == "#" }
      let isHidden = hidden.takes(scalar)
      switch scalar {
      // Of two, a pipeline's runner may make a command (`PlainText.withoutCommands`).
      case "#" where isBehindSign: bytes += Array("\\u0023".utf8)
      case "\"": bytes += Array("\\\"".utf8)
      case "\\": bytes += Array("\\\\".utf8)
      case "\n": bytes += Array("\\n".utf8)
      case "\t": bytes += Array("\\t".utf8)
      case "\r": bytes += Array("\\r".utf8)
      default:
        // Control characters, and what ends a line in JavaScript or turns the direction of text.
        guard isHidden else {
          bytes += Array(String(scalar).utf8)
          continue
        }
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
