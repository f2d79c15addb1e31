package import SourceModel

/// What a team says of a criterion beside what its files show.
package enum Standing: Hashable, Sendable {
  /// Nothing: the files alone decide.
  case found
  /// It is set aside for a time.
  case waived(Waiver)
  /// Somebody vouches for it.
  case attested(Attestation)

  /// The name in reports.
  package var name: String {
    switch self {
    case .found: "found"
    case .waived: "waived"
    case .attested: "attested"
    }
  }
}

/// A criterion that the team set aside for a time.
package struct Waiver: Hashable, Sendable {
  /// The criterion's id.
  package var criterion: String
  /// Why.
  package var reason: String
  /// The last day, `2027-01-31`.
  package var until: String
  /// Where it is written.
  package var place: Place?

  /// Makes a waiver.
  package init(criterion: String, reason: String, until: String, place: Place? = nil) {
    self.criterion = criterion
    self.reason = reason
    self.until = until
    self.place = place
  }
}

/// A practice that no file can show, for which somebody vouches.
package struct Attestation: Hashable, Sendable {
  /// The criterion's id.
  package var criterion: String
  /// What shows it, in words or as an address.
  package var evidence: String
  /// Who vouches for it.
  package var by: String
  /// Since when, `2026-11-02`.
  package var date: String
  /// The last day that it counts, `2027-01-31`.
  package var until: String
  /// Where it is written.
  package var place: Place?

  /// Makes an attestation.
  package init(
    criterion: String, evidence: String, by: String, date: String, until: String,
    place: Place? = nil
  ) {
    self.criterion = criterion
    self.evidence = evidence
    self.by = by
    self.date = date
    self.until = until
    self.place = place
  }
}

/// All that a team says beside its files; what is out of date is not among it.
package struct TeamStatements: Hashable, Sendable {
  /// What is set aside, each criterion once.
  package var waivers: [Waiver]
  /// What is vouched for, each criterion once.
  package var attestations: [Attestation]

  /// Makes statements.
  package init(waivers: [Waiver] = [], attestations: [Attestation] = []) {
    self.waivers = waivers
    self.attestations = attestations
  }

  /// What is said of a criterion with a status: only what is missing can be waived or attested.
  func standing(of criterion: String, _ status: Status) -> Standing {
    switch status {
    case .met, .notApplicable: return .found
    case .partial, .unmet: break
    }
    if let attestation = attestations.first(where: { $0.criterion == criterion }) {
      return .attested(attestation)
    }
    return waivers.first { $0.criterion == criterion }.map(Standing.waived) ?? .found
  }

  /// What is said of criteria that are met or do not apply, as warnings.
  func unused(in results: [CriterionResult]) -> [Diagnostic] {
    func told(_ what: Phrase, _ id: String, _ place: Place?) -> Diagnostic? {
      guard let result = results.first(where: { $0.id == id }), result.standing == .found else {
        return nil
      }
      let state =
        result.status == .notApplicable
        ? Phrase("does not apply", "해당하지 않습니다") : Phrase("is met", "충족합니다")
      return Diagnostic(
        .warning,
        Phrase(
          "found \(what.english) of `\(id)`, which \(state.english) without it",
          "`\(id)` \(what.korean): 그것 없이도 \(state.korean)"), at: place,
        hint: Phrase("remove it", "지우십시오"))
    }
    return waivers.compactMap { waiver in
      let isAttested = attestations.contains { $0.criterion == waiver.criterion }
      guard !isAttested else {
        return Diagnostic(
          .warning,
          Phrase(
            "found a waiver of `\(waiver.criterion)`, which is attested too",
            "`\(waiver.criterion)` 면제와 확인이 함께 있습니다"),
          at: waiver.place, hint: Phrase("remove one of them", "하나를 지우십시오"))
      }
      return told(Phrase("a waiver", "면제"), waiver.criterion, waiver.place)
    }
      + attestations.compactMap {
        told(Phrase("an attestation", "확인"), $0.criterion, $0.place)
      }
  }
}

extension CriterionResult {
  /// The result as it counts once the team has been heard: what is waived does not apply, and what is
  /// attested is met.
  package var counted: CriterionResult {
    var result = self
    switch standing {
    case .found: break
    case .waived: result.status = .notApplicable
    case .attested: result.status = .met
    }
    return result
  }
}
