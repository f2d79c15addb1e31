import FactModel
import SourceModel
import Syntax

/// A condition of a block or promotion: `branch = 'main' OR tag =~ '^v1\.'`.
///
/// https://docs.semaphoreci.com/reference/conditions-dsl
struct SemaphoreRule {
  private let expression: RuleExpression
  private let text: String
  private let place: Place
  /// Whether what holds is skipped.
  private let isSkip: Bool

  init(_ node: Node, skips isSkip: Bool = false, in document: PipelineDocument) {
    self.init(
      node.text ?? "", at: document.chunk(node)?.place ?? document.place(node), skips: isSkip)
  }

  init(_ text: String, at place: Place, skips isSkip: Bool = false) {
    self.text = text.onOneLine
    self.place = place
    self.isSkip = isSkip
    expression = RuleExpression(text)
  }

  /// Those of the situations in which it may let something run.
  func open(_ situations: Set<RefSituation>) -> Set<RefSituation> {
    situations.filter { truth(in: $0) != isSkip }
  }

  /// The rule; `nil` where it only asks for success, which all that follows waits for.
  var condition: Condition? {
    guard let subject else { return nil }
    return Condition(subject, isSkip ? "!(\(text))" : text, at: place)
  }

  /// The branches that it names, where it asks for nothing but them.
  var branches: [String] {
    guard subject == .branch, !isSkip, !text.contains("!") else { return [] }
    return zip(expression.words, expression.words.dropFirst(2)).compactMap { word, value in
      guard case .name(let name) = word, name.lowercased() == "branch",
        case .text(let branch) = value
      else { return nil }
      return branch
    }
  }

  private var subject: Condition.Subject? {
    let names = Set(expression.names.map { $0.lowercased() })
    // A change of some path lets any branch and tag through.
    if names.contains("change_in"), expression.words.contains(.sign("or")) { return .paths }
    if names.contains("tag") { return .tag }
    if names.contains("branch") { return .branch }
    if names.contains("pull_request") { return .event }
    if names.contains("change_in") { return .paths }
    if names.contains("result") || names.contains("result_reason") {
      return text.contains("failed") || text.contains("stopped") ? .outcome : nil
    }
    return ["true", "false", ""].contains(text) ? nil : .other
  }

  private func truth(in situation: RefSituation) -> Bool? {
    expression.truth { name in
      let asked: RefSituation? =
        switch name.lowercased() {
        case "branch": .branch
        case "tag": .tag
        case "pull_request": .request
        default: nil
        }
      guard let asked else { return .unknown }
      return asked == situation ? .filled : .text("")
    }
  }
}
