import Catalogue
import FactModel
import SourceModel

/// A command of a pipeline that sets an image of a kustomization before it is built.
///
/// https://kubectl.docs.kubernetes.io/references/kustomize/cmd/edit/set/image/
struct ImageCommand {
  /// What it sets.
  var image: ImageOverride
  /// The names of the folder that the shell is in, as far as the job's commands say them.
  fileprivate var parts: [Substring]

  /// No folder has a longer path; thousands of commands may stand behind one that names it.
  private static let longestFolder = 4_096

  /// What folders are called that it is for; `nil` where it may be for all.
  var folderName: String? { parts.last.map(String.init) }

  /// Whether it is for the kustomization in a folder of such names.
  func isFor(_ folder: [Substring]) -> Bool {
    parts.isEmpty || folder.suffix(parts.count).elementsEqual(parts)
  }

  /// The names of a folder as a command says it; none where it is not known.
  private static func names(of folder: String) -> [Substring] {
    guard folder.utf8.count <= longestFolder, !Placeholder.isIn(folder) else { return [] }
    return folder.split(separator: "/").filter { $0 != "." && $0 != ".." }
  }

  /// Those of all pipelines.
  static func all(in pipelines: [Pipeline]) -> [ImageCommand] {
    pipelines.flatMap(\.jobs).flatMap { job in
      var folder: [Substring] = []
      return job.steps.flatMap { step -> [ImageCommand] in
        if step.words.first == "cd", step.words.count == 2 { folder = names(of: step.words[1]) }
        guard step.words.count > 4, ProgramName.key(of: step.words[0]) == "kustomize",
          step.words[1...3].elementsEqual(["edit", "set", "image"])
        else { return [] }
        let variables = StepVariables(step)
        return step.words[4...].filter { !$0.hasPrefix("-") }.compactMap { word in
          ImageOverride(variables.resolved(word), at: step.place)
            .map { ImageCommand(image: $0, parts: folder) }
        }
      }
    }
  }
}
