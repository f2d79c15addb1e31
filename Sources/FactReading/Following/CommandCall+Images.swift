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
    return file.needed(for: target).map { index in
      Callee(
        key: "\(path)#\(index)", folder: folder, content: .commands(file.commands[index], path))
    }
  }
}

/// A Dockerfile whose stages are built.
struct FollowedDockerfile: Sendable {
  let stages: [DockerfileStage]
  /// The commands of each stage.
  let commands: [[ShellCommand]]
  /// The stages of each name, in lower case, in the order of the file.
  private let named: [String: [Int]]

  /// Reads the file.
  init(_ file: SourceFile) {
    stages = Dockerfile.parse(file.bytes).stages
    commands = stages.map(\.commands)
    named = stages.indices.reduce(into: [:]) { [stages] named, index in
      if let name = stages[index].name { named[name.lowercased(), default: []].append(index) }
    }
  }

  /// The indices of the stages that are built: the target, or the last one, and those from which it
  /// takes files or its base.
  fileprivate func needed(for target: String?) -> [Int] {
    let last = target.flatMap { index(of: $0, before: stages.endIndex) } ?? stages.indices.last
    var pending = last.map { [$0] } ?? []
    var seen: Set<Int> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      let sources = stages[next].instructions.flatMap(\.flags)
        .compactMap { $0.hasPrefix("--from=") ? String($0.dropFirst("--from=".count)) : nil }
      pending += (sources + [stages[next].base]).compactMap { index(of: $0, before: next) }
    }
    return seen.sorted()
  }

  /// A stage by its name or number.
  private func index(of name: String, before end: Int) -> Int? {
    let places = named[name.lowercased()] ?? []
    let before = places[..<places.partitionPoint { $0 >= end }]
    return before.last ?? Int(name).flatMap { (0..<end).contains($0) ? $0 : nil }
  }
}

extension DockerfileStage {
  /// The commands of its `RUN` instructions.
  fileprivate var commands: [ShellCommand] {
    instructions.filter { $0.name == "RUN" }.map { instruction -> [ShellCommand] in
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
