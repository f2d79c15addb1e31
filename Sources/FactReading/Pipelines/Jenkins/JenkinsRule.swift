import FactModel
import SourceModel

/// A way in which a pipeline can start.
enum JenkinsSituation: Hashable, Sendable, CaseIterable {
  case push, pullRequest, tag, schedule, manual, upstream

  var event: Trigger.Event {
    switch self {
    case .push: .push
    case .pullRequest: .pullRequest
    case .tag: .tag
    case .schedule: .schedule
    case .manual: .manual
    case .upstream: .upstream
    }
  }
}

/// A rule that must hold: a condition of `when`, or the expression of an `if`.
///
/// https://www.jenkins.io/doc/book/pipeline/syntax/#when
struct JenkinsRule: Sendable {
  var conditions: [Condition]
  /// Where it can hold; what is not known can.
  var situations: Set<JenkinsSituation>

  private typealias Verdict = [JenkinsSituation: Bool]

  /// The rules of a `when` block, which must all hold.
  init(when block: [GroovyStatement], in source: JenkinsSource) {
    var verdicts: [Verdict] = []
    conditions = []
    for statement in Self.flattened(block) {
      guard let call = statement.call, !call.name.hasPrefix("before") else { continue }
      verdicts.append(Self.verdict(statement, depth: 0))
      conditions.append(
        Condition(
          Self.subject(statement.parts), source.excerpt(statement), at: source.place(statement)))
    }
    situations = Self.open(verdicts)
  }

  /// The rules of an expression in parentheses.
  init(expression parts: [GroovyPart], in source: JenkinsSource) {
    let conjuncts = Self.split(parts, UInt8(ascii: "&"))
    conditions = conjuncts.compactMap { parts in
      guard let place = parts.first?.position else { return nil }
      return Condition(Self.subject(parts), source.excerpt(parts), at: source.place(place))
    }
    situations = Self.open([Self.verdict(of: parts, depth: 0)])
  }

  private static func open(_ verdicts: [Verdict]) -> Set<JenkinsSituation> {
    Set(JenkinsSituation.allCases.filter { kind in verdicts.allSatisfy { $0[kind] != false } })
  }

  /// `allOf` seen through.
  private static func flattened(_ block: [GroovyStatement]) -> [GroovyStatement] {
    block.flatMap { statement -> [GroovyStatement] in
      guard let call = statement.call, call.name == "allOf", let inner = call.blocks.first else {
        return [statement]
      }
      return inner
    }
  }

  private static func constant(_ value: Bool) -> Verdict {
    Dictionary(uniqueKeysWithValues: JenkinsSituation.allCases.map { ($0, value) })
  }

  /// True, false or unknown for each way to start.
  private static func verdict(_ statement: GroovyStatement, depth: Int) -> Verdict {
    guard depth < 20, let call = statement.call else { return [:] }
    switch call.name {
    case "branch":
      let isRequest = call.text("pattern")?.text.hasPrefix("PR-") == true
      return isRequest ? [.push: false, .tag: false] : [.pullRequest: false, .tag: false]
    case "tag", "buildingTag":
      return [.push: false, .pullRequest: false, .schedule: false]
    case "changeRequest":
      return [.push: false, .tag: false, .schedule: false]
    case "triggeredBy":
      let cause = call.text("cause")?.text ?? ""
      if cause.hasPrefix("Timer") { return constant(false).merging([.schedule: true]) { $1 } }
      if cause.hasPrefix("User") { return constant(false).merging([.manual: true]) { $1 } }
      return [:]
    case "expression":
      let statements = call.blocks.first ?? []
      return statements.count == 1 ? verdict(of: statements[0].parts, depth: depth + 1) : [:]
    case "not", "allOf", "anyOf":
      let inner = (call.blocks.first ?? []).map { verdict($0, depth: depth + 1) }
      switch call.name {
      case "not": return (inner.first ?? [:]).mapValues { !$0 }
      case "allOf": return joined(inner, whole: false)
      default: return joined(inner, whole: true)
      }
    default: return [:]
    }
  }

  /// Joins by `or` where one true makes the whole true, by `and` where one false makes it false.
  private static func joined(_ verdicts: [Verdict], whole: Bool) -> Verdict {
    JenkinsSituation.allCases.reduce(into: [:]) { result, kind in
      let values = verdicts.map { $0[kind] }
      if values.contains(whole) {
        result[kind] = whole
      } else if !values.isEmpty, values.allSatisfy({ $0 == !whole }) {
        result[kind] = !whole
      }
    }
  }

  private static func verdict(of parts: [GroovyPart], depth: Int) -> Verdict {
    guard depth < 20 else { return [:] }
    var parts = parts
    if case .name("return", _)? = parts.first { parts.removeFirst() }
    let either = split(parts, UInt8(ascii: "|"))
    if either.count > 1 {
      return joined(either.map { verdict(of: $0, depth: depth + 1) }, whole: true)
    }
    let both = split(parts, UInt8(ascii: "&"))
    if both.count > 1 {
      return joined(both.map { verdict(of: $0, depth: depth + 1) }, whole: false)
    }
    switch parts.first {
    case .sign(UInt8(ascii: "!"), _)?:
      return verdict(of: Array(parts.dropFirst()), depth: depth + 1).mapValues { !$0 }
    case .parens(let inner, _)? where parts.count == 1 && inner.count == 1:
      return verdict(of: inner[0].parts, depth: depth + 1)
    case .name("true", _)? where parts.count == 1: return constant(true)
    case .name("false", _)? where parts.count == 1: return constant(false)
    case .name(let name, _)?: return verdict(of: name, parts.dropFirst())
    case .text, .sign, .parens, .list, .block, nil: return [:]
    }
  }

  /// A variable of the host, asked for alone or compared.
  private static func verdict(of name: String, _ rest: ArraySlice<GroovyPart>) -> Verdict {
    let signs = rest.prefix { part in
      if case .sign = part { return true }
      return false
    }.compactMap { part -> UInt8? in
      if case .sign(let sign, _) = part { return sign }
      return nil
    }
    let value = rest.dropFirst(signs.count).first
    let isEqual = signs.starts(with: "==".utf8)
    let isUnequal = signs.starts(with: "!=".utf8)
    var isNothing = false
    if case .name("null", _)? = value { isNothing = true }
    let plain = name.hasPrefix("env.") ? String(name.dropFirst(4)) : name
    let present: Verdict
    switch plain {
    case "TAG_NAME": present = [.push: false, .pullRequest: false, .schedule: false]
    case "CHANGE_ID", "CHANGE_TARGET", "CHANGE_BRANCH":
      present = [.push: false, .tag: false, .schedule: false]
    case "BRANCH_NAME" where isEqual && !isNothing:
      return [.pullRequest: false, .tag: false]
    default: return [:]
    }
    if rest.isEmpty || isUnequal && isNothing || isEqual && !isNothing { return present }
    if isEqual && isNothing {
      var absent = present.mapValues { !$0 }
      absent[plain == "TAG_NAME" ? .tag : .pullRequest] = false
      return absent
    }
    return [:]
  }

  /// The parts between two signs of this kind.
  private static func split(_ parts: [GroovyPart], _ sign: UInt8) -> [[GroovyPart]] {
    var pieces: [[GroovyPart]] = [[]]
    for part in parts {
      if case .sign(sign, _) = part {
        if !(pieces.last?.isEmpty ?? true) { pieces.append([]) }
      } else {
        pieces[pieces.count - 1].append(part)
      }
    }
    return pieces.filter { !$0.isEmpty }
  }

  /// What a rule looks at.
  private static func subject(_ parts: [GroovyPart]) -> Condition.Subject {
    var words: Set<String> = []
    parts.visit { part in
      if case .name(let name, _) = part {
        words.formUnion(name.split(separator: ".").map(String.init))
      }
      if case .text(let text) = part, text.text.contains("BRANCH_NAME") {
        words.insert("BRANCH_NAME")
      }
    }
    func speaks(_ names: String...) -> Bool { !words.isDisjoint(with: names) }
    if speaks("TAG_NAME", "tag", "buildingTag") { return .tag }
    let branches: Set<String> = [
      "branch", "BRANCH_NAME", "BRANCH_IS_PRIMARY", "GIT_BRANCH", "GIT_LOCAL_BRANCH",
      "CHANGE_TARGET",
    ]
    if !words.isDisjoint(with: branches) { return .branch }
    // A library's own question: `gitflow.isReleaseBranch()`.
    if words.contains(where: { $0.nameWords.contains("branch") }) { return .branch }
    if speaks("changeRequest", "CHANGE_ID", "triggeredBy") { return .event }
    if speaks("changeset", "changeSets") { return .paths }
    return speaks("currentBuild", "currentResult") ? .outcome : .other
  }
}

extension GroovyPart {
  var position: Position {
    switch self {
    case .text(let text): text.position
    case .name(_, let position), .sign(_, let position), .parens(_, let position),
      .list(_, let position), .block(_, let position):
      position
    }
  }
}
