import SourceModel
import Syntax

/// Runs of Compose's services, whose commands stand in the tree.
///
/// https://docs.docker.com/reference/cli/docker/compose/
extension CommandCall {
  private static let composeFiles = [
    "compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml",
  ]
  private static let valued: Set = [
    "-f", "--file", "-p", "--project-name", "--env-file", "--profile", "--project-directory",
    "-e", "--env", "-v", "--volume", "--name", "-u", "--user", "-w", "--workdir", "--scale",
    "--exit-code-from", "--build-arg",
  ]

  /// What the services run or build; `nil` where the command is not Compose's.
  ///
  /// Services that are started and left alone are no work of the pipeline.
  func compose() -> [Callee]? {
    var operands = operands(valued: Self.valued)[...]
    if words[0].hasSuffix("docker") || words[0].hasSuffix("podman") {
      guard operands.popFirst() == "compose" else { return nil }
    }
    guard let verb = operands.popFirst() else { return nil }
    // Files are read for what runs or builds services alone.
    lazy var files = composeServices()
    lazy var named =
      operands.isEmpty ? files.flatMap { $0.services.map(\.name) } : Array(operands)
    switch verb {
    case "run": return operands.first.map { run([$0], files) } ?? []
    case "up":
      let deciding = values(of: ["--exit-code-from"])
      if !deciding.isEmpty { return run(deciding, files) }
      return words.contains("--abort-on-container-exit") ? run(named, files) : []
    case "build":
      let all = files
      return named.uniqued().flatMap { build($0, all) }
    default: return []
    }
  }

  private typealias ComposeFile = (
    path: RelativePath, services: [(name: String, node: Node)]
  )

  private func composeServices() -> [ComposeFile] {
    let named = values(of: ["-f", "--file"]).compactMap { frame.file($0, context) }
    let paths = named.isEmpty ? [nearest(Self.composeFiles)].compactMap { $0 } : named
    return paths.prefix(10).compactMap { path in
      guard let file = context.read(path),
        let root = YAML.parse(file.bytes, manner: .tolerant).documents.first?.merged()
      else { return nil }
      let services = (root["services"]?.entries ?? []).compactMap { entry in
        entry.key.text.map { (name: $0, node: entry.value) }
      }
      return (path, services)
    }
  }

  private func run(_ names: [String], _ files: [ComposeFile]) -> [Callee] {
    names.uniqued().flatMap { name -> [Callee] in
      let found = files.flatMap { file in
        file.services.filter { $0.name == name }.map { (file.path, $0.node) }
      }
      let own = found.flatMap { path, node in
        ["entrypoint", "command"].compactMap { node[$0] }.compactMap { node -> (Place, String)? in
          let text = node.text ?? node.texts.joined(separator: " ")
          return text.isEmpty ? nil : (Place(path, node.position), text)
        }
      }
      let start = own.isEmpty ? found.compactMap { startOfImage($0.1, $0.0) } : own
      guard let place = start.first?.0 else { return [] }
      // What the entry point is given is part of its command.
      let text = start.map(\.1).joined(separator: " ")
      return [
        Callee(
          key: "\(place.path)#\(name)", folder: place.path.folder, content: .text(text, place))
      ]
    }
  }

  private func build(_ name: String, _ files: [ComposeFile]) -> [Callee] {
    files.flatMap { file in
      file.services.filter { $0.name == name }.flatMap { _, node -> [Callee] in
        guard let image = image(of: node, file.path) else { return [] }
        return stages(of: image.file, upTo: image.target, in: image.folder)
      }
    }
  }

  /// What the service's image starts by itself.
  private func startOfImage(_ node: Node, _ path: RelativePath) -> (Place, String)? {
    guard let image = image(of: node, path), let file = context.read(image.file),
      let stage = Dockerfile.parse(file.bytes).stages.last(where: { stage in
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
