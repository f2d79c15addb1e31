/// How a language writes comments and strings: enough to tell code from both, line by line.
struct CodeStyle: Sendable {
  /// What begins a comment that ends with the line.
  let lineComments: [[UInt8]]
  /// What opens a comment that spans lines.
  let blockOpening: [UInt8]
  /// What closes it.
  let blockClosing: [UInt8]
  /// Whether such a comment opens and closes at the beginning of a line only.
  let blocksBeginLines: Bool
  /// Quotes of strings that end in their line.
  let quotes: [UInt8]
  /// Quotes of strings that span lines, the longest first.
  let spanningQuotes: [[UInt8]]
  /// Whether a slash may begin a regular expression.
  let hasSlashPatterns: Bool
  /// The bytes that may begin one of these or end a line; any other is code by itself.
  let codeMarks: ByteSet
  /// The bytes that may end a comment that spans lines, or a line of it.
  let commentMarks: ByteSet
  /// The bytes that may end a string that spans lines, or a line of it, and those that change what follows.
  let stringMarks: ByteSet

  /// Makes a style.
  init(
    _ lineComments: [String], block: (String, String)? = nil, blocksBeginLines: Bool = false,
    quotes: String = "\"'", spanning: [String] = [], hasSlashPatterns: Bool = false
  ) {
    self.lineComments = lineComments.map { Array($0.utf8) }
    blockOpening = Array((block?.0 ?? "").utf8)
    blockClosing = Array((block?.1 ?? "").utf8)
    self.blocksBeginLines = blocksBeginLines
    self.quotes = Array(quotes.utf8)
    spanningQuotes = spanning.map { Array($0.utf8) }
    self.hasSlashPatterns = hasSlashPatterns
    let newline = Array("\n".utf8)
    codeMarks = ByteSet(
      (self.lineComments + [blockOpening] + spanningQuotes).compactMap(\.first) + self.quotes
        + (hasSlashPatterns ? Array("/".utf8) : []) + newline)
    commentMarks = ByteSet(blockClosing.prefix(1) + newline)
    stringMarks = ByteSet(spanningQuotes.compactMap(\.first) + Array("\\".utf8) + newline)
  }

  static let c = CodeStyle(["//"], block: ("/*", "*/"))
  static let rust = CodeStyle(["//"], block: ("/*", "*/"), quotes: "\"")
  static let go = CodeStyle(["//"], block: ("/*", "*/"), spanning: ["`"])
  static let javaScript = CodeStyle(
    ["//"], block: ("/*", "*/"), spanning: ["`"], hasSlashPatterns: true)
  static let jvm = CodeStyle(["//"], block: ("/*", "*/"), spanning: ["\"\"\""])
  static let swift = CodeStyle(["//"], block: ("/*", "*/"), quotes: "\"", spanning: ["\"\"\""])
  static let php = CodeStyle(["//", "#"], block: ("/*", "*/"))
  static let python = CodeStyle(["#"], spanning: ["\"\"\"", "'''"])
  static let ruby = CodeStyle(["#"], block: ("=begin", "=end"), blocksBeginLines: true)
  static let perl = CodeStyle(["#"], block: ("=pod", "=cut"), blocksBeginLines: true)
  static let elixir = CodeStyle(["#"], spanning: ["\"\"\""])
  static let hash = CodeStyle(["#"])
  static let julia = CodeStyle(["#"], block: ("#=", "=#"), quotes: "\"", spanning: ["\"\"\""])
  static let powerShell = CodeStyle(["#"], block: ("<#", "#>"))
  static let erlang = CodeStyle(["%"], quotes: "\"")
  static let haskell = CodeStyle(["--"], block: ("{-", "-}"), quotes: "\"")
  static let lua = CodeStyle(["--"], block: ("--[[", "]]"))
  static let sql = CodeStyle(["--"], block: ("/*", "*/"), quotes: "'")
  static let ocaml = CodeStyle([], block: ("(*", "*)"), quotes: "\"")
  static let lisp = CodeStyle([";"], quotes: "\"")
  static let hcl = CodeStyle(["#", "//"], block: ("/*", "*/"), quotes: "\"")
  static let plain = CodeStyle(["#"], quotes: "")

  /// The style of a source file by its ending, for the languages that servers are written in.
  static func style(ofExtension ending: String) -> CodeStyle? {
    switch ending {
    case "js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue", "svelte", "astro":
      .javaScript
    case "go": .go
    case "rs": .rust
    case "java", "kt", "kts", "scala", "groovy": .jvm
    case "py": .python
    case "rb", "ru", "rake": .ruby
    case "php": .php
    case "cs", "fs", "vb", "c", "cc", "cpp", "cxx", "h", "hpp", "dart", "zig": .c
    case "swift": .swift
    case "ex", "exs": .elixir
    case "clj", "cljc", "cljs": .lisp
    case "pl", "pm", "psgi": .perl
    case "hs": .haskell
    case "lua": .lua
    case "erl": .erlang
    default: nil
    }
  }
}
