package import Inventory
package import SourceModel

extension SourceTree {
  /// The files of a repository.
  package init(_ repository: Repository) {
    self.init(
      name: repository.name, files: repository.files, allPaths: repository.allPaths,
      source: repository.source)
  }

  /// Files in memory, for examples; those that never count are left out.
  package init(name: String, _ files: [RelativePath: [UInt8]]) {
    let paths = files.keys.sorted()
    self.init(
      name: name, files: EvidencePaths.evidence(among: paths), allPaths: paths,
      source: MemoryFileSource(files))
  }

  private init(
    name: String, files: [RelativePath], allPaths: [RelativePath], source: any FileSource
  ) {
    self.init(name: name, files: files, allPaths: allPaths) { path in
      do throws(FileReadFailure) {
        return .success(try source.read(path))
      } catch {
        return .failure(Refusal(error))
      }
    } readTogether: { paths in
      source.readTogether(paths).mapValues { $0.mapError(Refusal.init) }
    }
  }
}

extension SourceTree.Refusal {
  fileprivate init(_ failure: FileReadFailure) {
    self =
      switch failure {
      case .missing, .folder, .link: .absent
      case .notRegular: .special
      case .outside: .outside
      case .noObject: .noObject
      case .tooLarge(let size, let limit): .tooLarge(size: size, limit: limit)
      case .unreadable(let reason): .unreadable(reason)
      }
  }
}
