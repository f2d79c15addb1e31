import FactModel
import SourceModel

/// Reads what HAProxy, nginx and Caddy check, log and measure.
///
/// https://docs.haproxy.org/3.0/configuration.html#4-option%20httpchk
/// https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format
/// https://nginx.org/en/docs/http/ngx_http_stub_status_module.html
/// https://caddyserver.com/docs/caddyfile/directives/log
struct ProxyConfigurationReader: FileReader {
  private static let haproxy = NamedTool("haproxy", "HAProxy", "health")
  private static let templateEndings = [".j2", ".erb", ".tpl", ".tmpl", ".ctmpl", ".template"]
  private static let caddy = NamedTool("caddy", "Caddy", "logs")
  private static let nginx = NamedTool("nginx", "nginx", "logs")

  var endings: Set<String>? { Self.templateEndings.endings.union(["conf", "cfg", ""]) }

  func wants(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    let isTemplate = Self.templateEndings.contains(where: name.hasSuffix)
    return name.hasSuffix(".conf") || name == "caddyfile"
      || name.hasPrefix("haproxy") && name.hasSuffix(".cfg")
      || isTemplate && (name.contains("haproxy") || name.contains("nginx"))
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let isCaddy = file.path.name.lowercased() == "caddyfile"
    guard
      file.contains("httpchk") || file.contains("escape=json") || file.contains("stub_status")
        || file.contains("health_check") || isCaddy, file.bytes.count < 1 << 20
    else { return FileFacts() }
    var sheet = FactSheet(file, context)
    for (index, line) in file.lines.enumerated() {
      let text = line.trimmingSpaces
      let words = text.split { $0 == " " || $0 == "\t" || $0 == ";" }
      let place = file.place(line: index + 1)
      switch words.first {
      case "option" where words.dropFirst().first == "httpchk",
        "http-check" where words.dropFirst().first == "send":
        sheet.use(Self.haproxy, [.checksHealth], at: place)
      // https://nginx.org/en/docs/http/ngx_http_upstream_hc_module.html
      case "health_check": sheet.use(Self.nginx, [.checksHealth], at: place)
      case "log_format" where words.contains("escape=json"):
        sheet.use(Self.nginx, [.logs], at: place)
      case "format" where isCaddy && words.dropFirst().first == "json":
        sheet.use(Self.caddy, [.logs], at: place)
      case "metrics" where isCaddy: sheet.use(Self.caddy, [.metrics], at: place)
      case "health_uri" where isCaddy: sheet.use(Self.caddy, [.checksHealth], at: place)
      case let first where first?.hasPrefix("#") == false && words.contains("stub_status"):
        sheet.use(Self.nginx, [.metrics], at: place)
      default: continue
      }
    }
    return sheet.facts
  }
}
