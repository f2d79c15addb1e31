/// What signs of tools are looked for in.
enum SignSubject: Int, CaseIterable {
  case commands, actions, dependencies, files, images, objects, resources, charts, variables, words

  /// The key of a tool's list of them.
  var listKey: String { keys.list }

  /// The key that names a sign where its entry is a mapping.
  var signKey: String { keys.sign }

  private var keys: (list: String, sign: String) {
    switch self {
    case .commands: ("commands", "run")
    case .actions: ("actions", "uses")
    case .dependencies: ("dependencies", "on")
    case .files: ("files", "path")
    case .images: ("images", "image")
    case .objects: ("objects", "kind")
    case .resources: ("resources", "type")
    case .charts: ("charts", "chart")
    case .variables: ("variables", "set")
    case .words: ("words", "word")
    }
  }

  /// A name as it is looked up: capital letters count in some, and `deploy_app` and `deploy-app` are
  /// the same action.
  func folded(_ name: String) -> String {
    switch self {
    case .actions: name.withJoinedWords.loweredASCII
    case .dependencies, .images, .charts, .variables: name.loweredASCII
    case .commands, .files, .objects, .resources, .words: name
    }
  }
}

/// A sign as a file of the catalogue says it.
struct CatalogueSign: Sendable {
  /// What it is looked for in.
  var subject: SignSubject
  /// The pattern that it is looked for by.
  var name: String
  /// What it means.
  var meaning: ToolSign
  /// Texts of which one must stand in the file.
  var contains: [String] = []
  /// Texts that must not.
  var lacks: [String] = []
}

/// A tool with its signs.
struct CatalogueEntry: Sendable {
  /// The tool.
  var tool: Tool
  /// Its signs in the order of the subjects and of the file.
  var signs: [CatalogueSign]

  /// The same as one of many tools.
  func numbered(_ index: Int) -> CatalogueEntry {
    var copy = self
    for sign in copy.signs.indices {
      copy.signs[sign].meaning.tool = index
      copy.signs[sign].meaning.weight = NamePattern.weight(of: copy.signs[sign].name)
    }
    return copy
  }
}

extension String {
  /// The text with `-` for `_`.
  fileprivate var withJoinedWords: String {
    let (low, hyphen) = (UInt8(ascii: "_"), UInt8(ascii: "-"))
    guard utf8.contains(low) else { return self }
    return String(decoding: utf8.map { $0 == low ? hyphen : $0 }, as: UTF8.self)
  }
}
