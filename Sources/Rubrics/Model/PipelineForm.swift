package import SourceModel

/// How a CI vendor's pipelines are written, so that advice comes in the dress of the team's own.
package struct PipelineForm: Hashable, Sendable {
  /// The vendor's id, `gitlab-ci`; `nil` for the form of those that have none of their own.
  package let vendor: String?
  /// The language of its files, as snippets name it.
  package let language: String
  /// The path of its file; `{workflow}` in it where each pipeline has a file of its own.
  package let path: SlotTemplate
  /// The files that tell that a team without pipelines would use it.
  package let hosts: [Glob]
  /// What its words are: `{commit}` is `$CI_COMMIT_SHA`.
  package let words: [String: String]
  /// What its files say of each start, by slots.
  package let starts: [JobSketch.Start: [String: String]]
  /// What a job says of each toolchain, by slots.
  package let toolchains: [String: [String: String]]
  /// Parts of a job that are there only where all their slots have values.
  package let parts: [Part]
  /// One job.
  package let job: SlotTemplate
  /// Jobs within a file that is there.
  package let jobs: SlotTemplate
  /// A whole file.
  package let file: SlotTemplate
  /// One command.
  package let command: SlotTemplate
  /// Commands that run in a folder; `nil` where the job says the folder elsewhere.
  package let inFolder: SlotTemplate?
  /// A command of several lines, or with signs that the language reads otherwise.
  package let block: SlotTemplate

  /// What a file says of each job beside the jobs themselves, such as when it runs; `nil` for nothing.
  package let entry: SlotTemplate?
  /// Whether only proofs that name the vendor try it.
  package let isTriedByName: Bool

  /// A part of a job.
  package struct Part: Hashable, Sendable {
    /// The slot that it fills.
    package let name: String
    /// Its text.
    package let text: SlotTemplate
  }

  /// What it costs to fill each of its texts once, in steps of a few nanoseconds.
  var cost: Int {
    let texts: [[String: String]] = [words] + Array(starts.values) + Array(toolchains.values)
    let templates: [SlotTemplate] =
      [path, job, jobs, file, command, block] + parts.map(\.text)
      + [inFolder, entry].compactMap { $0 }
    return texts.joined().reduce(0) { $0 + SlotTemplate.cost(of: $1.value) }
      + templates.reduce(0) { $0 + $1.cost }
  }

  /// Whether each pipeline has a file of its own.
  package var hasFilePerPipeline: Bool { path.slots.contains("workflow") }
}

/// The tools that a job needs, free of any vendor.
package struct Toolchain: Hashable, Sendable {
  /// The word whose meaning names the toolchain that is used instead, where there is one of that
  /// name: `node-toolchain` for `pnpm`.
  package let chosenBy: String?
  /// The word for the folder where its commands run; without a value for the root.
  package let folder: String?
}

/// The forms of all vendors that have one.
package struct PipelineForms: Sendable {
  /// No forms: for rubrics without jobs in their advice.
  package static let none = PipelineForms(toolchains: [:], [])

  /// The tools that jobs may ask for.
  package let toolchains: [String: Toolchain]
  /// The vendors in the order of the forms, `nil` for the form without one.
  package let vendors: [String?]
  /// The forms, the one for new pipelines first, the one without a vendor last.
  package let forms: LateList<PipelineForm>

  /// Makes forms that are read.
  init(toolchains: [String: Toolchain], _ forms: [PipelineForm]) {
    self.init(toolchains: toolchains, vendors: forms.map(\.vendor), LateList(forms))
  }

  /// Makes forms that are read when they are asked for.
  init(toolchains: [String: Toolchain], vendors: [String?], _ forms: LateList<PipelineForm>) {
    self.toolchains = toolchains
    self.vendors = vendors
    self.forms = forms
  }

  /// The form for new pipelines.
  package var usual: PipelineForm? { vendors.isEmpty ? nil : forms[0] }

  /// The form of a vendor.
  package subscript(vendor: String?) -> PipelineForm? {
    vendors.firstIndex(of: vendor).flatMap { forms[$0] }
  }
}
