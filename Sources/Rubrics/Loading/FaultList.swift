import SourceModel
import Syntax

/// What is wrong in one file, collected while it is read, and how much may still be read.
struct FaultList {
  /// How many faults are told; of the others, how many there are.
  static let limit = 100
  /// A longer word is cut to a hundred characters and the sign that says so.
  private static let longestWord = 101

  let path: RelativePath
  /// What may be read of this file and of those behind it.
  private(set) var allowance: ReadingAllowance
  /// The first faults, as they were found.
  private(set) var diagnostics: [Diagnostic] = []
  /// How many faults there are.
  private(set) var count = 0
  private var known: Set<Diagnostic> = []
  private var conditions = 0
  private var spent: Set<String> = []

  init(path: RelativePath, allowance: ReadingAllowance = ReadingAllowance()) {
    self.path = path
    self.allowance = allowance
  }

  /// The faults in the order of their places, and how many more there are.
  var told: [Diagnostic] {
    let sorted = diagnostics.sorted { left, right in
      (left.place?.position ?? .start) < (right.place?.position ?? .start)
    }
    return sorted + Diagnostic.more(count - diagnostics.count, at: Place(path))
  }

  mutating func add(_ message: String, at position: Position, hint: String? = nil) {
    guard isTelling else {
      count += 1
      return
    }
    let fault = Diagnostic(error: message, at: Place(path, position), hint: hint)
    guard known.insert(fault).inserted else { return }
    count += 1
    diagnostics.append(fault)
  }

  /// A word that is none of the allowed ones.
  mutating func addUnknown(
    _ found: String, _ what: String, among allowed: @autoclosure () -> [String],
    at position: Position
  ) {
    guard isTelling else {
      count += 1
      return
    }
    let allowed = allowed()
    let hint = allowance.hint(for: found, among: allowed)
    let shown = found.shortened(to: Self.longestWord)
    add(
      "found the \(what) `\(shown)`, expected \(Self.choice(of: allowed))", at: position, hint: hint
    )
  }

  /// More of something than there may be.
  mutating func addTooMany(_ count: Int, _ what: String, most limit: Int, at position: Position) {
    add("found \(count) \(what), expected at most \(limit)", at: position)
  }

  /// Whether another fault would be told.
  private var isTelling: Bool { diagnostics.count < Self.limit }

  /// `one of a, b, c`, sorted, each once.
  static func choice(of allowed: [String]) -> String {
    let words = Set(allowed).sorted()
    guard words.count > 1 else { return words.first.map { "`\($0)`" } ?? "none" }
    return "one of \(words.joined(separator: ", "))"
  }
}

// MARK: - What may be read

extension FaultList {
  /// Whether conditions, tests, values or patterns may be read; the first that may not are a fault.
  mutating func mayRead(conditions count: Int = 1, at position: Position) -> Bool {
    conditions += count
    allowance.conditions -= count
    guard conditions <= ReadingAllowance.conditionsPerFile else {
      refuse("\(ReadingAllowance.conditionsPerFile) conditions, tests and patterns", at: position)
      return false
    }
    guard allowance.conditions >= 0 else {
      let limit = ReadingAllowance.conditionsPerRubric
      refuse("\(limit) conditions, tests and patterns of all criteria", at: position)
      return false
    }
    return true
  }

  /// Whether a text may be read; the first that may not is a fault.
  mutating func mayRead(_ text: String, at position: Position) -> Bool {
    allowance.bytes -= text.utf8.count
    guard allowance.bytes >= 0 else {
      refuse("\(ReadingAllowance.bytesPerRubric) bytes of texts, aliases included", at: position)
      return false
    }
    return true
  }

  /// Says once that there is more than may be read.
  private mutating func refuse(_ limit: String, at position: Position) {
    guard spent.insert(limit).inserted else { return }
    add("found more than \(limit), expected fewer", at: position)
  }
}

extension Diagnostic {
  /// How many more there are; nothing where there are none.
  static func more(_ count: Int, at place: Place?) -> [Diagnostic] {
    count > 0 ? [Diagnostic(error: "and \(count) more", at: place)] : []
  }
}

extension Node {
  /// What the node is, in words.
  var description: String {
    switch content {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar(let scalar): isNull ? "nothing" : "`\(scalar.text.prefix(60))`"
    }
  }
}
