import SourceModel

/// Tells where code takes a secret from its environment: `process.env.MAIL_API_KEY`.
enum SecretVariable {
  /// What stands before the name of a variable.
  static let marks = [
    "process.env", "import.meta.env", "os.environ", "os.getenv", "ENV[", "ENV.fetch", "os.Getenv",
    "System.getenv", "env('", "env(\"", "ARG ",
  ]

  private static let endings = [
    "_SECRET", "_PASSWORD", "_TOKEN", "_API_KEY", "_PRIVATE_KEY", "_ACCESS_KEY", "_SECRET_KEY",
    "_MASTER_KEY",
  ]
  /// Parts of names whose values every visitor of a page gets, or that the CI vendor fills in.
  private static let open = [
    "PUBLIC", "VITE_", "REACT_APP_", "GATSBY_", "MAPBOX", "SEARCH", "MAPS",
  ]
  private static let given: Set<String> = ["GITHUB_TOKEN", "CI_JOB_TOKEN"]

  /// The name of the secret that is read behind the mark.
  static func name(_ bytes: [UInt8], behind end: Int) -> String? {
    let rest = bytes[end...].prefix(80)
    let name = rest.drop { !$0.isWordByte && ".[(\"'?".utf8.contains($0) }.prefix { $0.isWordByte }
    let isGet = name.elementsEqual("get".utf8)
    let text = String(
      decoding: isGet
        ? rest[name.endIndex...].drop { !$0.isWordByte }.prefix { $0.isWordByte }
        : name, as: UTF8.self)
    guard text == text.uppercased(), endings.contains(where: text.hasSuffix),
      !open.contains(where: text.contains), !given.contains(text)
    else { return nil }
    return text
  }
}
