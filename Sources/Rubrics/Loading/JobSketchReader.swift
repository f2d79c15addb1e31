import SourceModel
import Syntax

/// Reads the jobs that advice proposes.
struct JobSketchReader {
  private static let keys = [
    "environment", "needs", "permissions", "secrets", "toolchain", "workflow",
  ]

  /// How many commands a job may have; those of the built-in rubric have up to 4.
  private static let commandLimit = 100

  private let hasForms: Bool
  private let toolchains: [String]
  /// What the words of jobs must be among; `nil` where they are not checked.
  private let words: Words?

  private struct Words {
    /// The words that every form knows, those of the repository among them.
    var known: Set<String>
    /// The words that the first form knows, to be named where one is unknown.
    var shown: Set<String>

    init(_ forms: PipelineForms, _ words: Set<String>) {
      let ofForms = forms.forms.map { form in
        words.union(form.words.keys).union(form.starts.values.flatMap(\.keys))
      }
      shown = ofForms.first ?? []
      known = ofForms.dropFirst().reduce(shown) { $0.intersection($1) }
    }
  }

  /// Makes a reader that knows the forms and the words that depend on the repository.
  ///
  /// - Parameter isChecked: whether the words of jobs are held against all forms.
  init(forms: PipelineForms, words: Set<String>, isChecked: Bool) {
    hasForms = !forms.vendors.isEmpty
    toolchains = Array(forms.toolchains.keys)
    self.words = isChecked && hasForms ? Words(forms, words) : nil
  }

  /// A job.
  func job(_ node: Node, _ faults: inout FaultList) -> JobSketch? {
    guard
      let fields = Fields(
        node, "a job", required: ["commands", "name", "starts"], optional: Self.keys,
        faults: &faults)
    else { return nil }
    if !hasForms {
      faults.add("found a job, expected the rubric to have `advice/jobs.yml`", at: node.position)
    }
    let name = fields["name"]?.filledText(&faults)
    let start = fields["starts"]?.oneOf(JobSketch.Start.self, "start", &faults)
    let toolchain = fields["toolchain"].flatMap {
      $0.word("toolchain", among: toolchains, &faults)
    }
    let workflow = fields["workflow"].flatMap { $0.filledText(&faults) }
    let environment = fields["environment"].flatMap { $0.filledText(&faults) }
    let needs = fields["needs"].flatMap { $0.filledText(&faults) }
    let secrets = fields["secrets"]?.list(of: "names", &faults) { $0.filledText(&$1) }
    let permissions = fields["permissions"]?.list(of: "permissions", &faults) {
      $0.filledText(&$1)
    }
    let commands = fields["commands"].map { self.commands($0, &faults) }
    guard let name, let start, let commands else { return nil }
    return JobSketch(
      name: name, workflow: workflow ?? name, start: start, toolchain: toolchain,
      environment: environment, secrets: secrets ?? [], permissions: permissions ?? [],
      needs: needs, commands: commands)
  }

  /// Commands, whose words every form must know.
  func commands(_ node: Node, _ faults: inout FaultList) -> [String] {
    node.list(of: "commands", most: Self.commandLimit, &faults) { item, faults in
      let text = item.filledText(&faults)?.withoutLineEnd
      guard let words, let text else { return text }
      for slot in SlotTemplate(text).slots where slot != "snippet" && !words.known.contains(slot) {
        faults.addUnknown(slot, "word", among: Array(words.shown), at: item.position)
      }
      return text
    }
  }
}
