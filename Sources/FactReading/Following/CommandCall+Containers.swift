import SourceModel
import Syntax

/// The runners of builds in containers, whose targets stand in the repository.
extension CommandCall {
  private static let push = "--push"

  // https://docs.earthly.dev/docs/earthly-command
  func earthly(_ files: inout FollowedFiles) -> [Callee] {
    // `./web+build`; what begins with a host stands elsewhere.
    guard
      let reference = words.dropFirst().first(where: { !$0.hasPrefix("-") && $0.contains("+") }),
      let plus = reference.firstIndex(of: "+")
    else { return [] }
    let prefix = String(reference[..<plus])
    let name = reference[reference.index(after: plus)...].prefix { $0 != "/" }
    guard prefix.isEmpty || prefix.hasPrefix("."),
      let folder = prefix.isEmpty ? frame.folder : frame.resolvedFolder(prefix)
    else { return [] }
    let pushes = words.contains(Self.push)
    return named([String(name)], .earthfile, in: folder.appending("Earthfile"), &files)
      .map { callee in
        guard case .commands(let commands, let path) = callee.content else { return callee }
        var callee = callee
        callee.content = .commands(commands.compactMap { Self.called($0, pushes) }, path)
        return callee
      }
  }

  /// A command of an Earthfile as it runs with or without pushing; `nil` where it then does not.
  private static func called(_ command: ShellCommand, _ pushes: Bool) -> ShellCommand? {
    var command = command
    guard !command.wrappers.contains(push) || pushes else { return nil }
    command.wrappers.removeAll { $0 == push }
    if pushes, command.words.first == "earthly" { command.words.insert(push, at: 1) }
    return command
  }

  // https://docs.dagger.io/reference/cli
  func dagger(_ files: inout FollowedFiles) -> [Callee] {
    guard let call = words.firstIndex(of: "call"),
      let module = nearest(
        ["dagger.json"], from: folderOption(["-m", "--mod"]) ?? frame.folder ?? frame.start)
    else { return [] }
    let names = words[(call + 1)...].filter { !$0.hasPrefix("-") }
    let sources = files.daggerSources(of: module) { daggerSources(of: module) }
    return sources.flatMap { path in named(Array(names), .dagger, in: path, &files) }
      .map { callee in
        var callee = callee
        // Functions are given the folder of the module's context.
        callee.folder = module.folder
        return callee
      }
  }

  /// The programs in which a Dagger module's functions may stand.
  ///
  /// https://docs.dagger.io/reference/configuration/modules
  private func daggerSources(of module: RelativePath) -> [RelativePath] {
    guard let file = context.read(module),
      let root = JSON.parse(file.bytes, dialect: .withComments).documents.first,
      let source = module.folder.appending(root["source"]?.text ?? ".")
    else { return [] }
    let skipped: Set = ["sdk", "internal", "node_modules", "testdata", "tests"]
    let below = context.files(below: source)
    guard context.takes(looks: below.count) else { return [] }
    return below.lazy.filter { path in
      DaggerFunctions.Language(path) != nil
        && !path.folder.parts.contains { skipped.contains(String($0)) }
    }.prefix(50).map { $0 }
  }
}
