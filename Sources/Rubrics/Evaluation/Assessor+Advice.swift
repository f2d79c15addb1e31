import FactModel
import SourceModel

extension Assessor {
  /// The piece of advice that fits the repository.
  func advice(_ criterion: Criterion, _ table: inout FactTable) -> ChosenAdvice? {
    for piece in criterion.advice {
      if let condition = piece.condition, !table.finding(condition).holds { continue }
      var site: Place?
      for query in piece.sites where site == nil {
        site = Self.inOrder(table.finding(.some(query)).evidence).lazy.compactMap(\.place).first
      }
      let chosen = ChosenAdvice(how: piece.how, at: site, snippet: piece.snippet)
      return Self.fitted(chosen, among: table.view.facts.files)
    }
    return nil
  }

  /// The advice for a tree that may hold the file of its snippet already.
  ///
  /// A part of a file goes into the file of its place where that stands in the same folder, and
  /// gets its head in a file of its own. A file that is there is pointed at, under the name that
  /// it has, rather than made anew.
  static func fitted(_ advice: ChosenAdvice, among files: [RelativePath]) -> ChosenAdvice {
    guard var snippet = advice.snippet, let path = snippet.path else { return advice }
    var fitted = advice
    let head = snippet.head
    snippet.head = nil
    if head != nil, let site = advice.at?.path.text, folder(of: site) == folder(of: path) {
      snippet.path = site
    } else if let file = files.first(where: { key($0.text) == key(path) }) {
      snippet.path = file.text
      if advice.at?.path != file {
        fitted.at = Place(file)
        fitted.how = Phrase(
          "\(advice.how.english) `\(file.text)` is there already: change it accordingly.",
          "\(advice.how.korean) `\(file.text)` 파일이 이미 있으므로 그 파일을 알맞게 고칩니다.")
      }
    } else if let head {
      snippet.text = head + snippet.text
    }
    fitted.snippet = snippet
    return fitted
  }

  private static func folder(of path: String) -> Substring {
    path.lastIndex(of: "/").map { path[..<$0] } ?? ""
  }

  /// A path by which spellings of one file are equal.
  private static func key(_ path: String) -> String {
    let lowered = path.lowercased()
    return lowered.hasSuffix(".yaml") ? lowered.dropLast(4) + "yml" : lowered
  }
}
