import FactModel
import SourceModel

extension Assessor {
  /// The signs as evidence, in order: each line once, and what a file says in several places, such
  /// as the jobs of a matrix, once too.
  ///
  /// What stands beside the project, such as its documents and tests, comes after the project itself.
  static func evidence(_ signs: SignList, _ table: FactTable) -> [Evidence] {
    var choice = EvidenceChoice(signs, table.budget)
    choice.take(isBeside: false)
    if choice.hasOthers { choice.take(isBeside: true) }
    return choice.found
  }

  /// The place of the first sign that has one, those beside the project last.
  static func firstPlace(of signs: some Sequence<FactSign>, _ table: FactTable) -> Place? {
    var beside: Place?
    for sign in signs {
      table.budget.spend(EvidenceChoice.cost)
      guard !table.budget.isOverrun else { return nil }
      guard let place = sign.place else { continue }
      if !isBeside(place) { return place }
      beside = beside ?? place
    }
    return beside
  }

  private static let beside: Set<String> = [
    "docs", "doc", "extras", "contrib", "test", "tests", "e2e", "hack", "optional", "website",
  ]
  /// How many bytes the longest of these names has.
  private static let longestBeside = beside.reduce(0) { max($0, $1.utf8.count) }

  /// Whether a place stands in a folder beside what the project is about.
  ///
  /// Asked for each of thousands of signs, whose folders may be deep.
  static func isBeside(_ place: Place?) -> Bool {
    guard var path = place?.path.text else { return false }
    return path.withUTF8 { bytes in
      var start = 0
      for (end, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
        if end - start <= longestBeside,
          beside.contains(String(decoding: bytes[start..<end], as: UTF8.self))
        {
          return true
        }
        start = end + 1
      }
      return false
    }
  }
}

/// The few of many signs that are kept.
private struct EvidenceChoice {
  /// What a sign costs that is made and looked at.
  static let cost = 100

  private struct Line: Hashable {
    var path: RelativePath
    var line: Int
    /// What the sign says, where its line says more than that.
    var what: Phrase?
  }
  private struct Words: Hashable {
    var path: RelativePath?
    var excerpt: String
    var what: Phrase
    var line: Position?
  }
  private struct Said: Hashable {
    var path: RelativePath
    var what: Phrase
  }

  private let signs: SignList
  private let budget: StepBudget
  private(set) var found: [Evidence] = []
  /// Whether there are signs on the other side of the project.
  private(set) var hasOthers = false
  private var lines: Set<Line> = []
  private var words: Set<Words> = []
  /// What lines of files say; `nil` as long as nobody asks.
  private var saidByLines: Set<Said>?

  init(_ signs: SignList, _ budget: StepBudget) {
    self.signs = signs
    self.budget = budget
  }

  /// Takes signs that stand beside the project, or those of the project itself.
  mutating func take(isBeside: Bool) {
    for sign in signs {
      budget.spend(Self.cost)
      guard found.count < Assessor.evidenceLimit, !budget.isOverrun else { return }
      guard !sign.what.english.isEmpty else { continue }
      guard Assessor.isBeside(sign.place) == isBeside else {
        hasOthers = true
        continue
      }
      if !isBareName(sign) { take(sign) }
    }
  }

  private mutating func take(_ sign: FactSign) {
    if let place = sign.place {
      let line = Line(
        path: place.path, line: Int(place.position.line),
        what: sign.isOneOfSeveral ? sign.what : nil)
      guard lines.insert(line).inserted else { return }
    }
    let said = Words(
      path: sign.place?.path, excerpt: sign.excerpt, what: sign.what,
      line: sign.isSaidOnce ? nil : sign.place?.position)
    guard words.insert(said).inserted else { return }
    found.append(Evidence(place: sign.place, excerpt: sign.excerpt, what: sign.what))
  }

  /// A file's name shows less than the lines in it that say the same.
  private mutating func isBareName(_ sign: FactSign) -> Bool {
    guard let path = sign.place?.path, sign.excerpt == path.name else { return false }
    let said = saidByLines ?? ofLines()
    saidByLines = said
    return said.contains(Said(path: path, what: sign.what))
  }

  private func ofLines() -> Set<Said> {
    var said: Set<Said> = []
    for sign in signs {
      budget.spend(Self.cost)
      guard !budget.isOverrun else { break }
      guard let path = sign.place?.path, sign.excerpt != path.name else { continue }
      said.insert(Said(path: path, what: sign.what))
    }
    return said
  }
}
