import Rubrics
import SourceModel

/// What a team's configuration says of the rubric, of files and of other repositories; the same in every
/// format.
struct TeamText {
  private let repository: RepositorySummary
  private let language: Language

  init(_ repository: RepositorySummary, _ language: Language) {
    self.repository = repository
    self.language = language
  }

  /// That the repository brought the rubric, whose words and verdict are then its own; `nil` where the
  /// call vouches for the rubric.
  var rubric: String? {
    guard let folder = repository.rubric.map({ $0.text.isEmpty ? "." : $0.text }) else {
      return nil
    }
    return Phrase(
      "Judged by the repository's own rubric in \(folder): criteria and words are the repository's.",
      "저장소가 가진 기준표(\(folder))로 판정했습니다. 기준과 문구는 저장소가 정한 것입니다."
    ).text(in: language)
  }

  /// How many files the team leaves out; `nil` where it leaves out none.
  var excluded: String? {
    let count = repository.excluded
    guard count > 0 else { return nil }
    return Phrase(
      count == 1
        ? "The team's configuration leaves out 1 file."
        : "The team's configuration leaves out \(count) files.",
      "팀 설정에 따라 파일 \(count)개를 제외했습니다."
    ).text(in: language)
  }

  /// The other repositories of the team; `nil` where it names none.
  var related: String? {
    guard !repository.related.isEmpty else { return nil }
    let names = repository.related.joined(separator: ", ")
    return Phrase(
      "Repositories of the same team, not looked into: \(names)",
      "같은 팀의 다른 저장소 (살펴보지 않음): \(names)"
    ).text(in: language)
  }
}
