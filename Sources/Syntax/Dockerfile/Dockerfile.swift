package import SourceModel

/// The reader of Dockerfiles.
///
/// See https://docs.docker.com/reference/dockerfile/
package enum Dockerfile {
  /// Reads a file.
  ///
  /// A line that is no instruction is left out, and reading goes on behind it.
  ///
  /// - Parameter limit: reading ends where the stage of this number begins.
  package static func parse(_ bytes: [UInt8], toStage limit: Int = .max) -> DockerfileTree {
    var reader = Reader(bytes, toStage: limit)
    return reader.read()
  }
}

/// A Dockerfile.
package struct DockerfileTree: Sendable {
  /// The instructions before the first `FROM`: `ARG` only.
  package var preamble: [DockerfileInstruction]
  /// The stages in order.
  package var stages: [DockerfileStage]
  /// What was wrong.
  package var faults: [SyntaxFault]
}

/// A stage: `FROM` and what follows.
package struct DockerfileStage: Sendable {
  /// The name behind `AS`.
  package var name: String?
  /// The base image as written.
  package var base: String
  /// Where `FROM` stands.
  package var position: Position
  /// The instructions in order, `FROM` first.
  package var instructions: [DockerfileInstruction]
}

/// One instruction.
package struct DockerfileInstruction: Sendable {
  /// Its name in upper case.
  package var name: String
  /// The options, `--platform=linux/amd64`.
  package var flags: [String]
  /// The text behind name and options, line continuations resolved.
  package var arguments: String
  /// The words of the arguments, those of the JSON form too.
  package var words: [String]
  /// Whether the command is a JSON list, which no shell reads.
  package var isList: Bool
  /// The contents of heredocs.
  package var heredocs: [String]
  /// Where it stands.
  package var position: Position
}
