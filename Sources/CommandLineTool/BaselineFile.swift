import Inventory
import Rubrics
import SourceModel

/// Reads the file of `--baseline`.
enum BaselineFile {
  /// The former report at a path of the system.
  static func baseline(_ path: String) throws -> Baseline {
    switch NamedFile.read(path) {
    case .failure(let failure):
      throw UsageError(message: "could not read the baseline `\(path)`: \(failure.reason)")
    case .success(let bytes):
      let (baseline, faults) = BaselineReader.baseline(in: bytes, of: RelativePath(path))
      guard let baseline else { throw RubricFault(diagnostics: faults) }
      return baseline
    }
  }
}
