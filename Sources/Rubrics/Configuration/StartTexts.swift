import FactModel
package import SourceModel
import Syntax

/// What `init` proposes: a configuration, and the step of the team's pipeline.
package struct StartTexts: Sendable {
  /// The step of some CI vendors.
  struct Step: Sendable {
    /// The files by the vendors' ids, `.gitlab-ci.yml`; none for the step of all others.
    var places: [String: String]
    /// What stands in the file.
    var text: String
  }

  /// The file of a rubric's folder that holds them.
  package static let path = "advice/start.yml"

  private let english: String
  private let korean: String
  private let steps: [Step]

  /// The texts that files say, and everything that is wrong with them; `nil` where no file does.
  package static func load(
    _ files: [(name: String, bytes: [UInt8])]
  ) -> (texts: StartTexts?, diagnostics: [Diagnostic]) {
    guard let file = files.first(where: { $0.name == path }) else { return (nil, []) }
    let tree = YAML.parse(file.bytes, manner: .strict)
    var faults = FaultList(path: RelativePath(file.name))
    for fault in tree.faults { faults.add(fault.message, at: fault.position) }
    let texts = tree.documents.first.flatMap { StartTexts($0, &faults) }
    return (faults.diagnostics.isEmpty ? texts : nil, faults.told)
  }

  private init?(_ node: Node, _ faults: inout FaultList) {
    guard
      let fields = Fields(
        node, "texts to start with", required: ["configuration", "steps"], faults: &faults)
    else { return nil }
    let phrase = fields["configuration"]?.phrase(&faults)
    let steps = fields["steps"]?.list(of: "steps", &faults) { Self.step($0, &$1) }
    guard let phrase, let steps else { return nil }
    (english, korean, self.steps) = (phrase.english, phrase.korean, steps)
  }

  private static func step(_ node: Node, _ faults: inout FaultList) -> Step? {
    guard
      let fields = Fields(
        node, "a step", required: ["text"], optional: ["places"], faults: &faults)
    else { return nil }
    var places: [String: String] = [:]
    for entry in fields["places"]?.entries ?? [] {
      guard let vendor = entry.key.filledText(&faults) else { continue }
      places[vendor] = entry.value.filledText(&faults)
    }
    return fields["text"]?.filledText(&faults).map { Step(places: places, text: $0) }
  }

  /// The configuration.
  ///
  /// - Parameters:
  ///   - kind: the kind that the repository is taken for.
  ///   - stage: the stage to hold.
  ///   - isReached: whether it is; a gate that fails at once helps nobody.
  package func configuration(
    kind: String, stage: String, isReached: Bool, isKorean: Bool
  ) -> String {
    let text = isKorean ? korean : english
    return text.replacing("{kind}", with: kind).replacing("{stage}", with: stage)
      .replacing("{gate}", with: isReached ? "" : "# ") + "\n"
  }

  /// The step for a vendor with the file that it belongs to, or the one for all others.
  package func step(for vendor: String?) -> (path: String?, text: String)? {
    let own = vendor.flatMap { id in steps.first { $0.places[id] != nil } }
    guard let step = own ?? steps.last(where: { $0.places.isEmpty }) else { return nil }
    return (vendor.flatMap { step.places[$0] }, step.text.withoutLineEnd + "\n")
  }
}
