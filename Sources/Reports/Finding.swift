import FactModel
import Rubrics
import SourceModel

/// A criterion that is not met, as trackers of findings want it: at a place, with a weight.
struct Finding {
  /// How much it matters to the team's stage.
  enum Importance {
    /// A stage needs it, and nothing of it is there.
    case required
    /// It raises a score, or half of what a stage needs is there: trackers know no grade between.
    case optional
    /// Half of it is there.
    case half
  }

  let result: CriterionResult
  let importance: Importance
  /// Where it would be mended; a file of the tree, whatever is known of it.
  let place: Place
  /// That file, from the folder in which the program is run; `nil` where it lies elsewhere.
  let pathFromHere: RelativePath?
  /// What is said of it, one line: the reason and how to mend it.
  let message: String
  /// Why it is not asked for, where the team waived it.
  let waiver: Waiver?

  /// The file as a host of code finds it in a checkout; where that cannot be told, as other reports
  /// show it.
  var path: RelativePath { pathFromHere ?? place.path }

  /// What stays the same while lines move: the criterion and the path.
  var fingerprint: String { "\(result.id):\(path)" }

  /// The findings in the rubric's order; what is attested is none.
  static func all(in assessment: Assessment, _ language: Language) -> [Finding] {
    let fallback = fallback(in: assessment)
    let origin = TeamText(assessment.repository, language).rubric.map { " (\($0))" } ?? ""
    return assessment.criteria.compactMap { result in
      let importance: Importance
      switch result.status {
      case .met, .notApplicable: return nil
      case .unmet: importance = result.isRequired ? .required : .optional
      case .partial: importance = result.isRequired ? .optional : .half
      }
      var waiver: Waiver?
      switch result.standing {
      case .found: break
      case .waived(let found): waiver = found
      case .attested: return nil
      }
      let how = result.advice?.how.text(in: language) ?? result.question.text(in: language)
      let reason = result.reason.text(in: language)
      let place = place(of: result) ?? fallback
      return Finding(
        result: result, importance: importance, place: place,
        pathFromHere: assessment.pathFromHere(place.path),
        message: PlainText.harmless(
          "\(result.title.text(in: language)): \(reason). \(how)\(origin)"),
        waiver: waiver)
    }
  }

  /// Where the next step would go, or what speaks against the criterion.
  private static func place(of result: CriterionResult) -> Place? {
    result.advice?.at ?? result.evidence.lazy.compactMap(\.place).first
  }

  /// The place for what has none: trackers show nothing that stands nowhere.
  private static func fallback(in assessment: Assessment) -> Place {
    let front = assessment.repository.front ?? RelativePath("README.md")
    return assessment.kindEvidence.first
      ?? Place(front.placed(in: RelativePath(assessment.repository.folder ?? "")))
  }
}
