import FactModel
import SourceModel

/// Reads `requirements.txt` and its relatives.
struct RequirementsReader: FileReader {
  var endings: Set<String>? { ["txt", "in", "pip"] }

  func wants(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    guard name.hasSuffix(".txt") || name.hasSuffix(".in") || name.hasSuffix(".pip") else {
      return false
    }
    let isInFolder = path.folder.name == "requirements" && !name.hasPrefix("readme")
    return isInFolder || name.hasPrefix("requirements") || name.hasSuffix("requirements.txt")
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let isSource = file.path.fileExtension == "in"
    let folder = file.path.folder
    let compiled = isSource ? folder.appending(file.path.stem + ".txt") : nil
    let isDevelopment = PythonGroups.isDevelopment(
      file.path.stem + (folder.name == "requirements" ? "" : " " + folder.name))
    let requirements = RequirementsFile(file, context)
    let summary = requirements.summary
    var draft = ManifestDraft("pypi", file: file, folder: Self.projectFolder(folder))
    let isCompiled = !isSource && context.has(file.path.stem + ".in", in: folder)
    draft.dependencies = requirements.lines.filter { !$0.isTransitive }.map {
      $0.requirement.dependency(isDevelopment ? .development : .runtime, at: $0.place)
    }
    // The input of a compiled file names what is wanted, the compiled one the versions.
    if isCompiled { draft.dependencies = [] }
    draft.manifest.managesPackages = !isDevelopment
    if summary.isPinned {
      (draft.manifest.lock, draft.manifest.lockPlace) = (.locked, Place(file.path))
    } else if let first = summary.unpinned {
      (draft.manifest.lock, draft.manifest.lockPlace) = (.floating, first)
    } else {
      draft.manifest.lock = .noDependencies
    }
    if let compiled, let summary = RequirementsFile.summary(of: compiled, context), summary.isPinned
    {
      (draft.manifest.lock, draft.manifest.lockPlace) = (.locked, Place(compiled))
    } else if draft.manifest.lock == .floating, !isDevelopment,
      let lock = PythonLocks.find(in: Self.projectFolder(folder), context)
    {
      (draft.manifest.lock, draft.manifest.lockPlace) = (.locked, lock)
    }
    return draft.facts
  }

  /// The folder that the requirements belong to: `requirements/` belongs to the one above.
  private static func projectFolder(_ folder: RelativePath) -> RelativePath {
    folder.name == "requirements" ? folder.folder : folder
  }
}
