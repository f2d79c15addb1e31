import SourceModel

/// The context in which workflows of a code host know what started them, `github.ref_name`.
///
/// Hosts that took over the language have names of their own for it beside the first.
/// https://forgejo.org/docs/latest/user/actions/reference/, https://docs.gitea.com/usage/actions/comparison
enum HostContext {
  /// The name by which all of them are known here.
  static let canonicalName = "github"

  private static let names = [canonicalName, "gitea", "forgejo", "forge"]
  private static let prefixes = ["GITEA_", "FORGEJO_", "FORGE_"]

  /// The name of a context, the canonical one for all names of this.
  static func canonical(_ name: String) -> String {
    names.contains(name) ? canonicalName : name
  }

  /// Whether a text speaks of one of the properties.
  static func isNamed(in text: String, _ properties: String...) -> Bool {
    names.contains { name in
      text.contains(name + ".") && properties.contains { text.contains("\(name).\($0)") }
    }
  }

  /// The variable by the name that the first host gives it: `GITHUB_REF` for `GITEA_REF`.
  static func canonical(variable: String) -> String {
    guard let prefix = prefixes.first(where: variable.hasPrefix) else { return variable }
    return "GITHUB_" + variable.dropFirst(prefix.count)
  }
}
