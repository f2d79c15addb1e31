import Inventory
import SourceModel

/// Where the files of a rubric stand, named by the folder or by the set file in it.
struct RubricFolder {
  private let repository: Repository
  /// The folder, from the root of what is read.
  let path: RelativePath
  /// The name of the set file, where that is what was named.
  let setFile: String?

  /// No rubric has nearly as many files, and a whole disk is soon named by a slip.
  private static let limit = 20_000

  /// The rubric at a path of the system, which is the caller's.
  init(at path: String) throws(UsageError) {
    let isWhole: Bool
    // A rubric that cannot be read is a fault of the call, not of the repository.
    do throws(InventoryError) {
      (repository, isWhole, setFile) = try Self.open(path)
    } catch {
      guard case .missing = error else {
        throw UsageError(message: "could not read the rubric: \(error)")
      }
      throw UsageError(
        message: "could not read the rubric: found nothing at `\(path)`, expected its set file or "
          + "folder")
    }
    guard isWhole else {
      throw UsageError(
        message: "could not read the rubric: found more than \(Self.limit) files at `\(path)`, "
          + "expected its set file or folder")
    }
    self.path = RelativePath("")
  }

  /// The rubric at a path in the assessed repository, read as that is; `nil` where there is none.
  init?(at path: RelativePath, in repository: Repository) {
    self.repository = repository
    if repository.allPaths.contains(path) {
      (self.path, setFile) = (path.folder, path.name)
    } else {
      guard repository.allPaths.contains(where: { $0.isInside(path) }) else { return nil }
      (self.path, setFile) = (path, nil)
    }
  }

  private static func open(
    _ path: String
  ) throws(InventoryError) -> (repository: Repository, isWhole: Bool, setFile: String?) {
    let opener = RepositoryOpener()
    do throws(InventoryError) {
      let (repository, isWhole) = try opener.openFolder(path, upTo: limit)
      return (repository, isWhole, nil)
    } catch {
      guard case .notAFolder = error else { throw error }
      let (repository, isWhole) = try opener.openFolder(parent(of: path), upTo: limit)
      return (repository, isWhole, RelativePath(path).name)
    }
  }

  /// The folder that holds a file of the system.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What the files say.
  ///
  /// - Parameter folder: what faults call the folder.
  func knowledge(as folder: RelativePath) throws -> Knowledge {
    do {
      return try Knowledge.load(try files())
    } catch let fault as RubricFault {
      throw fault.placed(in: folder)
    }
  }

  /// The files with their names from the folder.
  ///
  /// Beside a set file that was named, others are none of this rubric's.
  func files() throws -> [(name: String, bytes: [UInt8])] {
    let names = repository.allPaths.filter { $0.isInside(path) }.map { $0.taken(from: path) }
    let top = setFile.map { [RelativePath($0)] } ?? Self.setFiles(among: names)
    let others = names.filter { $0.depth > 0 }
    let misspelt = (top + others).filter(Self.isMisspelt)
    guard misspelt.isEmpty else {
      throw RubricFault(
        diagnostics: misspelt.map { name in
          Diagnostic(
            error: "found a file that is not read, expected its name to end in `.yml`",
            at: Place(name), hint: "rename it")
        })
    }
    return try (top + others).filter { $0.fileExtension == "yml" }.map { name in
      (name.text, try bytes(of: name))
    }
  }

  /// The files at the top of a folder that may be meant for the set file.
  private static func setFiles(among names: [RelativePath]) -> [RelativePath] {
    let top = names.filter { $0.depth == 0 && endings.contains($0.fileExtension) }
    let right = top.filter { $0.fileExtension == "yml" }
    return right.isEmpty ? top : right
  }

  private static let endings: Set<String> = ["yml", "yaml"]
  /// The folders whose files belong to the rubric, whatever is at their sides.
  private static let parts: Set<Substring> = ["advice", "catalogue", "criteria"]

  /// Whether a file is meant for one of the rubric's and has another ending.
  private static func isMisspelt(_ name: RelativePath) -> Bool {
    guard !name.text.hasSuffix(".yml") else { return false }
    guard let folder = name.parts.first, name.depth > 0 else {
      return name.fileExtension != "yml"
    }
    return parts.contains(folder) && endings.contains(name.fileExtension)
  }

  private func bytes(of name: RelativePath) throws(RubricFault) -> [UInt8] {
    do throws(FileReadFailure) {
      return try repository.source.read(name.placed(in: path))
    } catch {
      throw RubricFault(diagnostics: [
        Diagnostic(error: "could not be read: \(NamedFileFailure(error).reason)", at: Place(name))
      ])
    }
  }
}
