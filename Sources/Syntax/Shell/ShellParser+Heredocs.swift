import SourceModel

/// A heredoc whose body follows behind the line.
struct PendingHeredoc {
  var index: Int
  var delimiter: String
  var stripsTabs: Bool
}

/// What a heredoc ends with.
struct HeredocEnd: Hashable {
  var delimiter: String
  var stripsTabs: Bool
}

extension ShellParser {
  /// Passes over a line end, and over the bodies of the heredocs of the line.
  mutating func newline() {
    index += 1
    guard !pendingHeredocs.isEmpty else { return }
    let pending = pendingHeredocs
    pendingHeredocs = []
    for heredoc in pending { readBody(of: heredoc) }
  }

  /// A body without its end is none: vendors' own `<<` signs look like a heredoc's.
  private mutating func readBody(of heredoc: PendingHeredoc) {
    let start = index
    guard !missingDelimiters.contains(heredoc.delimiter) else { return }
    guard let (bodyEnd, next) = bodyEnd(of: heredoc) else {
      fault(.warning, "nothing ends the heredoc", at: program.heredocs[heredoc.index].position)
      // Each delimiter is looked for once, and not all of many.
      if missingDelimiters.count < 16 {
        missingDelimiters.insert(heredoc.delimiter)
      } else {
        index = end
      }
      return
    }
    program.heredocs[heredoc.index].range = start..<bodyEnd
    program.heredocs[heredoc.index].position = position(at: start)
    index = next
  }

  /// The end of the body, and the start of the line behind its delimiter.
  private mutating func bodyEnd(of heredoc: PendingHeredoc) -> (end: Int, next: Int)? {
    let delimiter = Array(heredoc.delimiter.utf8)
    let sought = HeredocEnd(delimiter: heredoc.delimiter, stripsTabs: heredoc.stripsTabs)
    // Behind a loose end each exact one is looked for once, and not all of many.
    let takesLoose = looseEnds.count >= 16 || looseEnds.contains(sought)
    var lineStart = index
    var loose: (end: Int, next: Int)?
    while lineStart < end {
      var lineEnd = lineStart
      while lineEnd < end, bytes[lineEnd] != UInt8(ascii: "\n") { lineEnd += 1 }
      var first = lineStart
      while first < lineEnd, isSpace(bytes[first]) { first += 1 }
      if bytes[first..<lineEnd].starts(with: delimiter) {
        var last = lineEnd
        while last > first, isSpace(bytes[last - 1]) { last -= 1 }
        if last - first == delimiter.count {
          let isExact =
            first == lineStart
            || heredoc.stripsTabs
              && bytes[lineStart..<first].allSatisfy { $0 == UInt8(ascii: "\t") }
          if isExact || takesLoose { return (lineStart, lineEnd) }
          // A text that was indented as a whole.
          if loose == nil { loose = (lineStart, lineEnd) }
        }
      }
      lineStart = lineEnd + 1
    }
    if loose != nil { looseEnds.insert(sought) }
    return loose
  }

  /// The substitutions in the body of a heredoc, as a program.
  mutating func parseEmbedded() -> ShellProgram {
    while index < end {
      switch byte {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "$"):
        var buffer: [UInt8] = []
        var traits: ShellWord.Traits = []
        dollar(&buffer, &traits, inQuotes: true)
      case UInt8(ascii: "`"):
        var buffer: [UInt8] = []
        backquotes(&buffer, inQuotes: true)
      default: index += 1
      }
    }
    var children = ShellChildList()
    for substitution in substitutions { children.append(substitution, in: &program.nodes) }
    program.root = add(.sequence, children, simplesFrom: 0)
    return program
  }
}
