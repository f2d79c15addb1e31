import SourceModel
import Syntax

/// Reads the jobs that advice proposes.
struct JobSketchReader {
  private static let keys = [
    "environment", "needs", "permissions", "secrets", "toolchain", "workflow",
  ]

  private let hasForms: Bool
  private let toolchains: [String]
  /// The words that each form knows, those of the repository among them.
  private let known: [Set<String>]

  /// Makes a reader that knows the forms and the words that depend on the repository.
  init(forms: PipelineForms, words: Set<String>) {
    hasForms = !forms.forms.isEmpty
    toolchains = Array(forms.toolchains.keys)
    known = forms.forms.map { form in
      words.union(form.words.keys).union(form.starts.values.flatMap(\.keys))
    }
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
    node.list(of: "commands", &faults) { item, faults in
      let text = item.filledText(&faults)?.withoutLineEnd
      for slot in text.map({ SlotTemplate($0).slots }) ?? [] where slot != "snippet" {
        if known.contains(where: { !$0.contains(slot) }) {
          faults.addUnknown(
            slot, "word", among: Array(known.first ?? []), at: item.position)
        }
      }
      return text
    }
  }
}
