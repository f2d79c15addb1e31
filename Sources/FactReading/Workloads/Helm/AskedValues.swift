import FactModel
import SourceModel
import Syntax

/// The values that the templates of a chart ask for; the others change nothing.
///
/// https://helm.sh/docs/chart_template_guide/values_files/
struct AskedValues {
  /// The paths as the templates name them, `.postgres.resources`.
  private let paths: Set<String>
  /// What these lie in, `.postgres`.
  private let outer: Set<String>

  /// The values that the chart beside a values file asks for; `nil` where it has no templates of its
  /// own, has other charts in it, or takes the values as a whole.
  init?(beside file: RelativePath, _ chart: Node?, _ context: ReadingContext) {
    guard let folder = file.folder.appending("templates"), chart?["dependencies"] == nil,
      file.folder.appending("charts").map(context.folders.contains) != true,
      file.folder.appending("requirements.yaml").map(context.files.contains) != true
    else { return nil }
    let templates = context.files(below: folder)
    guard !templates.isEmpty else { return nil }
    var paths: Set<String> = []
    for template in templates {
      guard let file = context.read(template) else { return nil }
      let pieces = String(decoding: file.bytes, as: UTF8.self).split(
        separator: ".Values", omittingEmptySubsequences: false)
      for piece in pieces.dropFirst() {
        let name = piece.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        guard name.hasPrefix("."), name.count > 1 else { return nil }
        paths.insert(String(name))
      }
    }
    self.paths = paths
    outer = paths.reduce(into: []) { outer, path in outer.formUnion(Self.outer(of: path)) }
  }

  /// Whether a template names the value, something in it, or what it is in.
  func has(_ path: String) -> Bool {
    paths.contains(path) || outer.contains(path)
      || Self.outer(of: path).contains(where: paths.contains)
  }

  /// How deep values lie in each other; nobody asks for deeper ones.
  private static let depthLimit = 20

  /// The paths in which one lies.
  private static func outer(of path: String) -> [String] {
    path.utf8.indices.dropFirst().lazy.filter { path.utf8[$0] == UInt8(ascii: ".") }
      .prefix(depthLimit).map { String(path[..<$0]) }
  }
}
