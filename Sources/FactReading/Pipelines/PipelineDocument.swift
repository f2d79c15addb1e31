import FactModel
import SourceModel
import Syntax

/// A parsed file of a pipeline, with what is needed to tell the place of each line of its scripts.
struct PipelineDocument: Sendable {
  /// The file.
  let path: RelativePath
  /// The documents of the file; none where it has an error, since no vendor would run it.
  let documents: [Node]
  /// The faults that were found in it.
  private(set) var warnings: [Diagnostic]
  /// How many spaces each line begins with.
  private let indentation: [Int32]
  /// The files that are read as one, with the lines before each; empty for a single one.
  private let parts: [(lines: Int, path: RelativePath)]
  /// How many lines of the file stand before it, for a text in a block of another one.
  private var linesBefore = 0
  /// Where all of it stands, for a text in one line of another file.
  private var wholePlace: Place?

  /// Parses a YAML file.
  init(yaml file: SourceFile) {
    let tree = YAML.parse(file.bytes, manner: .tolerant)
    path = file.path
    documents = tree.faults.contains { $0.severity == .error } ? [] : tree.documents
    warnings = tree.faults.map { $0.diagnostic(in: file.path) }
    indentation = Self.indentation(of: file.bytes)
    parts = []
  }

  /// Joins files into one text, the lines of each behind those of the one before, so that a value
  /// made of pieces of several still knows where each stands.
  init(joining documents: [PipelineDocument]) {
    var parts: [(lines: Int, path: RelativePath)] = []
    var indentation: [Int32] = []
    var joined: [Node] = []
    for document in documents {
      parts.append((indentation.count, document.path))
      let lines = indentation.count + document.linesBefore
      joined += document.documents.map { $0.shifted(byLines: lines) }
      indentation += [Int32](repeating: -1, count: document.linesBefore) + document.indentation
    }
    path = documents.first?.path ?? RelativePath("")
    self.documents = joined
    warnings = documents.flatMap(\.warnings)
    self.indentation = indentation
    self.parts = parts
  }

  /// Takes over the trees of a file that is in another form.
  init(_ file: SourceFile, documents: [Node]) {
    path = file.path
    self.documents = documents
    warnings = []
    indentation = Self.indentation(of: file.bytes)
    parts = []
  }

  /// Parses the YAML text that a scalar of another file holds.
  init(yaml text: String, at node: Node, in outer: PipelineDocument) {
    guard outer.wholePlace == nil, case .scalar(let scalar) = node.content,
      scalar.style == .literal || scalar.style == .folded
    else {
      self.init(yaml: SourceFile(path: outer.path, bytes: Array(text.utf8)))
      wholePlace = outer.place(node)
      return
    }
    // With as much indentation, everything stands where it is in its line.
    let indent = outer.indentation(fromLine: Int(node.position.line) + 1)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let own = lines.first { !$0.trimmingSpaces.isEmpty }?.prefix { $0 == " " }.count ?? 0
    let margin = String(repeating: " ", count: max(0, indent - own))
    let indented = lines.map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
    self.init(yaml: SourceFile(path: outer.path, bytes: Array(indented.utf8)))
    linesBefore = outer.linesBefore + Int(node.position.line)
    for index in warnings.indices {
      let position = warnings[index].place?.position ?? .start
      warnings[index].place = below(linesBefore, position)
    }
  }

  /// The first document, where it is a mapping.
  var root: Node? { documents.first.flatMap { $0.isMapping ? $0 : nil } }

  /// An empty mapping in place of what has an error, so that its warnings are kept.
  var faultyRoot: Node? { warnings.isEmpty ? nil : Node(.mapping([]), at: .start) }

  /// Where a node stands.
  func place(_ node: Node) -> Place { wholePlace ?? place(node.position) }

  private func place(_ position: Position) -> Place {
    guard let part = parts.last(where: { $0.lines < Int(position.line) }) else {
      return below(linesBefore, position)
    }
    return Place(
      part.path, line: Int(position.line) - part.lines, column: Int(position.column))
  }

  private func below(_ lines: Int, _ position: Position) -> Place {
    Place(path, line: Int(position.line) + lines, column: Int(position.column))
  }

  /// How many settings of an action, and how many variables of a job or file, are looked at; each may be
  /// given to tens of thousands of steps.
  static let (inputLimit, variableLimit) = (100, 1_000)

  /// The settings that are passed to an action, plugin or provider.
  ///
  /// - Parameter empty: what stands for a setting without a text; without it such a one is left out.
  func inputs(_ entries: [Node.Entry], empty: String? = nil) -> [ActionUse.Input] {
    entries.prefix(Self.inputLimit).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      let texts = entry.value.texts
      guard let text = texts.isEmpty ? empty : texts.joined(separator: "\n") else { return nil }
      return ActionUse.Input(name, text, at: place(entry.key))
    }
  }

  /// The shell text that a scalar holds.
  func chunk(_ node: Node) -> ShellChunk? {
    guard case .scalar(let scalar) = node.content, !node.isNull else { return nil }
    if let wholePlace {
      return ShellChunk(text: scalar.text, place: wholePlace, keepsLines: false)
    }
    switch scalar.style {
    case .literal, .folded:
      // A block's content starts in the line behind its indicator.
      let line = Int(node.position.line) + 1
      let indent = indentation(fromLine: line)
      return ShellChunk(
        text: scalar.text, place: place(Position(line: line, column: indent + 1)), indent: indent,
        keepsLines: scalar.style == .literal)
    case .plain:
      return ShellChunk(text: scalar.text, place: place(node), keepsLines: false)
    case .singleQuoted, .doubleQuoted:
      let start = Position(line: Int(node.position.line), column: Int(node.position.column) + 1)
      return ShellChunk(text: scalar.text, place: place(start), keepsLines: false)
    }
  }

  /// The indentation of the first line with content, from this line on.
  private func indentation(fromLine line: Int) -> Int {
    guard line >= 1, line <= indentation.count else { return 0 }
    return indentation[(line - 1)...].first { $0 >= 0 }.map(Int.init) ?? 0
  }

  /// The spaces before each line's content; -1 for an empty line.
  private static func indentation(of bytes: [UInt8]) -> [Int32] {
    var result: [Int32] = []
    var spaces: Int32 = 0
    var isBlank = true
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"):
        result.append(isBlank ? -1 : spaces)
        (spaces, isBlank) = (0, true)
      case UInt8(ascii: " ") where isBlank: spaces += 1
      case UInt8(ascii: "\r"): continue
      default: isBlank = false
      }
    }
    result.append(isBlank ? -1 : spaces)
    return result
  }
}

extension Node {
  /// The same node, further down by a number of lines.
  fileprivate func shifted(byLines lines: Int, depth: Int = 100) -> Node {
    guard lines > 0 else { return self }
    var node = self
    node.position = Position(line: Int(position.line) + lines, column: Int(position.column))
    switch content {
    case .scalar: break
    case .sequence(let items):
      node.content = .sequence(
        depth > 0 ? items.map { $0.shifted(byLines: lines, depth: depth - 1) } : [])
    case .mapping(let entries):
      let shifted = entries.map { entry in
        Entry(
          key: entry.key.shifted(byLines: lines, depth: depth - 1),
          value: entry.value.shifted(byLines: lines, depth: depth - 1))
      }
      node.content = .mapping(depth > 0 ? shifted : [])
    }
    return node
  }
}
