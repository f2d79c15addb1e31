import SourceModel

/// Tells routes that say whether a server is well, in code and in the names of files that are routes.
enum HealthRoute {
  private static let routes = [
    "/health", "/livez", "/readyz", "/ping", "/status", "/live", "/ready", "/alive", "/heartbeat",
  ]

  /// Words without which a line holds no such route.
  static let marks =
    routes + [
      "/_health", "/_status", "/_ping", "health_check", "actuator/health", "\"health", "'health",
      "\"ping", "'ping",
    ]

  /// A route in quotes, in a line that looks like a route and not like a call of another server.
  static func isIn(_ code: [UInt8]) -> Bool {
    let text = String(decoding: code, as: UTF8.self)
    // https://api.rubyonrails.org/classes/Rails/HealthController.html
    if text.contains("rails/health#show") { return true }
    let lowered = text.lowercased()
    guard !calls.contains(where: lowered.contains) else { return false }
    let quotes: [Character] = ["\"", "'", "`"]
    let routes = quotes.flatMap { quote in
      text.split(separator: quote, omittingEmptySubsequences: false).dropFirst().filter(isRoute)
    }
    if routes.contains(where: { $0.contains("/") && $0.last != "/" || $0.hasPrefix("/") }) {
      return signs.contains(where: lowered.contains)
    }
    // A word alone may be the name of anything: `player.get("health")`.
    let start = lowered.drop { $0 == " " || $0 == "\t" }
    return !routes.isEmpty
      && (routers.contains(where: lowered.contains) || statements.contains(where: start.hasPrefix))
  }

  private static let calls = [
    "fetch(", "axios", "curl", "http.get(", "requests.", "expect(", "import ",
  ]
  private static let signs = [
    "get", "route", "path", "handle", "map", "mount", "use(", "endpoint", "url(", "resources",
    "match", "add_", "health",
  ]
  private static let routers = ["path(", "url(", "@get(", "controller(", "route", "mapping("]
  private static let statements = ["get ", "get(", "match ", "resource "]
  private static let methods = ["GET ", "HEAD ", "POST "]

  /// `/health`, `health`, `GET /healthz`, `/api/v1/health/live`.
  private static func isRoute(_ text: Substring) -> Bool {
    var text = text
    // https://pkg.go.dev/net/http#hdr-Patterns-ServeMux
    if let method = methods.first(where: text.hasPrefix) { text = text.dropFirst(method.count) }
    let route = text.hasPrefix("/") ? text : "/" + text
    return isHealth(route) || isHealth(withoutPrefix(route))
  }

  private static let ends: Set<Substring> = [
    "", "/", "z", "z/", "y", "/live", "/livez", "/liveness", "/ready", "/readyz", "/readiness",
  ]

  private static func isHealth(_ route: Substring) -> Bool {
    routes.contains { start in
      guard route.hasPrefix(start) else { return false }
      let rest = route.dropFirst(start.count)
      return ends.contains(rest) || rest.hasPrefix("check") || rest.hasPrefix("_check")
        || rest.hasPrefix("-check")
    }
  }

  /// The route without `/api`, `/v1`, `/_` and the like before it.
  private static func withoutPrefix(_ route: Substring) -> Substring {
    var rest = route
    while let slash = rest.dropFirst().firstIndex(of: "/") {
      let part = rest[..<slash].dropFirst()
      let isVersion = part.first == "v" && part.dropFirst().allSatisfy(\.isNumber)
      guard ["api", "internal", "-", "_", "system", "actuator"].contains(part) || isVersion else {
        break
      }
      rest = rest[slash...]
    }
    return rest.hasPrefix("/_") ? "/" + rest.dropFirst(2) : rest
  }

  private static let names: Set<String> = [
    "health", "healthz", "healthcheck", "health-check", "livez", "readyz", "ping",
  ]

  /// Whether the path of a file that is a route names such a route: `app/api/health/route.ts`.
  static func isNamed(by path: RelativePath) -> Bool {
    let stem = String(path.stem.prefix { $0 != "." })
    let name = stem == "route" || stem == "index" || stem == "+server" ? path.folder.name : stem
    return names.contains(name)
  }
}
