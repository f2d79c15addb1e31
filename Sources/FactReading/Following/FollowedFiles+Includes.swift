import SourceModel
import Syntax

extension FollowedFiles {
  private static let fileLimit = 60
  /// How many bytes the files that one takes in may have, and so many what stands before their names; real
  /// ones have some ten thousand.
  private static let sizeLimit = 1 << 20
  /// How long what stands before every name of a file may be.
  private static let namespaceLimit = 200

  /// A file that is taken in, with what stands before the names of its targets.
  struct Part: Sendable {
    var file: SourceFile
    var namespace: String?
  }

  /// A file and those that it takes in, over any number of steps, each once.
  static func parts(of file: SourceFile, _ kind: Kind, _ context: ReadingContext) -> [Part] {
    var parts = [Part(file: file, namespace: nil)]
    var seen: Set<RelativePath> = [file.path]
    var (index, size) = (0, 0)
    while index < parts.count {
      let part = parts[index]
      index += 1
      for include in includes(in: part.file, kind) {
        // Make looks from the folder in which it runs, the others from the file that includes.
        let folder = kind == .make ? file.path.folder : part.file.path.folder
        let namespace =
          [part.namespace, include.namespace].compactMap { $0 }.joined(separator: separator(kind))
        guard namespace.utf8.count <= namespaceLimit else { continue }
        for path in paths(of: include, from: folder, kind, context) {
          guard parts.count < fileLimit, seen.insert(path).inserted,
            let file = context.read(path), context.takes(inclusionOf: file)
          else { continue }
          size += file.bytes.count
          guard size <= sizeLimit else {
            noteSize(of: parts[0].file, context)
            return parts
          }
          parts.append(Part(file: file, namespace: namespace.isEmpty ? nil : namespace))
        }
      }
    }
    return parts
  }

  private static func noteSize(of file: SourceFile, _ context: ReadingContext) {
    context.memory.note(
      Diagnostic(
        .warning,
        Phrase(
          "found that what the file includes comes to more than \(sizeLimit) bytes; the rest is left out",
          "이 파일이 포함하는 내용이 모두 \(sizeLimit)바이트보다 커서 나머지는 읽지 않았습니다"),
        at: Place(file.path)))
  }

  /// The targets of a file with those of the files that it takes in.
  static func parsedWithIncludes(
    _ file: SourceFile, _ kind: Kind, _ context: ReadingContext
  ) -> [BuildTarget] {
    let parts = parts(of: file, kind, context)
    guard parts.count > 1 else { return parsed(file, kind) }
    let found =
      kind == .make
      ? Targets.makefiles(parts.map(\.file.text)) : parts.map { parsed($0.file, kind) }
    // What stands before a name stands before each target that needs it, too.
    var prefixBytes = 0
    return zip(parts, found).flatMap { part, targets -> [BuildTarget] in
      guard part.file.path != file.path else { return targets }
      return targets.compactMap { target -> BuildTarget? in
        var target = target
        target.path = part.file.path
        guard let namespace = part.namespace else { return target }
        let prefix = namespace + separator(kind)
        let isFirst = prefixBytes <= sizeLimit
        prefixBytes += prefix.utf8.count * (1 + target.dependencies.count)
        guard prefixBytes <= sizeLimit else {
          if isFirst { noteSize(of: file, context) }
          return nil
        }
        target.name = prefix + target.name
        // A name that starts with a colon is one of the file at the root.
        target.dependencies = target.dependencies.map {
          $0.hasPrefix(":") ? String($0.dropFirst()) : prefix + $0
        }
        return target
      }
    }
  }

  private static func separator(_ kind: Kind) -> String { kind == .just ? "::" : ":" }

  private static func includes(in file: SourceFile, _ kind: Kind) -> [TargetInclude] {
    switch kind {
    case .make: Targets.includes(inMakefile: file.text)
    case .just: Targets.includes(inJustfile: file.text)
    case .taskfile: Targets.includes(inTaskfile: file.bytes)
    case .packageScripts, .composer, .rake, .tox, .nox, .poe, .invoke, .cargo, .pdm, .hatch,
      .pipenv, .deno, .earthfile, .dagger, .fabric, .powerShell, .buildWorkflow, .pixi, .mise:
      []
    }
  }

  private static func paths(
    of include: TargetInclude, from folder: RelativePath, _ kind: Kind, _ context: ReadingContext
  ) -> [RelativePath] {
    guard let path = folder.appending(include.path) else { return [] }
    if include.path.contains(where: { "*?[".contains($0) }) {
      let files = context.files(matching: path, among: context.files(in: path.folder))
      return files?.sorted() ?? []
    }
    if context.files.contains(path) { return [path] }
    // A folder means its usual file; a module may also be a folder with a file of its own.
    let isModule = kind == .just && path.fileExtension == "just"
    let home = isModule ? RelativePath(String(path.text.dropLast(".just".count))) : path
    let names =
      kind == .taskfile
      ? ["Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "taskfile.yaml"]
      : ["mod.just", "justfile", "Justfile"]
    return names.lazy.compactMap { home.appending($0) }.first { context.files.contains($0) }
      .map { [$0] } ?? []
  }
}
