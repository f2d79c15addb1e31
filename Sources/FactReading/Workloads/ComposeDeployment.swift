import FactModel
import SourceModel
import Syntax

/// Tells a Compose file that is how the project is deployed: a public host, certificates for it, a
/// folder that is named for deploying, or a file for production with a proxy before its services.
enum ComposeDeployment {
  private static let folders: Set<String> = ["deploy", "deployment", "deployments", "production"]

  /// Notes the first sign of a deployment.
  static func read(_ services: Node, in path: RelativePath, into sheet: inout FactSheet) {
    if folders.contains(path.folder.name.lowercased()), let first = services.entries.first {
      sheet.use(
        ComposeReader.tool, [.describesRecipe], rungs: [.docker], at: sheet.place(first.key))
      return
    }
    let isProduction = EnvironmentPath.inName(of: path, beside: words)
      .map(EnvironmentName.isProduction)
    for service in services.entries {
      let proxy = isProduction == true ? proxy(service) : nil
      guard let sign = sign(in: service.value) ?? proxy else { continue }
      sheet.use(ComposeReader.tool, [.describesRecipe], rungs: [.docker], at: sheet.place(sign))
      return
    }
  }

  private static let words = ["docker-compose", "compose"]
  private static let proxies: Set<String> = [
    "nginx", "caddy", "traefik", "haproxy", "httpd", "apache", "envoy", "proxy",
  ]

  /// A proxy that takes the requests of the public: it is named for one, by itself or its image, and
  /// its ports are those of the web.
  private static func proxy(_ service: Node.Entry) -> Node? {
    let image = service.value["image"]?.text ?? ""
    let words = (service.key.text ?? "").nameWords + image.nameWords
    guard words.contains(where: proxies.contains) else { return nil }
    return service.value["ports"]?.items.first { port in
      let published = (port.text ?? port["published"]?.text ?? "").split(separator: ":")
      return published.dropLast(published.count > 1 ? 1 : 0).contains { $0 == "80" || $0 == "443" }
    }
  }

  private static func sign(in service: Node) -> Node? {
    if let image = service["image"], let text = image.text {
      let marks = [
        "certbot", "letsencrypt", "acme.sh", "acme-companion", "nginx-proxy/", "jwilder/",
      ]
      if marks.contains(where: text.contains) { return image }
    }
    if let label = labels(of: service).first(where: isPublicRule) { return label }
    let names: Set<String> = ["VIRTUAL_HOST", "LETSENCRYPT_HOST", "LETSENCRYPT_EMAIL"]
    let variable = ComposeVariables.variables(of: service).first {
      names.contains($0.name) && !isLocal($0.value ?? "")
    }
    if let variable { return variable.node }
    return certificate(in: service)
  }

  /// Port 443 served with certificates of a public host.
  private static func certificate(in service: Node) -> Node? {
    let mounts = service["volumes"]?.items ?? []
    let certificates = mounts.first { $0.text?.contains("letsencrypt") ?? false }
    let ports = service["ports"]?.items ?? []
    let secure = ports.first { port in
      (port.text ?? port["published"]?.text ?? "").split(separator: ":").contains { $0 == "443" }
    }
    return certificates ?? (mounts.contains { $0.text?.contains("cert") ?? false } ? secure : nil)
  }

  private static func labels(of service: Node) -> [Node] {
    let lists = [service["labels"], service["deploy", "labels"]].compactMap { $0 }
    return lists.flatMap { $0.items + $0.entries.map(\.value) }
  }

  private static func isPublicRule(_ label: Node) -> Bool {
    guard let text = label.text, text.contains("Host(") || text.contains("certresolver") else {
      return false
    }
    return !isLocal(text)
  }

  private static func isLocal(_ text: String) -> Bool {
    text.contains("localhost") || text.contains(".local") || text.contains("127.0.0.1")
      || text.contains(".test") || text.isEmpty
  }
}
