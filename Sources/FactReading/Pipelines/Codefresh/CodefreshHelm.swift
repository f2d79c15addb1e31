/// The command that the host's step for charts runs.
///
/// https://codefresh.io/docs/docs/deployments/helm/using-helm-in-codefresh-pipeline/
struct CodefreshHelm {
  let words: [String]

  /// - Parameter settings: the step's arguments, or the variables of its image.
  init(_ settings: [String: String], text: String) {
    func setting(_ names: String...) -> String? {
      names.lazy.compactMap { settings[$0] }.first { !$0.isEmpty }
    }
    let chart = setting("CHART_REF", "CHART_NAME")
    switch setting("ACTION") ?? "install" {
    case "push": words = ["helm", "push"] + [chart].compactMap { $0 }
    case "install", "promotion":
      guard let release = setting("RELEASE_NAME") else {
        words = []
        return
      }
      var command = ["helm", "upgrade", "--install", release] + [chart].compactMap { $0 }
      if let namespace = setting("NAMESPACE") { command += ["--namespace", namespace] }
      for file in (setting("CUSTOM_VALUE_FILES") ?? "").split(separator: ",") {
        command += ["-f", String(file)]
      }
      for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
        let key = name.lowercased()
        if key.hasPrefix("custom_value_file_") || key.hasPrefix("valuesfile_")
          || key.hasPrefix("custom_valuesfile")
        {
          command += ["-f", value]
        } else if key.hasPrefix("custom_"), key != "custom_values", key != "custom_value_files" {
          // A line below stands for a dot.
          let path = name.dropFirst("custom_".count).replacing("_", with: ".")
          command += ["--set", path + "=" + value]
        }
      }
      for value in (setting("CUSTOM_VALUES") ?? "").split(separator: ",") {
        command += ["--set", String(value)]
      }
      if ["yes", "true"].contains(setting("WAIT")?.lowercased() ?? "") { command.append("--wait") }
      words = command + (setting("CMD_PS") ?? "").split(separator: " ").map(String.init)
    default: words = []
    }
  }
}
