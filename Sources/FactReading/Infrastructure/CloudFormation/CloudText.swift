import Syntax

/// Texts of CloudFormation, where functions stand for what is known only when a stack is made.
enum CloudText {
  /// The text of a value: literals and `Sub` as written, references as `${Name}`.
  ///
  /// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
  static func text(_ node: Node?) -> String? {
    guard let node else { return nil }
    switch node.content {
    case .scalar:
      guard let text = node.filledText else { return nil }
      let isFunction = node.tag.map { $0.hasPrefix("!") && $0 != "!Sub" && $0 != "!" } ?? false
      return isFunction ? "${\(text)}" : text
    case .sequence(let items):
      return node.tag == "!Sub" ? items.first?.filledText : nil
    case .mapping(let entries):
      guard entries.count == 1, let entry = entries.first, let key = entry.key.text else {
        return nil
      }
      if key == "Fn::Sub" { return entry.value.itemsOrSelf.first?.filledText }
      guard key == "Ref" || key == "Fn::ImportValue" else { return nil }
      return entry.value.filledText.map { "${\($0)}" }
    }
  }
}

extension Node {
  /// The value of a key that templates write `HealthCheck` and task definitions `healthCheck`.
  func anyCase(_ key: String) -> Node? { anyCaseEntry(key)?.value }

  /// The entry of such a key.
  func anyCaseEntry(_ key: String) -> Entry? {
    entry(key) ?? entry(key.prefix(1).lowercased() + key.dropFirst())
  }
}
