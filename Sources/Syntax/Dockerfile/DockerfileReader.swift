import SourceModel

extension Dockerfile {
  /// A cursor over the lines of one file.
  struct Reader {
    /// After so many faults only the first are told; reading goes on.
    static let faultLimit = 20
    private static let names: Set<String> = [
      "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
      "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ]

    private let bytes: [UInt8]
    private let stageLimit: Int
    private let start: Int
    private var index: Int
    /// The number of the line that is read next.
    private var line = 1
    private var escape = UInt8(ascii: "\\")
    private var tree = DockerfileTree(preamble: [], stages: [], faults: [])

    init(_ bytes: [UInt8], toStage limit: Int) {
      self.bytes = bytes
      stageLimit = limit
      start = TextEncoding.contentStart(of: bytes)
      index = start
    }

    mutating func read() -> DockerfileTree {
      readDirectives()
      while tree.stages.count < stageLimit, let content = nextLine() {
        let text = content.drop(while: \.isBlank)
        guard let first = text.first, first != UInt8(ascii: "#") else { continue }
        let position = Position(line: line - 1, column: text.startIndex - content.startIndex + 1)
        let joined = continued(content)
        read(instruction: joined.drop(while: \.isBlank), at: position)
      }
      if tree.stages.isEmpty, tree.faults.isEmpty { note(.error, "there is no `FROM`", at: .start) }
      if let fault = TextEncoding.fault(in: bytes, .warning) { tree.faults.append(fault) }
      tree.faults.sort { $0.position < $1.position }
      return tree
    }

    private mutating func note(
      _ severity: Diagnostic.Severity, _ message: String, at position: Position
    ) {
      guard tree.faults.count < Self.faultLimit else { return }
      tree.faults.append(SyntaxFault(severity, message, at: position))
    }

    // MARK: - Lines

    /// The next line without its end.
    private mutating func nextLine() -> ArraySlice<UInt8>? {
      guard index < bytes.count else { return nil }
      let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var content = bytes[index..<end]
      if content.last == UInt8(ascii: "\r") { content.removeLast() }
      index = end + 1
      line += 1
      return content
    }

    /// Reads the directives at the top: comments of the form `# name=value`.
    ///
    /// See https://docs.docker.com/reference/dockerfile/#parser-directives
    private mutating func readDirectives() {
      while true {
        let (before, lineBefore) = (index, line)
        guard let content = nextLine(), let directive = Self.directive(in: content) else {
          (index, line) = (before, lineBefore)
          return
        }
        if directive.name == "escape" {
          switch directive.value {
          case "\\", "`": escape = directive.value.utf8.first ?? escape
          default:
            note(
              .error, "expected `\\` or a backquote as the escape",
              at: Position(line: lineBefore, column: 1))
          }
        }
      }
    }

    private static func directive(
      in line: ArraySlice<UInt8>
    ) -> (name: String, value: String)? {
      let text = line.drop(while: \.isBlank)
      guard text.first == UInt8(ascii: "#"), let equals = text.firstIndex(of: UInt8(ascii: "="))
      else { return nil }
      let name = text[(text.startIndex + 1)..<equals].trimmed.text.lowercased()
      let value = text[(equals + 1)...].trimmed.text
      guard ["syntax", "escape", "check"].contains(name) else { return nil }
      return (name, value)
    }

    /// The line with those that continue it; comments and empty lines between them do not count.
    private mutating func continued(_ first: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      guard let head = withoutContinuation(first) else { return first }
      var result = Array(head)
      while let content = nextLine() {
        let text = content.drop(while: \.isBlank)
        if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
        guard let part = withoutContinuation(content) else { return result[...] + content }
        result += part
      }
      return result[...]
    }

    /// The line up to the escape that ends it; `nil` where it ends otherwise.
    private func withoutContinuation(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
      guard let last = line.lastIndex(where: { !$0.isBlank }),
        line[last] == escape
      else { return nil }
      return line[..<last]
    }

    // MARK: - Instructions

    private mutating func read(instruction text: ArraySlice<UInt8>, at position: Position) {
      let name = text.prefix { !$0.isBlank }
      let rest = text[name.endIndex...].drop(while: \.isBlank)
      let upperName = String(decoding: name, as: UTF8.self).uppercased()
      guard name.allSatisfy(DockerfileWords.isLetter) else {
        return note(.error, "expected an instruction, found `\(Self.shown(name))`", at: position)
      }
      if !Self.names.contains(upperName) {
        note(.warning, "unknown instruction `\(Self.shown(name))`", at: position)
      }
      let words = DockerfileWords(rest, escape: escape)
      guard !words.text.isEmpty || !words.flags.isEmpty else {
        return note(.error, "`\(upperName)` has no arguments", at: position)
      }
      let command = words.command(of: upperName)
      let instruction = DockerfileInstruction(
        name: upperName, flags: words.flags, arguments: words.text, words: command.words,
        isList: command.isList, heredocs: heredocs(of: upperName, words, at: position),
        position: position)
      append(instruction)
    }

    private mutating func append(_ instruction: DockerfileInstruction) {
      if instruction.name == "FROM" {
        guard let base = instruction.words.first else {
          return note(.error, "`FROM` has no image", at: instruction.position)
        }
        let hasName = instruction.words.dropFirst().first?.lowercased() == "as"
        tree.stages.append(
          DockerfileStage(
            name: hasName ? instruction.words.dropFirst(2).first : nil, base: base,
            position: instruction.position, instructions: [instruction]))
      } else if let last = tree.stages.indices.last {
        tree.stages[last].instructions.append(instruction)
      } else if instruction.name == "ARG" {
        tree.preamble.append(instruction)
      } else {
        note(
          .error, "`\(instruction.name)` stands before the first `FROM`", at: instruction.position)
      }
    }

    /// The start of a name, for a message.
    private static func shown(_ name: ArraySlice<UInt8>) -> String {
      let text = String(decoding: name.prefix(40), as: UTF8.self)
      return name.count > 40 ? text + "…" : text
    }

    // MARK: - Heredocs

    /// Reads the contents of the heredocs that an instruction opens.
    ///
    /// See https://docs.docker.com/reference/dockerfile/#here-documents
    private mutating func heredocs(
      of name: String, _ words: DockerfileWords, at position: Position
    ) -> [String] {
      guard ["RUN", "COPY", "ADD", "ONBUILD"].contains(name) else { return [] }
      return words.heredocs.map { opening in
        var content: [UInt8] = []
        while let line = nextLine() {
          let text = opening.stripsTabs ? line.drop { $0 == UInt8(ascii: "\t") } : line
          if text.elementsEqual(opening.word) {
            return String(decoding: content, as: UTF8.self)
          }
          content += text
          content.append(UInt8(ascii: "\n"))
        }
        let word = String(decoding: opening.word, as: UTF8.self)
        note(.error, "the heredoc has no closing `\(word)`", at: position)
        return String(decoding: content, as: UTF8.self)
      }
    }
  }
}
