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

  /// What services run; all where none is named.
  private func run(_ services: [String], _ followed: inout FollowedFiles) -> [Callee] {
    let files = composeFiles(&followed)
    let names = services.isEmpty ? files.flatMap(\.names) : services
    return names.uniqued().prefix(Self.serviceLimit).flatMap { name -> [Callee] in
      let found = files.flatMap { file in file.nodes(of: name).map { (file.path, $0) } }
      let own = found.flatMap { path, node in
        ["entrypoint", "command"].compactMap { node[$0] }.compactMap { node -> (Place, String)? in
          let text = node.text ?? node.texts.joined(separator: " ")
          return text.isEmpty ? nil : (Place(path, node.position), text)
        }
      }
      let start = own.isEmpty ? found.compactMap { startOfImage($0.1, $0.0, &followed) } : own
      guard let place = start.first?.0 else { return [] }
      // What the entry point is given is part of its command.
      let text = start.map(\.1).joined(separator: " ")
      return [
        Callee(
          key: "\(place.path)#\(name)", folder: place.path.folder, content: .text(text, place))
      ]
    }
  }

  /// What building services runs; all where none is named.
  private func build(_ services: [String], _ followed: inout FollowedFiles) -> [Callee] {
    let files = composeFiles(&followed)
    let names = services.isEmpty ? files.flatMap(\.names) : services
    var callees: [Callee] = []
    for name in names.uniqued() where callees.count < Self.stageLimit {
      for file in files {
        for image in file.nodes(of: name).compactMap({ image(of: $0, file.path) }) {
          callees += stages(of: image.file, upTo: image.target, in: image.folder, &followed)
        }
      }
    }
    return callees
  }

  /// What the service's image starts by itself.
  private func startOfImage(
    _ node: Node, _ path: RelativePath, _ followed: inout FollowedFiles
  ) -> (Place, String)? {
    guard let image = image(of: node, path),
      let file = followed.dockerfile(image.file, context),
      let stage = file.stages.last(where: { stage in
        image.target == nil || stage.name == image.target
      }), let start = stage.instructions.last(where: { $0.name == "CMD" })
    else { return nil }
    let text = start.isList ? start.words.joined(separator: " ") : start.arguments
    return (Place(image.file, start.position), text)
  }

  /// The Dockerfile of a service that is built.
  private func image(
    of node: Node, _ path: RelativePath
  ) -> (file: RelativePath, target: String?, folder: RelativePath)? {
    guard let build = node["build"],
      let folder = path.folder.appending(build.text ?? build["context"]?.text ?? "."),
      let file = folder.appending(build["dockerfile"]?.text ?? "Dockerfile"),
      context.files.contains(file)
    else { return nil }
    return (file, build["target"]?.text, folder)
  }
}

/// A Compose file whose services are run or built.
struct ComposeFile: Sendable {
  let path: RelativePath
  /// The services' names in the order of the file.
  let names: [String]
  private let nodes: [String: [Node]]

  /// Reads the file; `nil` where it holds nothing.
  init?(_ file: SourceFile) {
    guard let root = YAML.parse(file.bytes, manner: .tolerant).documents.first?.merged() else {
      return nil
    }
    let services = (root["services"]?.entries ?? []).compactMap { entry in
      entry.key.text.map { (name: $0, node: entry.value) }
    }
    path = file.path
    names = services.map(\.name)
    nodes = Dictionary(grouping: services, by: \.name).mapValues { $0.map(\.node) }
  }

  /// What the file says of a service.
  func nodes(of name: String) -> [Node] { nodes[name] ?? [] }
}
