import SourceModel
import Syntax

/// The folders into which a job puts its own repository, instead of the folder in which it starts.
///
/// https://github.com/actions/checkout#usage
struct ActionsCheckouts {
  /// Those that are known, from the folder in which the job starts.
  private(set) var folders: Set<String> = []
  /// Those that only the run knows, `src/${{ github.repository }}`, as the file writes them.
  private var written: [String] = []

  /// More than any job has of its own repository.
  private static let limit = 10

  /// The repository is where the job starts.
  init() {}

  /// Looks for the steps that check the repository out.
  ///
  /// - Parameter setting: what holds for the steps; it knows of no checkouts yet.
  init(in steps: Node?, _ setting: ActionsStepSetting, _ context: ReadingContext) {
    let own = (steps?.items ?? []).firstResults(Self.limit) { OwnCheckout($0) }
    let places = own.map { checkout in
      (checkout: checkout, folder: setting.resolved(checkout.path))
    }
    let isAtStart = places.contains { $0.folder?.text.isEmpty == true }
    for (checkout, folder) in places {
      guard let folder else {
        written.append(setting.filled(checkout.path).withoutEnd)
        continue
      }
      guard !folder.text.isEmpty else { continue }
      // Beside the repository itself lies another branch of it, or what is one of its own folders.
      let isOther = isAtStart && (checkout.isOfFixedBranch || context.folders.contains(folder))
      if !isOther { folders.insert(folder.text) }
    }
  }

  /// The path as the repository has it.
  func inRepository(_ path: RelativePath?) -> RelativePath? {
    path.map { FollowFrame.path($0, without: folders) }
  }

  /// What a text names within one of the folders that only the run knows; `nil` where it names none.
  func rest(of text: String) -> String? {
    for folder in written {
      if text.withoutEnd == folder { return "" }
      if text.hasPrefix(folder + "/") { return String(text.dropFirst(folder.count + 1)) }
    }
    return nil
  }
}

/// A step that checks out the repository of the workflow.
private struct OwnCheckout {
  let path: String
  /// Whether it names a branch, tag or commit that no expression says.
  let isOfFixedBranch: Bool

  /// `nil` for other steps, and for those that take the repository of somebody else.
  init?(_ step: Node) {
    guard let uses = step["uses"]?.text,
      ActionsBuilder.nameAndVersion(of: uses).0.hasSuffix("actions/checkout"),
      Self.isOwn(step["with", "repository"]?.text ?? "")
    else { return nil }
    path = step["with", "path"]?.text ?? ""
    let ref = step["with", "ref"]?.text ?? ""
    isOfFixedBranch = !ref.isEmpty && !ref.contains("${{")
  }

  /// Whether a name of a repository is that of the workflow, or of the fork that asks to be merged.
  private static func isOwn(_ name: String) -> Bool {
    guard name.contains("${{") else { return name.isEmpty }
    let inner = ActionsTemplate.expression(in: name.trimmingSpaces)
    guard let inner, case .reference(let path)? = ActionsExpression(inner) else { return false }
    return path == ["github", "repository"]
      || path == ["github", "event", "pull_request", "head", "repo", "full_name"]
  }
}

extension String {
  /// A path without the slash at its end.
  fileprivate var withoutEnd: String { hasSuffix("/") ? String(dropLast()) : self }
}
