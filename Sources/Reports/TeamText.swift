import Rubrics
import SourceModel

/// What a team's configuration says of files and other repositories; the same in every format.
struct TeamText {
  private let repository: RepositorySummary
  private let language: Language

  init(_ repository: RepositorySummary, _ language: Language) {
    self.repository = repository
    self.language = language
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
