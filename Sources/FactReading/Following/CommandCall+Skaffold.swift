import SourceModel
import Syntax

extension CommandCall {
  /// How many configurations one call reads.
  private static let skaffoldLimit = 100
  fileprivate static let skaffoldFiles = ["skaffold.yaml", "skaffold.yml"]

  /// The commands that try the artifacts of a configuration and of those that it requires: `skaffold test`.
  ///
  /// https://skaffold.dev/docs/testers/custom/, https://skaffold.dev/docs/design/config/
  func skaffoldTests(_ files: inout FollowedFiles) -> [Callee]? {
    guard operands(valued: []).first == "test",
      let first = option(["-f", "--filename"]) ?? nearest(Self.skaffoldFiles)
    else { return nil }
    var pending = [first]
    var seen: Set<RelativePath> = []
    var callees: [Callee] = []
    while let path = pending.popLast(), seen.count < Self.skaffoldLimit {
      guard seen.insert(path).inserted, let found = files.skaffold(path, context),
        context.takes(looks: 1 + found.tests.count)
      else { continue }
      callees += found.tests.map { test in
        Callee(
          key: "\(path)#\(test.place.position.line)", folder: path.folder,
          content: .text(test.text, test.place))
      }
      pending += found.required.reversed()
    }
    return callees.isEmpty ? nil : callees
  }
}

/// A configuration of Skaffold whose tests are called.
struct SkaffoldConfiguration: Sendable {
  /// The commands of its own tests.
  let tests: [(text: String, place: Place)]
  /// The configurations that it requires.
  let required: [RelativePath]

  /// Reads the file; its documents are configurations beside each other.
  init(_ file: SourceFile, _ context: ReadingContext) {
    let document = PipelineDocument(yaml: file)
    let roots = document.documents.map { $0.merged() }
    tests = roots.flatMap { $0["test"]?.items ?? [] }.flatMap { $0["custom"]?.items ?? [] }
      .compactMap { test in
        test["command"].flatMap { document.chunk($0) }.map { ($0.text, $0.place) }
      }
    required = roots.flatMap { $0["requires"]?.items ?? [] }.compactMap { part -> RelativePath? in
      guard let text = part["path"]?.text, let path = file.path.folder.appending(text) else {
        return nil
      }
      if context.files.contains(path) { return path }
      return CommandCall.skaffoldFiles.lazy.compactMap(path.appending)
        .first(where: context.files.contains)
    }
  }
}
