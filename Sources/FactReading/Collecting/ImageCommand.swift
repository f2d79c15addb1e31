import Catalogue
import FactModel
import SourceModel

/// A command of a pipeline that sets an image of a kustomization before it is built.
///
/// https://kubectl.docs.kubernetes.io/references/kustomize/cmd/edit/set/image/
struct ImageCommand {
  /// What it sets.
  var image: ImageOverride
  /// The folder that the shell is in, as far as the job's commands say; `nil` where they do not.
  var folder: String?

  /// What folders are called that it is for; `nil` where it may be for all.
  var folderName: String? { parts.last.map(String.init) }

  /// The folder's names, as far as they are known.
  private var parts: [Substring] {
    guard let folder, !Placeholder.isIn(folder) else { return [] }
    return folder.split(separator: "/").filter { $0 != "." && $0 != ".." }
  }

  /// Whether it is for the kustomization of a folder.
  func isFor(_ other: RelativePath) -> Bool {
    let parts = parts
    return parts.isEmpty || other.parts.suffix(parts.count).elementsEqual(parts)
  }

  /// Those of all pipelines.
  static func all(in pipelines: [Pipeline]) -> [ImageCommand] {
    pipelines.flatMap(\.jobs).flatMap { job in
      var folder: String?
      return job.steps.flatMap { step -> [ImageCommand] in
        if step.words.first == "cd", step.words.count == 2 { folder = step.words[1] }
        guard step.words.count > 4, ProgramName.key(of: step.words[0]) == "kustomize",
          step.words[1...3].elementsEqual(["edit", "set", "image"])
        else { return [] }
        let variables = StepVariables(step)
        return step.words[4...].filter { !$0.hasPrefix("-") }.compactMap { word in
          ImageOverride(variables.resolved(word), at: step.place)
            .map { ImageCommand(image: $0, folder: folder) }
        }
      }
    }
  }
}
