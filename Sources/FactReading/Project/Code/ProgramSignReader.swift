import FactModel
import SourceModel

/// Reads what the code of a server shows by itself: health routes, server routes of front ends.
///
/// Only files whose names or places make them likely are read, so that a large tree stays quick.
struct ProgramSignReader: FileReader {
  private static let frontEnd: Set<String> = ["js", "jsx", "ts", "tsx", "mjs", "mts"]
  private static let likely = [
    "server", "app", "main", "route", "health", "status", "index", "api", "controller", "program",
    "startup", "urls", "views", "handler", "http", "web", "endpoint", "action", "config", "ping",
    "sentry", "instrument", "monitor", "telemetry", "tracing",
  ]
  /// Where hosts of .NET are set up, beside those.
  private static let likelyInNet = ["extensions", "defaults"]

  func wants(_ path: RelativePath) -> Bool {
    guard CodeStyle.style(ofExtension: path.fileExtension) != nil else { return false }
    let text = path.text.lowercased()
    guard !text.contains("test"), !text.contains("spec"), !text.contains("stories") else {
      return false
    }
    if path.name.hasPrefix("route."), Self.frontEnd.contains(path.fileExtension) { return true }
    let stem = path.stem.lowercased()
    if path.fileExtension == "cs", Self.likelyInNet.contains(where: stem.contains) { return true }
    return Self.likely.contains(where: stem.contains) || text.contains("/routes/")
      || text.contains("/api/")
  }

  private static let marks = NeedleSet([
    "/health", "/livez", "/readyz", "/ping", "/status", "health_check", "use server",
    "actuator/health", "/live", "/ready", "racesSampleRate", "races_sample_rate",
    "races_sampler", "racesSampler",
  ])

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    let isFrontEnd = Self.frontEnd.contains(file.path.fileExtension)
    if isFrontEnd, Self.isServerRoute(file.path), Self.exportsHandler(file) {
      facts.uses.append(serves(file, line: 1, "server route"))
    }
    if file.path.fileExtension == "cs" { facts.uses += HostSigns.uses(in: file) }
    guard Self.marks.isAny(in: file.bytes),
      let style = CodeStyle.style(ofExtension: file.path.fileExtension)
    else { return facts }
    var lines = CodeLines(file.bytes, style, keepsStrings: true)
    while lines.advance() {
      let code = lines.code
      guard Self.marks.isAny(in: code) else { continue }
      if isFrontEnd, Self.isServerDirective(code) {
        facts.uses.append(serves(file, line: lines.number, "server action"))
        return facts
      }
      if let rate = Self.sampleRate(code) {
        facts.uses.append(
          ToolUse(
            tool: "sentry", name: "Sentry", category: "errors",
            capabilities: [.traces], origin: .content, place: file.place(line: lines.number),
            excerpt: rate))
        return facts
      }
      if facts.uses.allSatisfy({ !$0.capabilities.contains(.offersHealth) }),
        Self.isHealthRoute(code)
      {
        facts.uses.append(
          ToolUse(
            tool: "health-route", name: "health route", category: "health",
            capabilities: [.offersHealth], origin: .content, confidence: .inferred,
            place: file.place(line: lines.number),
            excerpt: Words.excerpt(String(decoding: code, as: UTF8.self))))
        if !isFrontEnd { return facts }
      }
    }
    return facts
  }

  private func serves(_ file: SourceFile, line: Int, _ what: String) -> ToolUse {
    ToolUse(
      tool: "server-code", name: what, category: "web framework", capabilities: [.serves],
      origin: .content, place: file.place(line: line), excerpt: file.path.name)
  }

  // https://nextjs.org/docs/app/api-reference/file-conventions/route
  private static func isServerRoute(_ path: RelativePath) -> Bool {
    let folders = path.folder.parts
    if path.stem == "route" { return folders.contains("app") }
    if folders.contains("pages"), let pages = folders.firstIndex(of: "pages") {
      return folders.dropFirst(pages + 1).first == "api"
    }
    return folders.contains("server") && folders.contains("api")
  }

  private static func exportsHandler(_ file: SourceFile) -> Bool {
    file.contains("export ")
  }

  private static func isServerDirective(_ code: [UInt8]) -> Bool {
    let text = String(decoding: code, as: UTF8.self).trimmingSpaces
    return text.hasPrefix("\"use server\"") || text.hasPrefix("'use server'")
  }

  // https://docs.sentry.io/platforms/javascript/configuration/sampling/
  private static func sampleRate(_ code: [UInt8]) -> String? {
    let text = String(decoding: code, as: UTF8.self)
    let names = [
      "tracesSampleRate", "traces_sample_rate", "traces_sampler", "tracesSampler",
      "TracesSampleRate",
    ]
    guard let name = names.first(where: text.contains), let at = text.firstRange(of: name) else {
      return nil
    }
    let value = text[at.upperBound...].drop { ":= ".contains($0) }
    let isZero = value.hasPrefix("0") && !value.hasPrefix("0.") || value.hasPrefix("0.0,")
    return value.isEmpty || isZero ? nil : Words.excerpt(text)
  }

  /// A route in quotes, in a line that looks like a route and not like a call of another server.
  private static func isHealthRoute(_ code: [UInt8]) -> Bool {
    let text = String(decoding: code, as: UTF8.self)
    let routes = ["/health", "/livez", "/readyz", "/ping", "/status", "/live", "/ready"]
    let quotes: [Character] = ["\"", "'", "`"]
    let isQuoted = quotes.contains { quote in
      text.split(separator: quote, omittingEmptySubsequences: false).dropFirst().contains { part in
        let route = part.hasPrefix("/") ? part : "/" + part
        return routes.contains { start in
          guard route.hasPrefix(start) else { return false }
          let rest = route.dropFirst(start.count)
          return rest.isEmpty || rest == "z" || rest.hasPrefix("check") || rest.hasPrefix("_check")
            || rest.hasPrefix("/live") || rest.hasPrefix("/ready") || rest.hasPrefix("-check")
            || rest == "/"
        }
      }
    }
    guard isQuoted else { return false }
    let lowered = text.lowercased()
    let calls = ["fetch(", "axios", "curl", "http.get(", "requests.", "expect(", "import "]
    guard !calls.contains(where: lowered.contains) else { return false }
    let signs = [
      "get", "route", "path", "handle", "map", "mount", "use(", "endpoint", "url(", "resources",
      "match", "add_", "health",
    ]
    return signs.contains(where: lowered.contains)
  }
}
