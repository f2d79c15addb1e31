/// Programs as commands name them.
package enum ProgramName {
  /// The program that an image is named for: `aquasec/trivy:0.67.2` is `trivy`.
  package static func program(ofImage image: some StringProtocol) -> String? {
    image.split(separator: "/").last.map { name in
      String(name.prefix { $0 != ":" && $0 != "@" })
    }
  }

  /// The name without its folder, version and Windows ending: `./bin/tool.exe` is `tool`,
  /// `prettier@3` is `prettier`, `@scope/tool@2` is `@scope/tool`.
  package static func key(of word: String) -> String {
    if word.hasPrefix("@") {
      let rest = word.dropFirst()
      return "@" + (rest.firstIndex(of: "@").map { rest[..<$0] } ?? rest)
    }
    var name = word[...]
    if let slash = name.utf8.lastIndex(where: { $0 == UInt8(ascii: "/") || $0 == 0x5C }) {
      let after = name.utf8.index(after: slash)
      if after < name.endIndex { name = name[after...] }
    }
    if name.utf8.dropLast(3).last == UInt8(ascii: "."),
      [".exe", ".cmd", ".bat"].contains(where: name.hasSuffix)
    {
      name = name.dropLast(4)
    }
    if let at = name.utf8.firstIndex(of: UInt8(ascii: "@")), at > name.startIndex {
      name = name[..<at]
    }
    return String(name)
  }
}
