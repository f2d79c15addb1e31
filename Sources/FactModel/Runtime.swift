package import SourceModel

/// The version of a language or tool that a file asks for.
package struct Runtime: Hashable, Sendable {
  /// The language or tool, `java`, `node`.
  package var name: String
  /// The version, without letters before it; `8` for Java's `1.8`.
  package var version: String
  /// Where it is asked for.
  package var place: Place

  /// Makes a runtime; `nil` where the text names no version, such as a range or an alias.
  ///
  /// Texts may be `v20.11`, `^20`, `20.x`, `VERSION_17`, `temurin-21.0.2`, `1.8`.
  package init?(_ name: String, asking text: String, at place: Place) {
    let isRange = text.contains { "<>|* ,$".contains($0) }
    let digits = text.drop { !$0.isASCII || !$0.isNumber }
    let parts = digits.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_") }
      .split { $0 == "." || $0 == "_" }.map(String.init)
    guard !isRange, let first = parts.first else { return nil }
    self.name = name
    // Java counted 1.5 to 1.8 before it dropped the one.
    version =
      first == "1" && name == "java"
      ? parts.dropFirst().first ?? first
      : parts.joined(separator: ".")
    self.place = place
  }

  /// The first number of the version.
  package var major: String { version.split(separator: ".").first.map(String.init) ?? version }

  /// The first two numbers of the version, where it has them.
  package var minor: String? {
    let parts = version.split(separator: ".")
    return parts.count > 1 ? parts.prefix(2).joined(separator: ".") : nil
  }
}

extension Pipeline {
  /// The versions that set-up steps are asked for: inputs such as `java-version: 17`.
  package var runtimes: [Runtime] {
    jobs.flatMap(\.steps).compactMap(\.action).flatMap(\.inputs).compactMap { input in
      guard input.name.hasSuffix("-version") else { return nil }
      return Runtime(String(input.name.dropLast(8)), asking: input.value, at: input.place)
    }
  }
}
