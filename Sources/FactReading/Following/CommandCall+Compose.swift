import SourceModel
import Syntax

/// Runs of Compose's services, whose commands stand in the tree.
///
/// https://docs.docker.com/reference/cli/docker/compose/
extension CommandCall {
  private static let composeFiles = [
    "compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml",
  ]
  /// How many services one command runs, and how many stages it builds.
  private static let (serviceLimit, stageLimit) = (1_000, 10_000)
  private static let valued: Set = [
    "-f", "--file", "-p", "--project-name", "--env-file", "--profile", "--project-directory",
    "-e", "--env", "-v", "--volume", "--name", "-u", "--user", "-w", "--workdir", "--scale",
    "--exit-code-from", "--build-arg",
  ]

  /// What the services run or build; `nil` where the command is not Compose's.
  ///
  /// Services that are started and left alone are no work of the pipeline.
  func compose(_ followed: inout FollowedFiles) -> [Callee]? {
    var operands = operands(valued: Self.valued)[...]
    if words[0].hasSuffix("docker") || words[0].hasSuffix("podman") {
      guard operands.popFirst() == "compose" else { return nil }
    }
    guard let verb = operands.popFirst() else { return nil }
    let services = Array(operands)
    switch verb {
    case "run": return services.first.map { run([$0], &followed) } ?? []
    case "up":
      let deciding = values(of: ["--exit-code-from"])
      if !deciding.isEmpty { return run(deciding, &followed) }
      return words.contains("--abort-on-container-exit") ? run(services, &followed) : []
    case "build": return build(services, &followed)
    default: return []
    }
  }

  private func composeFiles(_ followed: inout FollowedFiles) -> [ComposeFile] {
    let named = values(of: ["-f", "--file"]).compactMap { frame.file($0, context) }
    let paths = named.isEmpty ? [nearest(Self.composeFiles)].compactMap { $0 } : named
    return paths.prefix(10).compactMap { followed.composeFile($0, context) }
  }

  /// The names of all services of some files, each once.
  private func names(in files: [ComposeFile], _ ofOne: KeyPath<ComposeFile, [String]>) -> [String] {
    guard files.count != 1 else { return files[0][keyPath: ofOne] }
    guard context.takes(looks: files.reduce(0) { $0 + $1.names.count }) else { return [] }
    return files.flatMap(\.names).uniqued()
  }

  /// What services run; all where none is named.
  private func run(_ services: [String], _ followed: inout FollowedFiles) -> [Callee] {
    let files = composeFiles(&followed)
    let names = services.isEmpty ? self.names(in: files, \.names) : services.uniqued()
    return names.prefix(Self.serviceLimit).flatMap { name -> [Callee] in
      let found = files.flatMap { $0.services(of: name) }
      guard context.takes(looks: 3 * (files.count + found.count)) else { return [] }
      let own = found.flatMap(\.texts)
      let start =
        own.isEmpty ? found.compactMap { $0.image.flatMap { started(by: $0, &followed) } } : own
      guard let place = start.first?.place else { return [] }
      // What the entry point is given is part of its command.
      let text = start.map(\.text).joined(separator: " ")
      return [
        Callee(
          key: "\(place.path)#\(name)", folder: place.path.folder, content: .text(text, place))
      ]
    }
  }

  /// What building services runs; all where none is named.
  private func build(_ services: [String], _ followed: inout FollowedFiles) -> [Callee] {
    let files = composeFiles(&followed)
    let names = services.isEmpty ? self.names(in: files, \.built) : services.uniqued()
    var callees: [Callee] = []
    for name in names where callees.count < Self.stageLimit {
      for file in files {
        let found = file.services(of: name)
        guard context.takes(looks: 2 + found.count) else { return [] }
        for image in found.compactMap(\.image) {
          callees += stages(of: image.file, upTo: image.target, in: image.folder, &followed)
        }
      }
    }
    return callees
  }

  /// What an image starts by itself.
  private func started(
    by image: CalledService.Image, _ followed: inout FollowedFiles
  ) -> CalledService.Text? {
    followed.dockerfile(image.file, context)?.start(of: image.target).map { start in
      CalledService.Text(place: Place(image.file, start.position), text: start.text)
    }
  }
}

/// A service of a Compose file, as far as it is run or built.
struct CalledService: Sendable {
  /// What it runs, as it is written.
  struct Text: Sendable {
    var place: Place
    var text: String
  }

  /// The Dockerfile from which it is built.
  struct Image: Sendable {
    var file: RelativePath
    var target: String?
    var folder: RelativePath
  }

  /// Its entry point and command.
  let texts: [Text]
  /// Its image, where that is built.
  let image: Image?

  fileprivate init(_ node: Node, _ path: RelativePath, _ context: ReadingContext) {
    texts = ["entrypoint", "command"].compactMap { node[$0] }.compactMap { node -> Text? in
      let text = node.text ?? node.texts.joined(separator: " ")
      return text.isEmpty ? nil : Text(place: Place(path, node.position), text: text)
    }
    image = Self.image(of: node, path, context)
  }

  private static func image(
    of node: Node, _ path: RelativePath, _ context: ReadingContext
  ) -> Image? {
    guard let build = node["build"],
      let folder = path.folder.appending(build.text ?? build["context"]?.text ?? "."),
      let file = folder.appending(build["dockerfile"]?.text ?? "Dockerfile"),
      context.files.contains(file)
    else { return nil }
    return Image(file: file, target: build["target"]?.text, folder: folder)
  }
}

/// A Compose file whose services are run or built.
struct ComposeFile: Sendable {
  /// The services' names in the order of the file, each once.
  let names: [String]
  /// Those that are built.
  let built: [String]
  private let services: [String: [CalledService]]

  /// Reads the file; `nil` where it holds nothing.
  init?(_ file: SourceFile, _ context: ReadingContext) {
    guard let root = YAML.parse(file.bytes, manner: .tolerant).documents.first?.merged() else {
      return nil
    }
    let found = (root["services"]?.entries ?? []).compactMap { entry in
      entry.key.text.map { (name: $0, service: CalledService(entry.value, file.path, context)) }
    }
    names = found.map(\.name).uniqued()
    built = found.filter { $0.service.image != nil }.map(\.name).uniqued()
    services = Dictionary(grouping: found, by: \.name).mapValues { $0.map(\.service) }
  }

  /// What the file says of a service.
  func services(of name: String) -> [CalledService] { services[name] ?? [] }
}
