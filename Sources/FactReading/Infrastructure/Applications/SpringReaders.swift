import FactModel
import SourceModel
import Syntax

/// Reads applications' settings of Spring Boot, Quarkus and Micronaut in YAML.
///
/// https://docs.spring.io/spring-boot/reference/features/external-config.html
struct ApplicationSettingsReader: ContentReader {
  func mayRead(_ file: SourceFile) -> Bool { ApplicationSettings.isFile(file.path) }

  func read(_ root: Node, into sheet: inout FactSheet) {
    ApplicationSettings.read(root, into: &sheet)
  }
}

/// Reads the same settings in properties files.
struct ApplicationPropertiesReader: FileReader {
  var endings: Set<String>? { ["properties"] }

  func wants(_ path: RelativePath) -> Bool {
    path.fileExtension == "properties" && ApplicationSettings.isFile(path)
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context)
    if let root = INI.parse(file.bytes).documents.first {
      ApplicationSettings.read(root, into: &sheet)
    }
    return sheet.facts
  }
}

/// Reads settings by their full keys.
enum ApplicationSettings {
  /// How deep settings lie, and how long the path to one may be: real ones have some hundred bytes.
  private static let (depthLimit, pathLimit) = (12, 2_000)
  private static let stems = ["application", "bootstrap"]

  /// Whether the file holds settings of a running application.
  static func isFile(_ path: RelativePath) -> Bool {
    let stem = path.stem
    guard stems.contains(where: { stem == $0 || stem.hasPrefix($0 + "-") }) else { return false }
    // Settings for tests switch nothing on that runs: `src/test/resources`, `src/contractTest/resources`,
    // https://docs.gradle.org/current/userguide/jvm_test_suite_plugin.html.
    return !path.parts.dropLast().contains { part in
      part == "it" || String(part).nameWords.contains { $0 == "test" || $0 == "tests" }
    }
  }

  /// Reads one document.
  static func read(_ root: Node, into sheet: inout FactSheet) {
    guard root.isMapping, root["apiVersion"] == nil else { return }
    read(root, prefix: "", depth: 0, into: &sheet)
    for word in stems {
      guard let name = EnvironmentPath.inName(of: sheet.file.path, beside: [word]) else { continue }
      environment(name, at: sheet.file.place(line: 1), &sheet)
    }
  }

  /// A profile for tests runs where tests run.
  private static func environment(_ name: String, at place: Place, _ sheet: inout FactSheet) {
    guard EnvironmentName.canonical(name) != "test" else { return }
    sheet.environment(name, at: place)
  }

  private static func read(
    _ node: Node, prefix: String, depth: Int, into sheet: inout FactSheet
  ) {
    guard depth < depthLimit else { return }
    for entry in node.entries {
      guard let key = entry.key.text, prefix.utf8.count + key.utf8.count < pathLimit else {
        continue
      }
      let path = prefix.isEmpty ? key : "\(prefix).\(key)"
      guard !entry.value.isMapping else {
        read(entry.value, prefix: path, depth: depth + 1, into: &sheet)
        continue
      }
      let value = entry.value.texts.joined(separator: ",")
      note(path, value, at: sheet.place(entry.key), into: &sheet)
    }
  }

  /// Profiles that are named for kinds of tests and never for environments.
  private static let kindsOfTests: Set<String> = [
    "functional", "unit", "component", "contract", "e2e",
  ]

  private static func note(
    _ path: String, _ value: String, at place: Place, into sheet: inout FactSheet
  ) {
    // Spring takes names in any case, with dashes or without:
    // https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding
    var key = path.lowercased().filter { $0 != "-" && $0 != "_" }
    if key.hasPrefix("%"), let dot = key.firstIndex(of: ".") {
      // https://quarkus.io/guides/config-reference#profiles
      environment(String(key[..<dot].dropFirst()), at: place, &sheet)
      key = String(key[key.index(after: dot)...])
    }
    if key == "spring.config.activate.onprofile" || key == "spring.profiles" {
      let names = value.split { ",& |!()".contains($0) }.map(String.init)
      // Beside kinds of tests, `integration` is one more.
      let areOfTests = names.contains { kindsOfTests.contains($0.lowercased()) }
      for name in names {
        if areOfTests, EnvironmentName.canonical(name) == "integration" { continue }
        environment(name, at: place, &sheet)
      }
    }
    for meaning in ApplicationSetting.meanings(of: key, value.lowercased()) {
      sheet.use(meaning.tool, meaning.capabilities, at: place)
    }
  }
}

/// What one setting switches on.
///
/// https://docs.spring.io/spring-boot/appendix/application-properties/index.html
/// https://quarkus.io/guides/all-config
/// https://micronaut-projects.github.io/micronaut-micrometer/latest/guide/configurationreference.html
struct ApplicationSetting {
  var tool: NamedTool
  var capabilities: CaseSet<Capability>

  private static let actuator = NamedTool(
    "spring-boot-actuator", "Spring Boot Actuator", "health")
  private static let micrometer = NamedTool("micrometer", "Micrometer", "metrics")
  private static let tracing = NamedTool(
    "sleuth-and-micrometer-tracing", "Micrometer Tracing", "traces")
  private static let logging = NamedTool(
    "structured-loggers-for-the-jvm", "Structured logging", "logs")
  private static let sentry = NamedTool("sentry", "Sentry", "errors")
  private static let discovery = NamedTool("eureka", "Eureka", "orchestration")

  /// The meanings of a key in lower case without dashes.
  static func meanings(of key: String, _ value: String) -> [ApplicationSetting] {
    guard !["", "false", "none", "0", "0.0", "off"].contains(value) else { return [] }
    if key == "management.endpoints.web.exposure.include" { return exposed(value) }
    if key.hasPrefix("sentry.") || key.hasPrefix("quarkus.log.sentry") { return errors(key) }
    if isHealth(key) { return [ApplicationSetting(tool: actuator, capabilities: [.offersHealth])] }
    if isMetrics(key) { return [ApplicationSetting(tool: micrometer, capabilities: [.metrics])] }
    // An address on the same machine is where a developer looks.
    let isLocal = value.contains("localhost") || value.contains("127.0.0.1")
    if isTracing(key), !isLocal {
      return [ApplicationSetting(tool: tracing, capabilities: [.traces])]
    }
    if key.hasPrefix("logging.structured.format.") || key == "quarkus.log.console.json"
      || key == "quarkus.log.console.json.enabled"
    {
      return [ApplicationSetting(tool: logging, capabilities: [.logs])]
    }
    if key.hasPrefix("eureka.client.serviceurl.") {
      return [ApplicationSetting(tool: discovery, capabilities: [.discoversServices])]
    }
    return []
  }

  private static func exposed(_ value: String) -> [ApplicationSetting] {
    let names = value.split(separator: ",").map { String($0).trimmingSpaces.filter { $0 != "\"" } }
    var result: [ApplicationSetting] = []
    if names.contains("*") || names.contains("health") {
      result.append(ApplicationSetting(tool: actuator, capabilities: [.offersHealth]))
    }
    if names.contains(where: { $0 == "*" || $0 == "prometheus" || $0 == "metrics" }) {
      result.append(ApplicationSetting(tool: micrometer, capabilities: [.metrics]))
    }
    return result
  }

  private static func errors(_ key: String) -> [ApplicationSetting] {
    switch key {
    case "sentry.dsn", "quarkus.log.sentry", "quarkus.log.sentry.dsn":
      [ApplicationSetting(tool: sentry, capabilities: [.tracksErrors])]
    case "sentry.tracessamplerate": [ApplicationSetting(tool: sentry, capabilities: [.traces])]
    default: []
    }
  }

  private static func isHealth(_ key: String) -> Bool {
    key.hasPrefix("management.endpoint.health.") || key.hasPrefix("management.health.")
      || key == "endpoints.health.enabled"
  }

  private static func isMetrics(_ key: String) -> Bool {
    if key.hasPrefix("management.metrics.export.") { return true }
    if key.hasPrefix("management."), key.contains(".metrics.export.") { return true }
    if key.hasPrefix("micronaut.metrics.") || key.hasPrefix("quarkus.micrometer.") { return true }
    return key == "management.endpoint.prometheus.enabled"
      || key == "endpoints.prometheus.enabled"
  }

  private static func isTracing(_ key: String) -> Bool {
    switch key {
    case "management.tracing.sampling.probability", "management.zipkin.tracing.endpoint",
      "management.otlp.tracing.endpoint", "management.opentelemetry.tracing.export.otlp.endpoint",
      "spring.zipkin.baseurl", "spring.sleuth.sampler.probability",
      "quarkus.otel.exporter.otlp.endpoint", "quarkus.otel.exporter.otlp.traces.endpoint",
      "quarkus.opentelemetry.tracer.exporter.otlp.endpoint":
      true
    default: false
    }
  }
}
