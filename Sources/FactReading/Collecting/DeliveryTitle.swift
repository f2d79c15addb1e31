/// What the name of a step, job or pipeline tells of its deliveries.
struct DeliveryTitle {
  let text: String
  /// The environment among its words.
  let environment: String?
  /// The environment that it says in brackets: `Deploy (test)`.
  let environmentInBrackets: String?
  /// The release channel among its words.
  let channel: String?
  /// Whether it names tests.
  let isForTests: Bool
  /// Whether it names a deployment or release.
  let isForDeployment: Bool

  private static let wordsOfTests: Set<String> = ["test", "tests", "e2e"]
  private static let wordsOfDeployment: Set<String> = [
    "deploy", "deploys", "deployment", "release", "promote", "rollout", "publish", "ship",
  ]

  init(_ text: String) {
    self.text = text
    let words = text.nameWords
    environment = words.first(where: EnvironmentName.isPlain)
    environmentInBrackets = Self.inBrackets(text)
    channel = words.first(where: Channel.isNamed)
    isForTests = words.contains(where: Self.wordsOfTests.contains)
    isForDeployment = words.contains(where: Self.wordsOfDeployment.contains)
  }

  private static func inBrackets(_ name: String) -> String? {
    guard name.hasSuffix(")"), let opening = name.lastIndex(of: "(") else { return nil }
    let word = name[name.index(after: opening)...].dropLast().trimmingSpaces
    return EnvironmentName.isEnvironment(word) ? word.lowercased() : nil
  }
}

/// The titles asked for last: thousands of steps stand under the same ones, which may be long.
struct DeliveryTitles {
  private static let limit = 8

  private var recent: [DeliveryTitle] = []
  /// The environments that variables name, and those that variables with secrets do.
  var variables = LatestVariables<String?>()
  var secrets = LatestVariables<String?>()

  subscript(text: String) -> DeliveryTitle {
    mutating get {
      let known = recent.firstIndex { $0.text == text }
      if known == 0 { return recent[0] }
      let title = known.map { recent.remove(at: $0) } ?? DeliveryTitle(text)
      if recent.count == Self.limit { recent.removeLast() }
      recent.insert(title, at: 0)
      return title
    }
  }
}
