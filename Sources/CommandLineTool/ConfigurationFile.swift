import Inventory
import Rubrics
import SourceModel

/// The text of a team's configuration, not yet read.
struct ConfigurationFile {
  /// How reports name it.
  var path: RelativePath
  var bytes: [UInt8]
  /// Where the system finds it; `nil` where it stands in the assessed repository.
  var named: String?
  /// What is odd about where it stands.
  var warnings: [Diagnostic] = []

  /// Whether it stands in the assessed repository, so that whoever changes that can change it.
  var isOwn: Bool { named == nil }

  /// The file that the call names; `nil` where it names none.
  static func named(by arguments: Arguments) throws -> ConfigurationFile? {
    guard let path = arguments.value("config") else { return nil }
    switch NamedFile.read(path) {
    case .failure(let failure):
      throw UsageError(message: "could not read the configuration `\(path)`: \(failure.reason)")
    case .success(let bytes):
      // Reports hold no path of the machine.
      let isOutside = path.hasPrefix("/") || path.hasPrefix("..")
      let shown = isOutside ? RelativePath(RelativePath(path).name) : RelativePath(path)
      return ConfigurationFile(path: shown, bytes: bytes, named: path)
    }
  }

  /// The file of a repository, read as the rest of it is.
  static func find(in repository: Repository) throws -> ConfigurationFile? {
    var found: [ConfigurationFile] = []
    for path in TeamConfiguration.places {
      do throws(FileReadFailure) {
        found.append(
          ConfigurationFile(path: path, bytes: try repository.source.read(path)))
      } catch {
        guard error != .missing else {
          if let fault = absence(of: path, in: repository) {
            throw RubricFault(diagnostics: [fault])
          }
          continue
        }
        throw RubricFault(diagnostics: [
          Diagnostic(error: "could not be read: \(NamedFileFailure(error).reason)", at: Place(path))
        ])
      }
    }
    guard found.count < 2 else {
      throw RubricFault(diagnostics: [
        Diagnostic(
          error: "found a second configuration beside `\(found[0].path)`, expected one",
          at: Place(found[1].path), hint: "remove one of them")
      ])
    }
    guard var file = found.first else { return nil }
    if repository.history.isRepository, !repository.allPaths.contains(file.path) {
      file.warnings.append(
        Diagnostic(
          .warning,
          Phrase(
            "found a configuration that git does not track, expected one for everybody",
            "git이 추적하지 않는 설정입니다. 모두가 함께 쓰는 설정이어야 합니다"),
          at: Place(file.path),
          hint: Phrase("`git add \(file.path)`", "`git add \(file.path)`")))
    }
    return file
  }

  /// What is wrong where a repository has the name of a configuration and no file for it: the team asks
  /// for something, and nobody can tell what.
  private static func absence(of path: RelativePath, in repository: Repository) -> Diagnostic? {
    if repository.source.holds(path) {
      return Diagnostic(
        error: "found a link that leads nowhere, expected a configuration or none", at: Place(path),
        hint: "correct or remove the link")
    }
    guard repository.leftOut.contains(path) else { return nil }
    return Diagnostic(
      error: "found a configuration that is not checked out, expected its file", at: Place(path),
      hint: "check it out, or name a configuration with `--config`")
  }

  /// Configurations of git's list whose files somebody took away, as warnings.
  static func removed(in repository: Repository) -> [Diagnostic] {
    TeamConfiguration.places.filter(repository.allPaths.contains).map { path in
      Diagnostic(
        .warning,
        Phrase(
          "found no file for a configuration that git tracks, so none is read",
          "git이 추적하는 설정의 파일이 없어 설정을 읽지 않았습니다"),
        at: Place(path),
        hint: Phrase(
          "`git restore \(path)`, or `git rm \(path)`", "`git restore \(path)` 또는 `git rm \(path)`")
      )
    }
  }

  /// Files that look like a configuration and are none, as warnings.
  static func misnamed(in repository: Repository) -> [Diagnostic] {
    TeamConfiguration.misnomers.filter(repository.allPaths.contains).map { path in
      Diagnostic(
        .warning,
        Phrase(
          "found a file that is not read, expected `\(TeamConfiguration.fileName)`",
          "읽지 않는 파일입니다. 설정 파일의 이름은 `\(TeamConfiguration.fileName)`입니다"),
        at: Place(path), hint: Phrase("rename it", "이름을 바꾸십시오"))
    }
  }
}

/// The rubric that a configuration names.
extension ConfigurationFile {
  /// The one that a file of the call's own names, looked for beside that file, which nobody changes by
  /// changing the repository; `nil` where it names none.
  func knowledge() throws -> Knowledge? {
    guard let named, let rubric = TeamConfigurationReader.rubric(in: bytes, of: path)?.value else {
      return nil
    }
    let parent = RubricFolder.parent(of: named)
    let folder = try RubricFolder(at: rubric.text.isEmpty ? parent : "\(parent)/\(rubric)")
    return try folder.knowledge(as: folder.setFile == nil ? rubric : rubric.folder)
  }

  /// The one that a repository's own file names in it, with its folder; `nil` where it names none.
  func knowledge(
    in repository: Repository
  ) throws -> (knowledge: Knowledge, folder: RelativePath)? {
    guard let rubric = TeamConfigurationReader.rubric(in: bytes, of: path) else { return nil }
    guard let folder = RubricFolder(at: rubric.value, in: repository) else {
      throw RubricFault(diagnostics: [
        Diagnostic(
          error: "found no rubric in `\(rubric.value)`, expected its set file or folder in the "
            + "repository", at: rubric.place)
      ])
    }
    return (try folder.knowledge(as: folder.path), folder.path)
  }
}
