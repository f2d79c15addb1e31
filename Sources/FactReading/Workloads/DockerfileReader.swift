import FactModel
import SourceModel
import Syntax

/// Reads Dockerfiles: base images and health checks.
///
/// https://docs.docker.com/reference/dockerfile/
struct DockerfileReader: FileReader {
  private static let tool = NamedTool("docker", "Docker", "environment")
  /// How many stages of a file are looked at; real ones have some ten.
  private static let stageLimit = 100
  /// How many are looked at in each of thousands of files, and in all of these together.
  private static let (stageShare, treeLimit) = (10, 60_000)

  func wants(_ path: RelativePath) -> Bool {
    let name = path.name
    if name == "Dockerfile" || name == "Containerfile" { return true }
    if name.hasSuffix(".Dockerfile") || name.hasSuffix(".dockerfile") { return true }
    let isVariant = name.hasPrefix("Dockerfile.") || name.hasPrefix("Containerfile.")
    let notes = [".md", ".txt", ".dockerignore", ".sh", ".orig", ".bak", ".example", ".disabled"]
    return isVariant && !notes.contains(where: name.lowercased().hasSuffix)
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var sheet = FactSheet(file, context, isTemplate: file.contains("{{"))
    let tree = Dockerfile.parse(file.bytes, toStage: Self.stageLimit + 1)
    var stages: Set<String> = []
    var arguments: [String: String] = [:]
    let limit = tree.stages.count > Self.stageShare ? stageLimit(context) : Self.stageShare
    let looked = Array(tree.stages.prefix(limit))
    if let over = tree.stages.dropFirst(limit).first {
      sheet.facts.noteStages(over: limit, at: sheet.place(over.position))
    }
    for instruction in tree.preamble + looked.flatMap(\.instructions) {
      switch instruction.name {
      case "ARG": arguments.merge(instruction.defaults) { $1 }
      case "FROM": read(from: instruction, arguments, &stages, into: &sheet)
      case "HEALTHCHECK":
        guard instruction.words.first?.uppercased() != "NONE" else { continue }
        sheet.use(Self.tool, [.checksHealth], at: sheet.place(instruction.position))
      default: continue
      }
    }
    readStart(looked, into: &sheet)
    return sheet.facts
  }

  /// How many stages of a file are looked at where the tree has so many files of them.
  private func stageLimit(_ context: ReadingContext) -> Int {
    let files = context.memory.dockerfiles { context.files.count(where: wants) }
    return min(Self.stageLimit, max(Self.stageShare, Self.treeLimit / max(1, files)))
  }

  private func read(
    from instruction: DockerfileInstruction, _ arguments: [String: String],
    _ stages: inout Set<String>, into sheet: inout FactSheet
  ) {
    let words = instruction.words.drop { $0.hasPrefix("--") }
    guard let written = words.first else { return }
    let place = sheet.place(instruction.position)
    if stages.isEmpty, sheet.facts.uses.isEmpty {
      sheet.use(Self.tool, [.describesEnvironment], rungs: [.docker], at: place)
    }
    let text = Self.substituting(arguments, in: written)
    defer {
      if words.dropFirst().first?.lowercased() == "as", let name = words.dropFirst(2).first {
        stages.insert(name.lowercased())
      }
    }
    guard text != "scratch", !stages.contains(text.lowercased()) else { return }
    let image = ImageText(text).reference(.base, at: place)
    sheet.facts.images.append(image)
    sheet.sight(.image(image.repository), at: place)
  }

  /// What the program is given when it starts, and the command that starts it.
  private func readStart(_ stages: [DockerfileStage], into sheet: inout FactSheet) {
    let instructions = stages.flatMap(\.instructions)
    let variables = instructions.filter { $0.name == "ENV" }.flatMap { instruction in
      let place = sheet.place(instruction.position)
      return instruction.variables.map {
        ProgramVariable(name: $0.name, value: $0.value, place: place)
      }
    }
    sheet.sight(variables)
    let copied = Self.copiedScripts(instructions)
    var known: Set<RelativePath> = []
    for instruction in stages.flatMap(\.starts) {
      let place = sheet.place(instruction.position)
      guard instruction.isList else {
        StartCommand.read(script: instruction.arguments, at: place, into: &sheet)
        continue
      }
      StartCommand.read(
        instruction.words, script: instruction.words.last, at: place, into: &sheet)
      guard let path = script(startedBy: instruction, copied, sheet), known.insert(path).inserted
      else { continue }
      readScript(path, into: &sheet)
    }
  }

  /// The first script of each name that is copied out of a folder.
  private static func copiedScripts(_ instructions: [DockerfileInstruction]) -> [String: String] {
    var scripts: [String: String] = [:]
    for instruction in instructions where ["COPY", "ADD"].contains(instruction.name) {
      for word in instruction.words.dropLast() where word.hasSuffix(".sh") {
        guard let slash = word.lastIndex(of: "/") else { continue }
        let name = String(word[word.index(after: slash)...])
        if scripts[name] == nil { scripts[name] = word }
      }
    }
    return scripts
  }

  /// The script of the tree that starts the program.
  private func script(
    startedBy start: DockerfileInstruction, _ copied: [String: String], _ sheet: FactSheet
  ) -> RelativePath? {
    guard let name = start.words.first?.split(separator: "/").last.map(String.init),
      name.hasSuffix(".sh")
    else { return nil }
    let folders = [sheet.file.path.folder, RelativePath("")]
    let paths = folders.flatMap { folder in
      [copied[name], name].compactMap { $0 }.compactMap { folder.appending($0) }
    }
    return paths.first(where: sheet.context.files.contains)
  }

  /// The commands of a script that starts the program.
  private func readScript(_ path: RelativePath, into sheet: inout FactSheet) {
    sheet.facts.sightings += sheet.context.memory.startScript(at: path) {
      [context = sheet.context] in
      let commands = context.read(path).map(Self.commands) ?? []
      let sightings = commands.map { command in
        Sighting(
          .start(command.words), at: Place(path, command.position),
          excerpt: Excerpt.command(command.words))
      }
      return (sightings, size: commands.reduce(0) { $0 + $1.words.count * 100 })
    }
  }

  private static func commands(in script: SourceFile) -> [ShellCommand] {
    ShellScript.parse(script.text, startingAt: .start).commands.prefix(200)
      .filter { $0.isReachable && !$0.words.isEmpty }
  }

  /// `${NAME}` and `$NAME` by their defaults.
  private static func substituting(_ arguments: [String: String], in text: String) -> String {
    StepVariables(arguments).resolved(text, depth: 8)
  }
}

extension DockerfileStage {
  /// What starts the program: of several only the last counts.
  ///
  /// https://docs.docker.com/reference/dockerfile/#entrypoint and
  /// https://docs.docker.com/reference/dockerfile/#cmd
  fileprivate var starts: [DockerfileInstruction] {
    let places = ["CMD", "ENTRYPOINT"].compactMap { name in
      instructions.lastIndex { $0.name == name }
    }
    return places.sorted().map { instructions[$0] }
  }
}

extension DockerfileInstruction {
  /// The variables of an `ENV` instruction, `NAME=value …` or the old `NAME value`.
  fileprivate var variables: [(name: String, value: String)] {
    guard let first = words.first else { return [] }
    guard first.contains("=") else {
      return [(first, words.dropFirst().joined(separator: " "))]
    }
    return words.compactMap { word in
      let pair = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { return nil }
      return (String(pair[0]), String(pair[1]))
    }
  }

  /// The defaults of `ARG` instructions.
  fileprivate var defaults: [String: String] {
    Dictionary(
      words.compactMap { word in
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        return (parts[0], parts[1].filter { $0 != "\"" && $0 != "'" })
      }, uniquingKeysWith: { $1 })
  }
}
