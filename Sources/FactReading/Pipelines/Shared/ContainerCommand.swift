import FactModel
import SourceModel

/// What a container runs, given as a program with its arguments.
enum ContainerCommand {
  private static let shells: Set<String> = ["bash", "sh", "ash", "dash", "zsh"]

  /// Programs of test machines that run what is passed to them.
  private static let runners: Set<String> = ["runner.sh", "wrapper.sh", "entrypoint.sh"]

  /// The shell text of the words: what stands behind `-c` of a shell, or the words themselves.
  ///
  /// - Parameter place: where the words stand; that of the first without it.
  static func chunk(_ words: [PipelineValue], at place: Place? = nil) -> ShellChunk? {
    var words = words[...].filter { $0.text != nil }[...]
    while let first = words.first?.text, words.count > 1, runners.contains(lastPart(of: first)) {
      words = words.dropFirst()
    }
    guard let first = words.first else { return nil }
    if shells.contains(lastPart(of: first.text ?? "")),
      let flag = words.firstIndex(where: { isTextOption($0.text ?? "") }),
      let script = words[words.index(after: flag)...].first?.chunk
    {
      return script
    }
    let text = words.compactMap(\.text).map(ShellChunk.quoted).joined(separator: " ")
    return ShellChunk(text: text, place: place ?? first.place, keepsLines: false)
  }

  /// What the first line of a script asks for.
  static func interpreter(of script: String?) -> String? {
    guard let script, script.hasPrefix("#!") else { return nil }
    return String(script.dropFirst(2).prefix { !$0.isNewline })
  }

  /// `-c`, also among other letters (`-exc`, `-ceux`).
  private static func isTextOption(_ word: String) -> Bool {
    word.hasPrefix("-") && word.dropFirst().contains("c") && word.dropFirst().allSatisfy(\.isLetter)
  }

  private static func lastPart(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The program that an image starts, `nil` where the arguments name it.
  static func program(ofImage image: String) -> String? {
    let plain = image.split(separator: "@").first.map(String.init) ?? image
    let name = lastPart(of: plain).split(separator: ":").first.map(String.init) ?? ""
    return starting.contains(name) ? name : nil
  }

  private static let starting: Set<String> = [
    "docker", "git", "terraform", "helm", "kubectl", "executor", "packer", "gke-deploy",
    "buildpacks", "pack", "trivy", "crane",
  ]
}

extension PipelineValue {
  /// The variables of a container that have a value in the file, and the names of its secrets.
  ///
  /// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables
  var containerEnvironment: (values: [String: String], secrets: [PipelineValue]) {
    var values: [String: String] = [:]
    var secrets: [PipelineValue?] = []
    for variable in self["env"]?.items ?? [] {
      secrets.append(variable["valueFrom", "secretKeyRef", "name"])
      guard let name = variable["name"]?.text, let value = variable["value"]?.text else { continue }
      values[name] = value
    }
    secrets += (self["envFrom"]?.items ?? []).map { $0["secretRef", "name"] }
    return (values, secrets.compactMap { $0 })
  }
}

extension ActionUse.Input {
  /// The inputs of a list of names with their values.
  static func named(_ parameters: PipelineValue?) -> [ActionUse.Input] {
    (parameters?.items ?? []).compactMap { item in
      guard let name = item["name"]?.text, let value = item["value"] else { return nil }
      return ActionUse.Input(name, value.texts.joined(separator: "\n"), at: item.place)
    }
  }
}
