import SourceModel

/// A file of targets that another one takes in.
package struct TargetInclude: Hashable, Sendable {
  /// Its path as written, relative to the file that takes it in; it may hold wildcards.
  package var path: String
  /// What stands before the names of its targets, `docs` for `docs:build`; `nil` for nothing.
  package var namespace: String?

  /// Makes an include.
  package init(path: String, namespace: String? = nil) {
    self.path = path
    self.namespace = namespace
  }
}

extension Targets {
  /// The files that a makefile includes; a folder that stands in a variable is taken for the own one.
  ///
  /// See https://www.gnu.org/software/make/manual/html_node/Include.html
  package static func includes(inMakefile text: String) -> [TargetInclude] {
    let words = lines(of: text).filter { line in
      ["include ", "-include ", "sinclude "].contains { line.hasPrefix($0) }
    }.flatMap { line in
      line.prefix { $0 != "#" }.split(separator: " ").dropFirst()
    }
    return words.map(String.init).compactMap(plainPath).map { TargetInclude(path: $0) }
  }

  /// The files that a justfile imports, and its modules.
  ///
  /// See https://just.systems/man/en/imports.html and https://just.systems/man/en/modules1190.html
  package static func includes(inJustfile text: String) -> [TargetInclude] {
    lines(of: text).compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard words.count > 1 else { return nil }
      let path = words.last.map { $0.filter { $0 != "'" && $0 != "\"" } } ?? ""
      switch words[0] {
      case "import", "import?": return TargetInclude(path: path)
      case "mod", "mod?":
        let isPlain = words.count == 2
        return TargetInclude(path: isPlain ? path + ".just" : path, namespace: words[1])
      default: return nil
      }
    }
  }

  /// The files that a Taskfile includes under a name.
  ///
  /// See https://taskfile.dev/docs/guide#including-other-taskfiles
  package static func includes(inTaskfile bytes: [UInt8]) -> [TargetInclude] {
    let root = YAML.parse(bytes, manner: .tolerant).documents.first
    return (root?["includes"]?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text,
        let path = entry.value.text ?? entry.value["taskfile"]?.text, !path.contains("{{")
      else { return nil }
      let isFlat = entry.value["flatten"]?.lenientFlag == true
      return TargetInclude(path: path, namespace: isFlat ? nil : name)
    }
  }

  private static func lines(of text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init)
  }

  /// `$(ROOT)/make/go.mk` without the variable, `$(wildcard make/*.mk)` without the function.
  private static func plainPath(_ word: String) -> String? {
    var path = word[...]
    if path.hasSuffix(")"), !path.hasPrefix("$") { path = path.dropLast() }
    guard path.first == "$" else { return path.contains("$") || path.isEmpty ? nil : String(path) }
    guard let slash = path.firstIndex(of: "/") else { return nil }
    let rest = path[path.index(after: slash)...]
    return rest.contains("$") || rest.isEmpty ? nil : String(rest)
  }
}
