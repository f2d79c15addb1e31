import SourceModel

/// A word with what is needed to read it once more as text.
struct ShellWord {
  /// How the word was written.
  struct Traits: OptionSet {
    let rawValue: UInt8
    /// Some of it stands in quotes or behind a backslash.
    static let quoted = Traits(rawValue: 1)
    /// The shell runs commands to make it: `$(date)`.
    static let evaluated = Traits(rawValue: 2)
    /// It begins with a quote.
    static let startsQuoted = Traits(rawValue: 4)
  }

  /// The word without quotes and escapes.
  var text: String
  /// Where its content starts, behind an opening quote.
  var position: Position
  var traits: Traits = []
}

/// A simple command as it was written: its words and assignments in the program's lists.
struct ShellSimple {
  var words: Range<Int>
  /// What its first word means to the shell.
  var meaning: CommandMeaning?
  var assignments: Range<Int>
  var position: Position
  /// The text it reads from its input, an index in the program's list.
  var heredoc: Int?
  /// Whether it asks for the status of the command before it.
  var checksStatus: Bool
  /// Whether it stands in a substitution.
  var isSubstituted: Bool
}

/// A variable with what is put into it.
struct ShellAssignment {
  var name: String
  var value: ShellWord
  /// The words of an array; `nil` for a plain value.
  var items: [ShellWord]?
  /// Whether it adds to what is there, `+=`.
  var appends = false
}

/// What stands between `for` and `do`: a variable and the words that it takes.
struct ShellLoopHead {
  var name: ShellWord
  /// The words behind `in`, the first ones of many.
  var words: [ShellWord]
}

/// A text that is given to a command as its input.
struct ShellHeredoc {
  /// The bytes of the body in the program's text, where it stands there as it is.
  var range: Range<Int>
  /// The text behind `<<<`.
  var text: String?
  var position: Position
  /// Whether the shell leaves it as it is.
  var isQuoted: Bool
}

/// A node of a program; the nodes lie in one list and refer to each other by index.
struct ShellNode {
  enum Kind: UInt8 {
    case simple
    /// Nodes that run one after the other.
    case sequence
    /// Nodes between `&&` and `||`.
    case chain
    case pipeline
    case subshell
    /// Condition, body, condition, body …, and the body of `else` where the number is odd.
    case branches
    /// Condition and body.
    case whileLoop
    case untilLoop
    /// The body; the payload is the index of the loop's head, where it has words.
    case forLoop
    /// The bodies of `case`; their payload is the index of the test.
    case choices
    /// A definition with its body; the payload is the name's index.
    case function
    /// Text in backquotes with escapes; the payload is the text's index.
    case embedded
  }

  var kind: Kind
  /// Whether `||` stands before it in a chain, `&&` otherwise.
  var isAlternative = false
  /// Whether `!` stands before it.
  var isNegated = false
  var payload: Int32 = -1
  var firstChild: Int32 = -1
  var next: Int32 = -1
  /// The simple commands inside it.
  var simples: Range<Int32> = 0..<0
}

/// What the parser made of a text.
struct ShellProgram {
  /// The text.
  var bytes: [UInt8] = []
  var nodes: [ShellNode] = []
  var simples: [ShellSimple] = []
  var words: [ShellWord] = []
  var assignments: [ShellAssignment] = []
  var heredocs: [ShellHeredoc] = []
  var functionNames: [String] = []
  /// The tests of `case`, by the payload of the bodies.
  var choiceGuards: [ShellCommand.Guard] = []
  /// The variables and words of loops, by the payload of these.
  var loopHeads: [ShellLoopHead] = []
  /// Texts that are read when they are run.
  var texts: [ShellWord] = []
  /// The files that others read into themselves.
  var sources: [SourcedText] = []
  /// The indices of such files, by the simple commands that read them.
  var sourced: [Int: Int] = [:]
  /// How many nodes the text itself has; those behind them are of files that are read.
  var ownNodes = Int.max
  var root: Int32 = -1
  var faults: [SyntaxFault] = []

  /// The first word of a command; `nil` for one that only assigns or redirects.
  func name(of simple: ShellSimple) -> String? {
    simple.words.isEmpty ? nil : words[simple.words.lowerBound].text
  }

  /// The children of a node.
  func children(of node: Int32) -> ShellChildren {
    ShellChildren(nodes: nodes, current: nodes[Int(node)].firstChild)
  }
}

/// The indices of nodes that follow each other.
struct ShellChildren: Sequence, IteratorProtocol {
  let nodes: [ShellNode]
  var current: Int32

  mutating func next() -> Int32? {
    guard current >= 0 else { return nil }
    defer { current = nodes[Int(current)].next }
    return current
  }
}

/// A list of children while it is made.
struct ShellChildList {
  private(set) var first: Int32 = -1
  private var last: Int32 = -1
  private(set) var count = 0

  mutating func append(_ node: Int32, in nodes: inout [ShellNode]) {
    guard node >= 0 else { return }
    if last >= 0 { nodes[Int(last)].next = node } else { first = node }
    last = node
    count += 1
  }
}
