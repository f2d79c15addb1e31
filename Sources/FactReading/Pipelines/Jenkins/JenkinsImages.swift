import FactModel
import SourceModel
import Syntax

extension JenkinsBuilder {
  /// The images of an agent: of Docker, or of the containers of a pod.
  func images(of agent: GroovyStatement) -> [Located<String>] {
    var images: [Located<String>] = []
    var pending = [agent]
    while let statement = pending.popLast() {
      guard let call = statement.call else { continue }
      let image: GroovyText? =
        switch call.name {
        case "docker": call.text("image")
        case "image": call.text("image")
        case "containerTemplate": call.argument("image")?.text
        case "agent": call.argument("docker")?.text
        default: nil
        }
      if let image { images.append(Located(image.text, at: source.place(image.position))) }
      switch call.name {
      case "yaml":
        if let text = call.nested(in: ["libraryResource"]) {
          images += imagesOfFile(text, in: "resources")
        } else {
          images += call.text("yaml").map(self.images) ?? []
        }
      case "yamlFile": images += call.text("path").map { imagesOfFile($0) } ?? []
      default: break
      }
      // `agent { docker 'maven:3' }` and the longer form.
      pending += call.blocks.flatMap { $0 }.reversed()
    }
    return images
  }

  /// Where an agent of Docker keeps what build tools load between runs, in a volume of the machine.
  ///
  /// https://www.jenkins.io/doc/book/pipeline/docker/#caching-data-for-containers
  func caches(of agent: GroovyStatement) -> [Place] {
    let calls = agent.call?.blocks.flatMap { $0 }.compactMap(\.call) ?? []
    let arguments = calls.flatMap { call in
      [call.text("args")] + call.blocks.flatMap { $0 }.map { $0.call?.text("args") }
    }
    let folders: Set<String> = [
      ".gradle", ".m2", ".npm", ".yarn", ".cache", ".ivy2", ".sbt", ".cargo", ".nuget",
    ]
    return arguments.compactMap { text in
      guard let text, text.text.contains("-v ") || text.text.contains("--volume") else {
        return nil
      }
      let parts = text.text.split { ":/ ".contains($0) }.map(String.init)
      return parts.contains(where: folders.contains) ? source.place(text.position) : nil
    }
  }

  /// The images of a pod: `podTemplate(containers: […])`, `podTemplate(yaml: …)`.
  ///
  /// https://plugins.jenkins.io/kubernetes/
  func podImages(of call: GroovyCall) -> [Located<String>] {
    var images: [Located<String>] = []
    for argument in call.arguments {
      switch argument.label {
      case "yaml": images += argument.parts.text.map(self.images) ?? []
      case "containers":
        for case .list(let items, _) in argument.parts {
          images += items.compactMap { item in
            guard let text = item.call?.argument("image")?.text else { return nil }
            return Located(text.text, at: source.place(text.position))
          }
        }
      case nil, .some: continue
      }
    }
    return images
  }

  /// The images of a pod's YAML in a string.
  private func images(in text: GroovyText) -> [Located<String>] {
    Self.images(in: YAML.parse(Array(text.text.utf8), manner: .tolerant).documents) { position in
      guard text.keepsLines else { return source.place(text.position) }
      let line = Int(text.position.line) + Int(position.line) - 1
      return Place(source.path, line: line, column: Int(position.column))
    }
  }

  /// The images of a pod that a file of the tree describes.
  private func imagesOfFile(_ text: GroovyText, in folder: String = "") -> [Located<String>] {
    guard let path = RelativePath(folder).appending(text.text), let file = context.read(path) else {
      return []
    }
    let document = PipelineDocument(yaml: file)
    return Self.images(in: document.documents) { Place(path, $0) }
  }

  private static func images(
    in documents: [Node], _ place: (Position) -> Place
  ) -> [Located<String>] {
    documents.flatMap { pod -> [Located<String>] in
      (pod["spec", "containers"]?.items ?? []).compactMap { container in
        guard let image = container["image"], let text = image.text else { return nil }
        return Located(text, at: place(image.position))
      }
    }
  }
}
