import FactModel
import SourceModel

/// Reads what the code of a server shows by itself: health routes, server routes of front ends,
/// sampled traces, structured logs of standard libraries.
///
/// Only files whose names or places make them likely are read, so that a large tree stays quick.
struct ProgramSignReader: FileReader {
  private static let frontEnd: Set<String> = ["js", "jsx", "ts", "tsx", "mjs", "mts"]
  private static let likely = NeedleSet([
    "server", "app", "main", "route", "health", "status", "index", "api", "controller", "program",
    "startup", "urls", "views", "handler", "http", "web", "endpoint", "action", "config", "ping",
    "sentry", "instrument", "monitor", "telemetry", "tracing", "log", "live", "ready", "alive",
    // https://docs.djangoproject.com/en/stable/topics/settings/
    "settings",
  ])
  private static let likelyFolders = NeedleSet([
    "/routes/", "/api/", "config/environments/", "/settings/",
  ])
  private static let asides: Set<String> = [
    "test", "tests", "testing", "spec", "specs", "stories", "mock", "mocks",
  ]
  /// Where hosts of .NET are set up, beside those.
  private static let likelyInNet = NeedleSet(["extensions", "defaults"])

  func wants(_ path: RelativePath) -> Bool {
    guard CodeStyle.style(ofExtension: path.fileExtension) != nil else { return false }
    let stem = path.stem.lowercased()
    let isLikely =
      Self.likely.isAny(in: stem) || Self.likelyFolders.isAny(in: path.text.lowercased())
      || path.fileExtension == "cs" && Self.likelyInNet.isAny(in: stem)
      || path.depth == 0 && path.fileExtension == "go"
    return isLikely && !path.text.nameWords.contains(where: Self.asides.contains)
  }

  private static let marks = NeedleSet(
    HealthRoute.marks + JSONLogs.marks + [
      "use server", "racesSampleRate", "races_sample_rate", "races_sampler", "racesSampler",
    ])

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    let isFrontEnd = Self.frontEnd.contains(file.path.fileExtension)
    if isFrontEnd, Self.isServerRoute(file.path), file.contains("export "),
      !ServerSigns.isExported(file, context)
    {
      facts.uses.append(serves(file, line: 1, "server route"))
      if HealthRoute.isNamed(by: file.path) {
        facts.uses.append(health(file, line: 1, file.path.name))
      }
    }
    if file.path.fileExtension == "cs" { facts.uses += HostSigns.uses(in: file) }
    if let server = ServerSigns.use(in: file) { facts.uses.append(server) }
    guard Self.marks.isAny(in: file.bytes),
      let style = CodeStyle.style(ofExtension: file.path.fileExtension)
    else { return facts }
    let ending = file.path.fileExtension
    let mayBeChained = JSONLogs.mayBeChained(in: file)
    var lines = CodeLines(file.bytes, style, keepsStrings: true)
    var probes = ProbeLines()
    while lines.advance() {
      let code = lines.code
      let isOfProbe = probes.holds(code, at: lines.number)
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
      if Self.isNew(.logs, in: facts),
        JSONLogs.isIn(code, ofEnding: ending, mayBeChained: mayBeChained)
      {
        facts.uses.append(logs(file, line: lines.number, Excerpt.code(code)))
      }
      if !isOfProbe, Self.isNew(.offersHealth, in: facts), HealthRoute.isIn(code) {
        facts.uses.append(health(file, line: lines.number, Excerpt.code(code)))
      }
    }
    return facts
  }

  private static func isNew(_ capability: Capability, in facts: FileFacts) -> Bool {
    facts.uses.allSatisfy { !$0.capabilities.contains(capability) }
  }

  private func logs(_ file: SourceFile, line: Int, _ excerpt: String) -> ToolUse {
    ToolUse(
      tool: "structured-logs", name: "structured logs", category: "logs", capabilities: [.logs],
      origin: .content, place: file.place(line: line), excerpt: excerpt)
  }

  private func health(_ file: SourceFile, line: Int, _ excerpt: String) -> ToolUse {
    ToolUse(
      tool: "health-route", name: "health route", category: "health",
      capabilities: [.offersHealth], origin: .content, confidence: .inferred,
      place: file.place(line: line), excerpt: excerpt)
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
    // https://svelte.dev/docs/kit/routing#server
    if path.stem == "+server" { return folders.contains("routes") }
    if folders.contains("pages"), let pages = folders.firstIndex(of: "pages") {
      return folders.dropFirst(pages + 1).first == "api"
    }
    return folders.contains("server") && folders.contains("api")
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
    return value.isEmpty || isZero ? nil : Excerpt.code(code)
  }
}
