import FactModel
import SourceModel
import Syntax

/// Reads Ansible's tasks.
///
/// https://docs.ansible.com/ansible/latest/reference_appendices/playbooks_keywords.html#task
enum AnsibleTasks {
  static let tool = NamedTool("ansible", "Ansible", "deployment")
  private static let depthLimit = 12
  private static let keywords: Set<String> = [
    "name", "when", "register", "become", "become_user", "become_method", "tags", "vars", "notify",
    "loop", "loop_control", "delegate_to", "run_once", "ignore_errors", "changed_when",
    "failed_when", "no_log", "environment", "until", "retries", "delay", "args", "listen",
    "check_mode", "connection", "delegate_facts", "diff", "any_errors_fatal", "async", "poll",
    "timeout", "throttle", "module_defaults", "remote_user", "port", "collections",
    "ignore_unreachable", "action", "local_action", "with_items", "with_dict", "with_fileglob",
    "with_first_found", "with_nested", "with_sequence", "with_subelements", "with_together",
    "block", "rescue", "always",
  ]

  /// Commands that wait until what was deployed is ready, and fail where it is not in time.
  ///
  /// https://kubernetes.io/docs/reference/kubectl/generated/kubectl_wait/
  private static let waits = ["kubectl wait ", "kubectl rollout status ", "oc rollout status "]

  /// Reads a list of tasks, those in blocks too.
  static func read(_ tasks: Node?, _ values: inout AnsibleValues, into sheet: inout FactSheet) {
    read(tasks, depth: 0, &values, into: &sheet)
  }

  private static func read(
    _ tasks: Node?, depth: Int, _ values: inout AnsibleValues, into sheet: inout FactSheet
  ) {
    guard depth < depthLimit else { return }
    for task in tasks?.items ?? [] where task.isMapping {
      for key in ["block", "rescue", "always"] {
        read(task[key], depth: depth + 1, &values, into: &sheet)
      }
      guard let module = module(of: task), let name = module.key.text else { continue }
      let short = name.split(separator: ".").last.map(String.init) ?? name
      read(short, module, of: task, &values, into: &sheet)
    }
  }

  private static func module(of task: Node) -> Node.Entry? {
    task.entries.first { entry in
      guard let key = entry.key.text else { return false }
      return !keywords.contains(key)
    }
  }

  private static func read(
    _ name: String, _ module: Node.Entry, of task: Node, _ values: inout AnsibleValues,
    into sheet: inout FactSheet
  ) {
    let arguments = module.value
    let place = sheet.place(module.key)
    switch name {
    case "docker_container", "docker_swarm_service", "podman_container":
      readContainer(arguments, &values, into: &sheet)
    // https://docs.ansible.com/ansible/latest/collections/community/general/deploy_helper_module.html
    case "deploy_helper": sheet.use(tool, [.rollsBack], at: place)
    case "file":
      guard arguments["state"]?.text == "link", let link = arguments["dest"] ?? arguments["path"],
        let source = arguments["src"]?.text?.lowercased(),
        ["release", "prev", "former", "old", "rollback"].contains(where: source.contains),
        link.text?.hasSuffix("/current") ?? false
      else { return }
      sheet.use(tool, [.rollsBack], at: place)
    case "uri":
      // A request that is repeated until it is answered waits for what was deployed.
      guard task["until"] != nil, task["retries"] != nil else { return }
      sheet.use(tool, [.verifies], at: place)
    case "command", "shell":
      let command = (arguments.text ?? arguments["cmd"]?.text ?? "").trimmingSpaces
      guard waits.contains(where: command.hasPrefix), task["ignore_errors"]?.lenientFlag != true
      else { return }
      sheet.use(tool, [.verifies], at: place)
    // https://docs.ansible.com/ansible/latest/collections/ansible/builtin/cron_module.html
    case "cron":
      let text = (arguments["name"]?.text ?? "") + " " + (arguments["job"]?.text ?? "")
      guard arguments["state"]?.text != "absent", arguments["disabled"]?.lenientFlag != true,
        text.nameWords.contains(where: ["backup", "backups", "dump", "pgdump"].contains)
      else { return }
      sheet.use(tool, [.backsUp], at: place)
    case "helm":
      if let chart = arguments["chart_ref"], let text = chart.filledText {
        sheet.sight(.chart(text), at: sheet.place(chart))
      }
      if let atomic = arguments.entry("atomic"), atomic.value.lenientFlag == true {
        sheet.use(tool, [.rollsBackByItself, .verifies], at: sheet.place(atomic.key))
      }
    case "include_role", "import_role":
      if let role = arguments["name"], let text = role.filledText {
        sheet.sight(.resource("ansible-role:\(text)"), at: sheet.place(role))
      }
    default: sheet.sight(.resource("ansible-module:\(name)"), at: place)
    }
  }

  /// Reads a container that a task starts.
  ///
  /// https://docs.ansible.com/ansible/latest/collections/community/docker/docker_container_module.html
  private static func readContainer(
    _ arguments: Node, _ values: inout AnsibleValues, into sheet: inout FactSheet
  ) {
    guard arguments["state"]?.text != "absent" else { return }
    sheet.facts.images += sheet.deployedImages(arguments["image"]).map { values.held(by: $0) }
    let docker = NamedTool("docker", "Docker", "environment")
    if let check = arguments.entry("healthcheck"), check.value.isFilledCollection {
      sheet.use(docker, [.checksHealth], at: sheet.place(check.key))
    }
    if let place = sheet.place(ofAny: ["memory", "cpus", "limits"], in: arguments) {
      sheet.use(docker, [.boundsResources], at: place)
    }
    if let driver = arguments.entry("log_driver"), let name = driver.value.filledText,
      !["json-file", "none", "local", "journald"].contains(name)
    {
      sheet.use(docker, [.logs], at: sheet.place(driver.key))
    }
    if let rollback = arguments.entry("rollback_config"), rollback.value.isFilledCollection {
      sheet.use(docker, [.rollsBackByItself], at: sheet.place(rollback.key))
    }
    sheet.readVariables(arguments["env"])
  }
}

/// What the variables of a file hold, told by its lines, which are looked at once.
struct AnsibleValues {
  private let file: SourceFile
  /// The first value of each name that is a name of an image.
  private lazy var byName = Self.values(in: file)

  init(file: SourceFile) {
    self.file = file
  }

  /// The image with what the play's own variable holds: `image: "{{ IMAGE }}"` beside `IMAGE: shop`.
  ///
  /// https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_variables.html
  mutating func held(by image: ImageReference) -> ImageReference {
    let text = image.text.trimmingSpaces
    guard text.hasPrefix("{{"), text.hasSuffix("}}") else { return image }
    let name = String(text.dropFirst(2).dropLast(2)).trimmingSpaces
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }), let value = byName[name]
    else { return image }
    var held = ImageText(value).reference(image.role, at: image.place)
    held.isOwn = image.isOwn
    return held
  }

  private static func values(in file: SourceFile) -> [String: String] {
    file.lines.reduce(into: [:]) { values, line in
      let line = line.trimmingSpaces
      guard let colon = line.firstIndex(of: ":") else { return }
      let name = String(line[..<colon])
      guard values[name] == nil else { return }
      let value = String(line[line.index(after: colon)...]).trimmingSpaces
        .filter { $0 != "\"" && $0 != "'" }
      guard !value.isEmpty, !Placeholder.isIn(value), !value.contains(" ") else { return }
      values[name] = value
    }
  }
}
