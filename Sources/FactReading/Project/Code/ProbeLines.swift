/// Tells lines of code that say which route a platform is to ask, which make no route themselves.
///
/// Programs that describe infrastructure write them: `httpGet: { path: '/health' }`,
/// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe
struct ProbeLines {
  private static let names = NeedleSet(["httpGet", "HttpGet", "HTTPGet", "http_get"])
  /// How many lines of a probe stand behind its first at most.
  private static let length = 3

  private var opening: Int?

  /// Whether the next line belongs to a probe.
  mutating func holds(_ code: [UInt8], at line: Int) -> Bool {
    if Self.names.isAny(in: code) {
      let text = String(decoding: code, as: UTF8.self)
      if Self.isSetting(text.lowercased()) {
        let isOpen = text.trimmingSpaces.last.map { $0 == "{" || $0 == "(" } ?? false
        opening = isOpen ? line : nil
        return true
      }
    }
    return opening.map { line - $0 <= Self.length } ?? false
  }

  /// Whether a name has a value: `@httpGet('/health')` of a web framework makes a route.
  private static func isSetting(_ lowered: String) -> Bool {
    ["httpget", "http_get"].contains { name in
      lowered.split(separator: name, omittingEmptySubsequences: false).dropFirst().contains {
        let rest = $0.drop { "\"' ".contains($0) }
        return rest.hasPrefix("action") || rest.hasPrefix(":") && !rest.hasPrefix("::")
          || rest.hasPrefix("=") && !rest.hasPrefix("==") && !rest.hasPrefix("=>")
      }
    }
  }
}
