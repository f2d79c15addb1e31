import FactModel
import SourceModel
import Syntax

/// Collects what a playbook runs: commands, scripts, and roles of the tree or of elsewhere.
///
/// https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_intro.html
struct ZuulPlaybook {
  private static let depthLimit = 10
  /// How many bytes of playbooks are kept for the jobs that run them too.
  private static let keptSize = 1 << 20

  /// What is true for tasks by where they stand.
  private struct Frame {
    var folder: RelativePath
    var conditions: [Condition] = []
    var ignoresFailure = false
    var environment: [String: String] = [:]
    var active: Set<RelativePath> = []
    var depth = 0
  }

  /// The plays or tasks of a file, and what it costs to go through them, in tasks.
  private struct Tasks: Sendable {
    var items: [PipelineValue]
    var cost: Int
  }

  let context: ReadingContext
  var follower: StepFollower
  /// How many tasks may still be read; files can include each other many times over.
  private var budget = 50_000
  private var isLimitNoted = false
  private var files = KeptValues<RelativePath, Tasks>(room: Self.keptSize)
  private var via: [Place] = []

  init(context: ReadingContext) {
    self.context = context
    follower = StepFollower(context: context)
  }

  /// The steps of a playbook.
  ///
  /// - Parameter via: where it is named.
  mutating func steps(in path: RelativePath, via: [Place]) -> [Step] {
    self.via = via
    return steps(in: path, Frame(folder: path.folder))
  }

  /// The plays or tasks of a file.
  private mutating func tasks(of path: RelativePath) -> Tasks? {
    if let known = files[path] { return known }
    guard let file = context.read(path) else { return nil }
    let document = PipelineDocument(yaml: file)
    let root = document.documents.first.map { PipelineValue($0.merged(), in: document) }
    let count = root?.count(upTo: 1_000_000) ?? 0
    let tasks = Tasks(items: root?.items ?? [], cost: count / 16)
    files.keep(tasks, of: path, size: file.bytes.count)
    // A file that is read anew each time costs as much as many tasks.
    if files[path] == nil { budget -= file.bytes.count / 256 }
    return tasks
  }

  /// Takes off the limit what tasks cost.
  private mutating func take(_ cost: Int, at place: Place) {
    budget -= cost
    if budget <= 0 { noteLimit(at: place) }
  }

  /// Says once that there are too many playbooks or tasks.
  mutating func noteLimit(at place: Place) {
    guard !isLimitNoted else { return }
    isLimitNoted = true
    follower.note(
      "found that jobs run too many playbooks and tasks; from here on not all are read",
      "작업이 실행하는 플레이북과 태스크가 너무 많아서 여기부터는 모두 읽지 않았습니다", at: place)
  }

  private mutating func steps(in path: RelativePath, _ frame: Frame) -> [Step] {
    guard frame.depth < Self.depthLimit, !frame.active.contains(path), follower.isOpen,
      budget > 0, let tasks = tasks(of: path)
    else { return [] }
    take(1 + tasks.cost, at: Place(path))
    var frame = frame
    frame.folder = path.folder
    frame.depth += 1
    frame.active.insert(path)
    return tasks.items.flatMap { item -> [Step] in
      item["hosts"] != nil ? steps(ofPlay: item, frame) : steps(ofTask: item, frame)
    }
  }

  private mutating func steps(ofPlay play: PipelineValue, _ frame: Frame) -> [Step] {
    var inner = frame
    inner.environment = follower.joined(
      frame.environment, with: play["environment"]?.variables ?? [:], at: play.place)
    var steps = steps(ofTasks: play["pre_tasks"], inner)
    for role in play["roles"]?.itemsOrSelf ?? [] {
      guard let name = role["role"] ?? role["name"] ?? (role.text == nil ? nil : role) else {
        continue
      }
      steps += self.steps(ofRole: name, inner)
    }
    steps += self.steps(ofTasks: play["tasks"], inner)
    return steps + self.steps(ofTasks: play["post_tasks"], inner)
  }

  private mutating func steps(ofTasks tasks: PipelineValue?, _ frame: Frame) -> [Step] {
    (tasks?.items ?? []).flatMap { steps(ofTask: $0, frame) }
  }

  private mutating func steps(ofTask task: PipelineValue, _ frame: Frame) -> [Step] {
    guard frame.depth < Self.depthLimit, budget > 0, follower.isOpen, task["when"]?.flag != false
    else { return [] }
    take(1, at: task.place)
    var inner = frame
    inner.depth += 1
    inner.ignoresFailure =
      frame.ignoresFailure || task["ignore_errors"]?.flag == true
      || task["failed_when"]?.flag == false
    inner.environment = follower.joined(
      frame.environment, with: task["environment"]?.variables ?? [:], at: task.place)
    if let rule = task["when"], let condition = Self.condition(rule) {
      inner.conditions.append(condition)
    }
    var steps: [Step] = []
    for key in ["block", "always"] { steps += self.steps(ofTasks: task[key], inner) }
    if let rescue = task.entry("rescue") {
      inner.conditions.append(Condition(.outcome, "rescue", at: rescue.place))
      steps += self.steps(ofTasks: rescue.value, inner)
    }
    for entry in task.entries {
      steps += self.steps(ofModule: entry, in: task, inner)
    }
    return steps
  }

  private mutating func steps(
    ofModule entry: PipelineValue.Entry, in task: PipelineValue, _ frame: Frame
  ) -> [Step] {
    let value = entry.value
    switch entry.key.split(separator: ".").last.map(String.init) ?? entry.key {
    case "shell", "command", "raw", "script":
      return command(value, of: task, frame)
    case "make":
      let target = value["target"]?.text ?? ""
      let folder = Self.folder(value["chdir"]?.text)
      return follow(
        ShellChunk(text: "make \(target)", place: entry.place, keepsLines: false), folder, task,
        frame)
    case "include_tasks", "import_tasks", "import_playbook", "include":
      guard let text = value.text ?? value["file"]?.text, let path = frame.folder.appending(text)
      else { return [] }
      return steps(in: path, frame)
    case "include_role", "import_role":
      return value["name"].map { steps(ofRole: $0, frame) } ?? []
    default: return []
    }
  }

  private mutating func command(
    _ value: PipelineValue, of task: PipelineValue, _ frame: Frame
  ) -> [Step] {
    let arguments = task["args"]
    let folder = Self.folder((value["chdir"] ?? arguments?["chdir"])?.text)
    if let words = value["argv"] ?? arguments?["argv"] {
      guard let chunk = ContainerCommand.chunk(words.items) else { return [] }
      return follow(chunk, folder, task, frame)
    }
    guard var chunk = (value["cmd"] ?? value["_raw_params"] ?? value).chunk else { return [] }
    var start = folder
    // The older form has the folder among the words.
    if let option = Self.option(in: chunk.text) {
      start = Self.folder(String(option.dropFirst("chdir=".count)))
      chunk.text = chunk.text.replacing(option, with: "")
    }
    return follow(chunk, start, task, frame)
  }

  private mutating func follow(
    _ chunk: ShellChunk, _ folder: RelativePath?, _ task: PipelineValue, _ frame: Frame
  ) -> [Step] {
    // A long text may stand in many tasks.
    take(chunk.text.utf8.count / 128, at: chunk.place)
    guard budget > 0 else { return [] }
    var chunk = chunk
    for home in ["{{ ansible_user_dir }}/", "{{ansible_user_dir}}/", "~/{{"] {
      chunk.text = chunk.text.replacing(home, with: home.hasPrefix("~") ? "{{" : "")
    }
    return follower.steps(
      of: ShellText(
        name: task["name"]?.text, chunks: [chunk], shell: task["args", "executable"]?.text,
        folder: folder, environment: frame.environment, checkouts: Self.checkouts,
        placeholders: .braces, ignoresFailure: frame.ignoresFailure, conditions: frame.conditions,
        via: via))
  }

  /// `chdir={{ zuul.project.src_dir }}/docs` among the words of one line.
  private static func option(in text: String) -> Substring? {
    guard !text.contains("\n"), let start = text.firstRange(of: "chdir=") else { return nil }
    let rest = text[start.lowerBound...]
    var depth = 0
    let end = rest.firstIndex { character in
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      return character == " " && depth == 0
    }
    return rest[..<(end ?? rest.endIndex)]
  }

  /// The expressions that stand for the folder of the checkout.
  private static let checkouts: Set<String> = [
    "{{ zuul.project.src_dir }}", "{{zuul.project.src_dir}}", "{{ zuul_work_dir }}",
    "{{zuul_work_dir}}",
  ]

  /// The folder of the checkout that an expression means, `{{ zuul.project.src_dir }}/docs`.
  private static func folder(_ text: String?) -> RelativePath? {
    guard let text else { return RelativePath("") }
    guard let end = text.ranges(of: "}}").last else {
      return RelativePath("").appending("./" + text)
    }
    return RelativePath("").appending("./" + text[end.upperBound...])
  }

  // MARK: - Roles

  /// The tasks of a role of the tree; one from elsewhere is judged by its name.
  private mutating func steps(ofRole name: PipelineValue, _ frame: Frame) -> [Step] {
    guard budget > 0, follower.isOpen, let text = name.text, !text.contains("{{") else { return [] }
    let folders =
      [RelativePath("roles"), RelativePath("playbooks/roles")]
      + [frame.folder.appending("roles"), frame.folder.appending("../roles")].compactMap { $0 }
    for folder in folders {
      for file in ["main.yaml", "main.yml"] {
        guard let path = folder.appending("\(text)/tasks/\(file)"), context.files.contains(path)
        else { continue }
        return steps(in: path, frame)
      }
    }
    guard follower.takesStep() else { return [] }
    return [
      Step(
        name: nil, action: ActionUse(kind: .step, name: "zuul/" + text),
        environment: frame.environment, ignoresFailure: frame.ignoresFailure,
        conditions: frame.conditions, place: name.place, via: via)
    ]
  }

  /// A rule that asks for branches, tags or pipelines.
  private static func condition(_ rule: PipelineValue) -> Condition? {
    let text = rule.listed(by: " and ").onOneLine
    guard !text.isEmpty else { return nil }
    let subject: Condition.Subject
    if text.contains("zuul.tag") {
      subject = .tag
    } else if text.contains("zuul.branch") {
      subject = .branch
    } else if text.contains("zuul.pipeline") || text.contains("zuul.change") {
      subject = .event
    } else {
      subject = text.contains("zuul_success") ? .outcome : .other
    }
    return Condition(subject, text, at: rule.place)
  }
}
