extension YAML.Reader {
  /// The delimiters of the template languages that people write YAML with.
  enum TemplateDelimiter: Int, CaseIterable {
    /// `{{ … }}` of Go, Jinja and Mustache.
    case braces
    /// `{% … %}` of Jinja and Liquid.
    case statement
    /// `{# … #}` of Jinja.
    case comment
    /// `<% … %>` of ERB.
    case tag
    /// `%{ … }` of Terraform.
    case directive

    /// What ends the expression: one or two bytes.
    var closing: (first: UInt8, second: UInt8?) {
      switch self {
      case .braces: (UInt8(ascii: "}"), UInt8(ascii: "}"))
      case .statement: (UInt8(ascii: "%"), UInt8(ascii: "}"))
      case .comment: (UInt8(ascii: "#"), UInt8(ascii: "}"))
      case .tag: (UInt8(ascii: "%"), UInt8(ascii: ">"))
      case .directive: (UInt8(ascii: "}"), nil)
      }
    }

    /// Whether expressions in these delimiters stand for values.
    var isValue: Bool {
      switch self {
      case .braces, .statement: true
      case .comment, .tag, .directive: false
      }
    }
  }

  /// Up to which offset each delimiter is known not to be closed, on a line and in the text.
  struct TemplateLimits {
    var onLine: [Int] = Array(repeating: 0, count: TemplateDelimiter.allCases.count)
    var inText: [Int] = Array(repeating: 0, count: TemplateDelimiter.allCases.count)
    /// Up to which offset quotes in expressions are known to open no strings: some is not closed.
    var ofStrings = 0
  }

  /// The offset behind the template expression that starts at the offset and ends on its line.
  mutating func templateEnd(at offset: Int) -> Int? {
    guard let delimiter = delimiter(at: offset), delimiter.isValue else { return nil }
    // GitHub's expressions stand in texts of YAML, whose rules they follow.
    if offset > 0, bytes[offset - 1] == UInt8(ascii: "$") { return nil }
    guard offset >= unclosedTemplates.onLine[delimiter.rawValue] else { return nil }
    if let behind = endBehindStrings(of: delimiter, from: offset) { return behind }
    var end = offset + 2
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      if let behind = closingEnd(of: delimiter, at: end) { return behind }
      end += 1
    }
    unclosedTemplates.onLine[delimiter.rawValue] = end
    return nil
  }

  /// The offset behind the expression on its line, of whose strings none can end it:
  /// `{{ printf "{{ $value }}" }}`.
  ///
  /// A line on which a string or the expression does not end is not looked at so again.
  ///
  /// https://pkg.go.dev/text/template#hdr-Arguments, https://go.dev/ref/spec#String_literals
  private mutating func endBehindStrings(of delimiter: TemplateDelimiter, from offset: Int) -> Int?
  {
    guard delimiter.isValue, offset >= unclosedTemplates.ofStrings else { return nil }
    var string: UInt8?
    var end = offset + 2
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      let byte = bytes[end]
      if let quote = string {
        if byte == quote { string = nil }
        if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { end += 1 }
      } else if let behind = closingEnd(of: delimiter, at: end) {
        return behind
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
        string = byte
      }
      end += 1
    }
    unclosedTemplates.ofStrings = end
    return nil
  }

  /// Whether the line holds nothing but template statements from the cursor on.
  var isAtTemplateLine: Bool {
    mutating get { templateLinesEnd() != nil }
  }

  /// Passes a line that holds nothing but template statements, up to its end.
  mutating func skipTemplateLine() -> Bool {
    guard let end = templateLinesEnd() else { return false }
    while index < end {
      if bytes[index] == UInt8(ascii: "\n") { startLine() } else { index += 1 }
    }
    return true
  }

  /// The line end behind the template statements at the cursor, which may span lines.
  private mutating func templateLinesEnd() -> Int? {
    var offset = index
    while let delimiter = delimiter(at: offset) {
      guard let end = endInText(of: delimiter, from: offset) else { return nil }
      offset = end
      while offset < bytes.count, Self.isSpace(bytes[offset]) { offset += 1 }
    }
    guard offset > index else { return nil }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "#") {
      while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    }
    return offset >= bytes.count || bytes[offset] == UInt8(ascii: "\n") ? offset : nil
  }

  private mutating func endInText(of delimiter: TemplateDelimiter, from offset: Int) -> Int? {
    guard offset >= unclosedTemplates.inText[delimiter.rawValue] else { return nil }
    if let behind = endBehindStrings(of: delimiter, from: offset) { return behind }
    var end = offset + 2
    while end < bytes.count {
      if let behind = closingEnd(of: delimiter, at: end) { return behind }
      end += 1
    }
    unclosedTemplates.inText[delimiter.rawValue] = bytes.count
    return nil
  }

  /// The offset behind what ends the expression, where that stands at the offset.
  private func closingEnd(of delimiter: TemplateDelimiter, at offset: Int) -> Int? {
    let closing = delimiter.closing
    guard bytes[offset] == closing.first else { return nil }
    guard let second = closing.second else { return offset + 1 }
    return offset + 1 < bytes.count && bytes[offset + 1] == second ? offset + 2 : nil
  }

  private func delimiter(at offset: Int) -> TemplateDelimiter? {
    guard offset + 1 < bytes.count else { return nil }
    switch (bytes[offset], bytes[offset + 1]) {
    case (UInt8(ascii: "{"), UInt8(ascii: "{")): return .braces
    case (UInt8(ascii: "{"), UInt8(ascii: "%")): return .statement
    case (UInt8(ascii: "{"), UInt8(ascii: "#")): return .comment
    case (UInt8(ascii: "<"), UInt8(ascii: "%")): return .tag
    case (UInt8(ascii: "%"), UInt8(ascii: "{")): return .directive
    default: return nil
    }
  }
}
