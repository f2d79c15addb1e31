import Foundation

/// The public conformance suites, which lie beside the project and not in it.
package enum Conformance {
  /// Where a suite lies: `../shared/conformance` from the package's root.
  package static func path(_ suite: String) -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return root.appending(path: "shared/conformance/\(suite).jsonl").path
  }

  /// Whether a suite is there.
  package static func isPresent(_ suite: String) -> Bool {
    FileManager.default.isReadableFile(atPath: path(suite))
  }

  /// Loads the cases of a suite, one a line.
  ///
  /// Foundation's reader is used, so that no reader of this package is judged by itself.
  package static func cases<Case: Decodable>(_ type: Case.Type, in suite: String) throws -> [Case] {
    let content = try Data(contentsOf: URL(filePath: path(suite)))
    let decoder = JSONDecoder()
    return try content.split(separator: UInt8(ascii: "\n")).map { line in
      try decoder.decode(type, from: Data(line))
    }
  }
}

/// A value as a suite states it, or as a reader is said to have read it.
package enum ConformanceValue: Sendable, Decodable, CustomStringConvertible {
  /// Nothing.
  case null
  /// A truth value.
  case flag(Bool)
  /// A number; infinities and `nan` too.
  case number(Double)
  /// A text.
  case text(String)
  /// Values in order.
  case list([ConformanceValue])
  /// Values by their keys, in no order.
  case table([String: ConformanceValue])

  package init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let table = try? value.decode([String: ConformanceValue].self) {
      self = .table(table)
    } else if let list = try? value.decode([ConformanceValue].self) {
      self = .list(list)
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else {
      self = .number(try value.decode(Double.self))
    }
  }

  /// Whether the values are the same: texts byte for byte, numbers by value, any `nan` as another.
  package func matches(_ other: ConformanceValue) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.flag(let left), .flag(let right)): left == right
    case (.number(let left), .number(let right)): left == right || left.isNaN && right.isNaN
    case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.matches($1) }
    case (.table(let left), .table(let right)):
      left.count == right.count
        && left.allSatisfy { key, value in right[key].map(value.matches) ?? false }
    case (.null, _), (.flag, _), (.number, _), (.text, _), (.list, _), (.table, _): false
    }
  }

  package var description: String {
    switch self {
    case .null: "null"
    case .flag(let flag): "\(flag)"
    case .number(let number): "\(number)"
    case .text(let text): text.debugDescription
    case .list(let items): "\(items)"
    case .table(let entries):
      "\(entries.map { "\($0.key): \($0.value)" }.sorted())"
    }
  }
}
