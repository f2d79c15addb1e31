/// The names that people give to environments.
enum EnvironmentName {
  private static let canonicalNames: [String: String] = [
    "dev": "development", "devel": "development", "develop": "development",
    "development": "development", "test": "test", "testing": "test", "tst": "test",
    "staging": "staging", "stage": "staging", "stg": "staging", "uat": "uat", "qa": "qa",
    "preprod": "preprod", "preproduction": "preprod", "preprd": "preprod", "prod": "production",
    "production": "production", "prd": "production", "live": "production",
    "sandbox": "sandbox", "sbx": "sandbox", "int": "integration", "integ": "integration",
    "integration": "integration", "demo": "demo", "acceptance": "acceptance",
    "acc": "acceptance", "perf": "performance", "performance": "performance",
    "nonprod": "nonprod", "sit": "integration", "nft": "performance",
    "review": "review", "preview": "preview",
  ]

  /// Names that mean an environment also as a part of a longer name.
  private static let strong: Set<String> = [
    "development", "staging", "uat", "qa", "preprod", "production", "sandbox", "nonprod",
  ]

  /// How many bytes a name may have that means one; others are texts.
  private static let limit = 1_000

  /// One spelling for names that mean the same: `prod`, `prd-eu` and `live` are `production`.
  static func canonical(_ name: String) -> String? {
    guard name.utf8.count <= limit else { return nil }
    let lowered = name.lowercased()
    let parts = lowered.utf8.split { "-_. ".utf8.contains($0) }
    let joined = String(decoding: parts.joined(), as: UTF8.self)
    if let whole = canonicalNames[joined] ?? canonicalNames[withoutNumber(joined)] { return whole }
    guard parts.count > 1, parts.count <= 4 else { return nil }
    let words = parts.map { Substring($0) }
    if words[0] == "pre" || words[0] == "non", let rest = canonicalNames[String(words[1])] {
      return rest == "production" ? "\(words[0])prod" : nil
    }
    let ends = [words.first, words.last].compactMap { $0 }
    return ends.lazy.compactMap { canonicalNames[withoutNumber(String($0))] }
      .first(where: strong.contains)
  }

  /// Whether people use the name for an environment that is deployed to.
  static func isEnvironment(_ name: String) -> Bool { canonical(name) != nil }

  /// Whether it means an environment whatever stands around it, as `prod` does and `test` does not.
  static func isPlain(_ name: String) -> Bool { canonical(name).map(strong.contains) ?? false }

  /// Whether it can only mean an environment beyond a developer's machine.
  static func isDeployedTo(_ name: String) -> Bool {
    isPlain(name) && canonical(name) != "development"
  }

  /// Whether the name is one for production.
  static func isProduction(_ name: String) -> Bool { canonical(name) == "production" }

  private static func withoutNumber(_ name: String) -> String {
    let digits = name.reversed().prefix(while: \.isNumber).count
    return digits < name.count ? String(name.dropLast(digits)) : name
  }
}
