import SourceModel
import Syntax

/// Reads how each vendor's pipelines are written: `advice/jobs.yml`.
struct PipelineFormReader {
  /// The slots that every job has.
  private static let jobSlots: Set<String> = [
    "commands", "environment-name", "folder", "name", "need", "permission", "secret", "secret-id",
  ]

  /// How many forms, toolchains or texts of one kind there may be; the built-in rubric has 24 toolchains.
  private static let limit = 100

  /// The words of advice that depend on the repository.
  private let words: [String]
  /// The slots that may stand in a form's texts.
  private let textSlots: Set<String>

  /// Makes a reader that knows the words of advice.
  init(words: Set<String>) {
    self.words = Array(words)
    textSlots = words.union(Self.jobSlots).union(["file"])
  }

  /// The forms.
  ///
  /// - Parameter isWhole: whether forms are read and checked; those of the program's own tree are folded beside
  ///   their vendors and read when they are asked for.
  func forms(_ node: Node, isWhole: Bool, _ faults: inout FaultList) -> PipelineForms? {
    guard
      let fields = Fields(
        node, "forms of jobs", required: ["forms", "toolchains"], faults: &faults)
    else { return nil }
    let toolchains = fields["toolchains"].map { self.toolchains($0, &faults) } ?? [:]
    let names = Array(toolchains.keys)
    guard isWhole else {
      let items = fields["forms"]?.items ?? []
      let forms = LateList(folded: items.compactMap { $0["form"] }, in: faults.path) {
        form($0, knowing: names, &$1)
      }
      return PipelineForms(
        toolchains: toolchains, vendors: items.map { $0["vendor"]?.text }, forms)
    }
    let forms = fields["forms"]?.list(of: "forms", most: Self.limit, &faults) { node, faults in
      form(node, knowing: names, &faults)
    }
    return PipelineForms(toolchains: toolchains, forms ?? [])
  }

  /// Names with nothing or with the words that choose among toolchains and tell the folder.
  private func toolchains(_ node: Node, _ faults: inout FaultList) -> [String: Toolchain] {
    guard node.isMapping else {
      faults.add("found \(node.description), expected toolchains by names", at: node.position)
      return [:]
    }
    guard isWithinLimit(node, "toolchains", &faults) else { return [:] }
    var toolchains: [String: Toolchain] = [:]
    for entry in node.entries {
      guard let name = entry.key.filledText(&faults) else { continue }
      let fields =
        entry.value.isNull
        ? nil
        : Fields(
          entry.value, "a toolchain", required: [], optional: ["chosen-by", "folder"],
          faults: &faults)
      toolchains[name] = Toolchain(
        chosenBy: fields?["chosen-by"]?.word("word", among: words, &faults),
        folder: fields?["folder"]?.word("word", among: words, &faults))
    }
    return toolchains
  }

  private func isWithinLimit(_ node: Node, _ what: String, _ faults: inout FaultList) -> Bool {
    guard node.entries.count > Self.limit else { return true }
    faults.addTooMany(node.entries.count, what, most: Self.limit, at: node.position)
    return false
  }

  private func form(
    _ node: Node, knowing toolchains: [String], _ faults: inout FaultList
  ) -> PipelineForm? {
    guard
      let fields = Fields(
        node, "a form",
        required: ["block", "command", "file", "job", "jobs", "language", "starts"],
        optional: [
          "entry", "hosts", "in-folder", "parts", "path", "toolchains", "tried", "vendor", "words",
        ],
        faults: &faults)
    else { return nil }
    let language = fields["language"]?.filledText(&faults)
    let vendor = fields["vendor"].flatMap { $0.filledText(&faults) }
    let hosts = fields["hosts"]?.globs(&faults) { glob, _, _ in glob }
    let words = fields["words"].map { texts($0, "words", &faults) } ?? [:]
    let tools =
      fields["toolchains"].map { slots($0, "toolchain", among: toolchains, &faults) } ?? [:]
    let starts = fields["starts"].map { self.starts($0, &faults) } ?? [:]
    let parts = fields["parts"].map { self.parts($0, &faults) } ?? []
    let ofStarts = Set(starts.values.flatMap(\.keys)).union(parts.map(\.name))
    let ofTools = Set(tools.values.flatMap(\.keys)).union(words.keys)
    let ofJob = Self.jobSlots.union(ofStarts).union(ofTools)
    let job = template(fields["job"], knowing: ofJob, &faults)
    for (part, node) in zip(parts, fields["parts"]?.entries.map(\.value) ?? []) {
      check(part.text, knowing: ofJob, at: node.position, &faults)
    }
    let ofFile = ofStarts.union(["entries", "jobs", "workflow"])
    let jobs = template(fields["jobs"], knowing: ofFile, &faults)
    let file = template(fields["file"], knowing: ofFile, &faults)
    let path = fields["path"].map { template($0, knowing: ["workflow"], &faults) }
    let inFolder = fields["in-folder"].map {
      template($0, knowing: ["commands", "folder"], &faults)
    }
    let entry = fields["entry"].map { template($0, knowing: ofJob, &faults) }
    let ofStep = ofTools.union(["command"])
    let command = template(fields["command"], knowing: ofStep, &faults)
    let block = template(fields["block"], knowing: ofStep, &faults)
    let tried = fields["tried"]?.word("manner", among: ["by-name"], &faults)
    guard let language, let job, let jobs, let file, let command, let block else { return nil }
    return PipelineForm(
      vendor: vendor, language: language, path: (path ?? nil) ?? SlotTemplate(""),
      hosts: hosts ?? [], words: words, starts: starts, toolchains: tools, parts: parts, job: job,
      jobs: jobs, file: file, command: command,
      inFolder: inFolder ?? nil, block: block, entry: entry ?? nil, isTriedByName: tried != nil)
  }

  private func starts(
    _ node: Node, _ faults: inout FaultList
  ) -> [JobSketch.Start: [String: String]] {
    let names = JobSketch.Start.allCases.map(\.rawValue)
    _ = Fields(node, "starts", required: names, faults: &faults)
    let slots = slots(node, "start", among: names, &faults)
    return Dictionary(
      uniqueKeysWithValues: JobSketch.Start.allCases.map { ($0, slots[$0.rawValue] ?? [:]) })
  }

  /// Texts for slots by names; a name may have none.
  private func slots(
    _ node: Node, _ what: String, among names: [String], _ faults: inout FaultList
  ) -> [String: [String: String]] {
    var slots: [String: [String: String]] = [:]
    for entry in node.entries {
      guard let name = entry.key.word(what, among: names, &faults), !entry.value.isNull else {
        continue
      }
      slots[name] = texts(entry.value, "slots", &faults)
    }
    return slots
  }

  private func parts(_ node: Node, _ faults: inout FaultList) -> [PipelineForm.Part] {
    guard isWithinLimit(node, "parts", &faults) else { return [] }
    return node.entries.compactMap { entry in
      guard let name = entry.key.filledText(&faults), let text = entry.value.filledText(&faults)
      else { return nil }
      return PipelineForm.Part(name: name, text: SlotTemplate(text.withoutLineEnd))
    }
  }

  private func texts(
    _ node: Node, _ what: String, _ faults: inout FaultList
  ) -> [String: String] {
    guard node.isMapping else {
      faults.add("found \(node.description), expected \(what) with texts", at: node.position)
      return [:]
    }
    guard isWithinLimit(node, what, &faults) else { return [:] }
    var texts: [String: String] = [:]
    for entry in node.entries {
      guard let name = entry.key.filledText(&faults), let text = entry.value.filledText(&faults)
      else { continue }
      texts[name] = text.withoutLineEnd
      // Slots of the repository stand in texts; those of the form itself in its templates.
      check(SlotTemplate(text), knowing: textSlots, at: entry.value.position, &faults)
    }
    return texts
  }

  private func template(
    _ node: Node?, knowing known: Set<String>, _ faults: inout FaultList
  ) -> SlotTemplate? {
    guard let node, let text = node.filledText(&faults) else { return nil }
    let template = SlotTemplate(text.withoutLineEnd)
    check(template, knowing: known, at: node.position, &faults)
    return template
  }

  private func check(
    _ template: SlotTemplate, knowing known: Set<String>, at position: Position,
    _ faults: inout FaultList
  ) {
    for slot in template.slots where !known.contains(slot) {
      faults.addUnknown(slot, "slot", among: Array(known), at: position)
    }
  }
}
