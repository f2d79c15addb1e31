import SourceModel
import Syntax

/// Builds of images, which run what the stages of a Dockerfile say.
///
/// https://docs.docker.com/reference/cli/docker/buildx/build/
extension CommandCall {
  private static let valued: Set = [
    "-f", "--file", "-t", "--tag", "--build-arg", "--target", "--cache-from", "--cache-to",
    "--platform", "--label", "--network", "--progress", "-o", "--output", "--secret", "--ssh",
    "--builder", "--iidfile", "-m", "--memory", "--add-host", "--build-context",
    "--metadata-file", "--shm-size", "--ulimit", "--attest", "--format", "--isolation",
  ]

  /// What the build runs, stage by stage; `nil` where the command builds no image.
  func imageBuild(_ files: inout FollowedFiles) -> [Callee]? {
    var operands = operands(valued: Self.valued)[...]
    while let word = operands.first, ["buildx", "image", "builder"].contains(word) {
      operands = operands.dropFirst()
    }
    guard let verb = operands.popFirst(), ["build", "bud"].contains(verb) else { return nil }
    // The folder that is sent to the builder; `-` and addresses are none of the tree.
    let context = operands.first.flatMap { frame.resolvedFolder($0) }
    guard let file = option(["-f", "--file"]) ?? context.flatMap(dockerfile) else { return [] }
    let target = values(of: ["--target"]).first
    return stages(of: file, upTo: target, in: context ?? file.folder, &files)
  }

  private func dockerfile(in folder: RelativePath) -> RelativePath? {
    ["Dockerfile", "Containerfile"].lazy.compactMap { folder.appending($0) }
      .first { context.files.contains($0) }
  }

  /// The stages of a Dockerfile that are needed for a target, or for the last one.
  func stages(
    of path: RelativePath, upTo target: String?, in folder: RelativePath,
    _ files: inout FollowedFiles
  ) -> [Callee] {
    guard let file = files.dockerfile(path, context) else { return [] }
    var looks = 1
    let needed = file.needed(for: target, &looks)
    guard context.takes(looks: looks) else { return [] }
    return needed.map { index in
      Callee(
        key: "\(path)#\(index)", folder: folder, content: .commands(file.commands[index], path))
    }
  }
}

/// A Dockerfile whose stages are built.
struct FollowedDockerfile: Sendable {
  /// How many `RUN` instructions are followed; a job may have no more steps.
  private static let runLimit = StepFollower.jobLimit

  /// The commands of each stage.
  let commands: [[ShellCommand]]
  /// The stages from which each takes files or its base.
  private let sources: [[Int]]
  /// What each stage starts.
  private let starts: [Start?]
  /// The last stage of each name, as it is written.
  private let last: [String: Int]
  /// The stages of each name, in lower case, in the order of the file.
  private let named: [String: [Int]]

  /// What a container starts by itself.
  struct Start: Sendable {
    var text: String
    var position: Position
  }

  /// Reads the file.
  init(_ file: SourceFile) {
    let stages = Dockerfile.parse(file.bytes).stages
    var left = Self.runLimit
    commands = stages.map { $0.commands(&left) }
    starts = stages.map(\.start)
    let names = stages.enumerated().compactMap { index, stage in
      stage.name.map { (name: $0, index: index) }
    }
    last = Dictionary(names.map { ($0.name, $0.index) }) { $1 }
    let named = Dictionary(grouping: names) { $0.name.lowercased() }.mapValues { $0.map(\.index) }
    sources = stages.enumerated().map { index, stage in
      stage.sources.compactMap { Self.index(of: $0, before: index, named) }.uniqued()
    }
    self.named = named
  }

  /// The indices of the stages that are built: the target, or the last one, and those from which it
  /// takes files or its base.
  ///
  /// - Parameter looks: grows by the stages that are looked at.
  fileprivate func needed(for target: String?, _ looks: inout Int) -> [Int] {
    let last = target.flatMap { Self.index(of: $0, before: sources.endIndex, named) }
    var pending = (last ?? sources.indices.last).map { [$0] } ?? []
    var seen: Set<Int> = []
    while let next = pending.popLast() {
      looks += 1
      guard seen.insert(next).inserted else { continue }
      pending += sources[next]
    }
    return seen.sorted()
  }

  /// What the container of a target, or of the last stage, starts by itself.
  func start(of target: String?) -> Start? {
    guard let target else { return starts.last.flatMap { $0 } }
    return last[target].flatMap { starts[$0] }
  }

  /// A stage by its name or number.
  private static func index(
    of name: String, before end: Int, _ named: [String: [Int]]
  ) -> Int? {
    let places = named[name.lowercased()] ?? []
    let before = places[..<places.partitionPoint { $0 >= end }]
    return before.last ?? Int(name).flatMap { (0..<end).contains($0) ? $0 : nil }
  }
}

extension DockerfileStage {
  /// What it names as its base, and what it takes files from.
  fileprivate var sources: [String] {
    let from = "--from="
    let flags = instructions.flatMap(\.flags).filter { $0.hasPrefix(from) }
    return flags.map { String($0.dropFirst(from.count)) } + [base]
  }

  /// What its last `CMD` starts.
  fileprivate var start: FollowedDockerfile.Start? {
    instructions.last(where: { $0.name == "CMD" }).map { command in
      FollowedDockerfile.Start(
        text: command.isList ? command.words.joined(separator: " ") : command.arguments,
        position: command.position)
    }
  }

  /// The commands of its `RUN` instructions.
  ///
  /// - Parameter left: how many instructions may be read, less those that are.
  fileprivate func commands(_ left: inout Int) -> [ShellCommand] {
    let runs = instructions.filter { $0.name == "RUN" }.prefix(left)
    left -= runs.count
    return runs.map { instruction -> [ShellCommand] in
      let place = instruction.position
      if instruction.isList { return Targets.commands(quoting: instruction.words, at: place) }
      let texts = instruction.heredocs.isEmpty ? [instruction.arguments] : instruction.heredocs
      return texts.flatMap { text in
        // A continued line is one line here: all of it stands where the instruction does.
        ShellScript.parse(text, startingAt: place).commands.map { command in
          var command = command
          command.position = place
          return command
        }
      }
    }.reduce(into: []) { $0.append(inOwnShell: $1) }
  }
}
