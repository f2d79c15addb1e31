import FactModel
import SourceModel

/// One requirement as Python's tools write it.
///
/// https://peps.python.org/pep-0508/
struct PythonRequirement {
  /// The name in its normal form, `pytest-cov`.
  ///
  /// https://peps.python.org/pep-0503/#normalized-names
  var name: String
  /// The versions, `>=1.0,<2`; empty where any will do.
  var version: String
  /// Whether it names one version or one commit.
  var isExact: Bool

  /// The dependency that asks for it.
  func dependency(_ scope: ToolUse.Scope, at place: Place) -> Dependency {
    Dependency(
      ecosystem: "pypi", name: name, version: version.isEmpty ? nil : version, scope: scope,
      place: place)
  }

  /// Reads `name[extra]>=1.0 ; marker`; `nil` where the text names no package.
  init?(_ text: some StringProtocol) {
    let bytes = Array(text.trimmingSpaces.utf8)[...]
    let nameBytes = bytes.prefix { byte in
      byte.isWordByte || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
    guard let first = nameBytes.first, first.isWordByte else { return nil }
    name = Self.normalized(String(decoding: nameBytes, as: UTF8.self))
    var rest = bytes[nameBytes.endIndex...].drop { $0.isBlank }
    if rest.first == UInt8(ascii: "[") {
      guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      rest = rest[(end + 1)...].drop { $0.isBlank }
    }
    let isAddress = rest.first == UInt8(ascii: "@")
    let specifier = isAddress ? rest : rest.prefix { $0 != UInt8(ascii: ";") }
    version = String(decoding: specifier, as: UTF8.self).trimmingSpaces
    if version.hasPrefix("("), version.hasSuffix(")") {
      version = version.dropFirst().dropLast().trimmingSpaces
    }
    guard version.isEmpty || "=<>!~@".contains(version.prefix(1)) else { return nil }
    isExact = isAddress || Self.isExact(version)
  }

  /// The name in its normal form.
  static func normalized(_ name: String) -> String {
    Words.words(of: name.replacing("_", with: "-")).joined(separator: "-")
  }

  /// Whether one of the clauses is `==` without a star.
  static func isExact(_ version: String) -> Bool {
    version.split(separator: ",").contains { clause in
      clause.trimmingSpaces.hasPrefix("==") && !clause.contains("*")
    }
  }
}
