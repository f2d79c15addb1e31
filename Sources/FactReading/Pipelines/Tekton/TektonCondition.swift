import FactModel
import SourceModel

/// Rules that let a task run.
///
/// https://tekton.dev/docs/pipelines/pipelines/#guard-task-execution-using-when-expressions
enum TektonCondition {
  static func condition(_ value: PipelineValue) -> Condition? {
    guard known(value) == nil else { return nil }
    let text: String
    if let expression = value["cel"]?.text {
      text = expression.onOneLine
    } else if let input = (value["input"] ?? value["Input"])?.text {
      let values = (value["values"] ?? value["Values"])?.texts ?? []
      let sign = (value["operator"] ?? value["Operator"])?.text ?? "in"
      text = "\(input) \(sign) [\(values.joined(separator: ", "))]"
    } else {
      return nil
    }
    return Condition(subject(of: text), text, at: value.place)
  }

  /// What a rule comes to that compares known values; `nil` for others.
  static func known(_ value: PipelineValue) -> Bool? {
    if let expression = value["cel"]?.text?.onOneLine {
      let sides = expression.split(separator: " == ").map(\.trimmingSpaces)
      guard sides.count == 2, sides.allSatisfy(isQuoted) else { return nil }
      return sides[0] == sides[1]
    }
    guard let input = value["input"]?.text, let values = value["values"]?.texts,
      !([input] + values).contains(where: { $0.contains("$(") || Placeholder.isIn($0) })
    else { return nil }
    return values.contains(input) != (value["operator"]?.text == "notin")
  }

  private static func isQuoted(_ text: String) -> Bool {
    let inner = text.dropFirst().dropLast()
    return text.utf8.count > 1 && text.first == text.last
      && (text.first == "'" || text.first == "\"")
      && !inner.contains { $0 == "'" || $0 == "\"" || $0 == "$" || $0 == "{" }
  }

  private static func subject(of text: String) -> Condition.Subject {
    let lowered = text.lowercased()
    func has(_ words: [String]) -> Bool { words.contains { lowered.contains($0) } }
    if has(["$(tasks.status", ".status)"]) { return .outcome }
    if has(["changed", "path", ".files"]) { return .paths }
    if has(["refs/tags", "is-tag", "git-tag", "git_tag"]) { return .tag }
    if has(["branch", "refs/heads", "git-ref", "gitref"]) { return .branch }
    if has(["event", "pull_request", "pull-request"]) { return .event }
    return .other
  }
}
