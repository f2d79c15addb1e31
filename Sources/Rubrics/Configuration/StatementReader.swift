import SourceModel
import Syntax

/// Reads what a team sets aside and vouches for.
struct StatementReader {
  /// The ids that may be named.
  let criteria: [String]
  let today: CalendarDay

  /// All waivers, those out of date included.
  func waivers(_ node: Node, _ faults: inout FaultList) -> [Waiver] {
    let waivers = node.list(of: "waivers", &faults) { node, faults -> Waiver? in
      guard
        let fields = Fields(
          node, "a waiver", required: ["criterion", "reason", "until"], faults: &faults)
      else { return nil }
      let criterion = fields["criterion"]?.word("criterion", among: criteria, &faults)
      let reason = fields["reason"]?.filledText(&faults)
      let until = fields["until"].flatMap { day($0, &faults) }
      guard let criterion, let reason, let until else { return nil }
      return Waiver(
        criterion: criterion, reason: reason.onOneLine, until: until.description,
        place: Place(faults.path, node.position))
    }
    checkOnce(waivers.map { ($0.criterion, $0.place) }, "waiver", &faults)
    return waivers
  }

  /// All attestations, those out of date included.
  func attestations(_ node: Node, _ faults: inout FaultList) -> [Attestation] {
    let keys = ["by", "criterion", "date", "evidence", "until"]
    let attestations = node.list(of: "attestations", &faults) { node, faults -> Attestation? in
      guard let fields = Fields(node, "an attestation", required: keys, faults: &faults) else {
        return nil
      }
      let criterion = fields["criterion"]?.word("criterion", among: criteria, &faults)
      let evidence = fields["evidence"]?.filledText(&faults)
      let by = fields["by"]?.filledText(&faults)
      let date = fields["date"].flatMap { day($0, &faults) }
      let until = fields["until"].flatMap { day($0, &faults) }
      guard let criterion, let evidence, let by, let date, let until else { return nil }
      if until < date, let node = fields["until"] {
        faults.add("found `\(until)`, expected a day after `\(date)`", at: node.position)
      }
      return Attestation(
        criterion: criterion, evidence: evidence.onOneLine, by: by.onOneLine,
        date: date.description, until: until.description,
        place: Place(faults.path, node.position))
    }
    checkOnce(attestations.map { ($0.criterion, $0.place) }, "attestation", &faults)
    return attestations
  }

  private func day(_ node: Node, _ faults: inout FaultList) -> CalendarDay? {
    guard let text = node.filledText(&faults) else { return nil }
    guard let day = CalendarDay(text) else {
      faults.add("found `\(text)`, expected a day such as `2027-01-31`", at: node.position)
      return nil
    }
    return day
  }

  private func checkOnce(
    _ named: [(criterion: String, place: Place?)], _ what: String, _ faults: inout FaultList
  ) {
    var seen: Set<String> = []
    for (criterion, place) in named where !seen.insert(criterion).inserted {
      faults.add(
        "found a second \(what) of `\(criterion)`, expected one",
        at: place?.position ?? .start, hint: "remove one of them")
    }
  }

  // MARK: - Today

  /// The statements that count today.
  func valid(_ statements: TeamStatements) -> TeamStatements {
    TeamStatements(
      waivers: statements.waivers.filter { !isOver($0.until) },
      attestations: statements.attestations.filter { !isOver($0.until) && !isToCome($0.date) })
  }

  /// The statements that do not count today, as warnings.
  func outOfDate(_ statements: TeamStatements) -> [Diagnostic] {
    func ended(_ what: Phrase, _ until: String, _ place: Place?) -> Diagnostic {
      Diagnostic(
        .warning,
        Phrase(
          "found \(what.english), which ended on \(until)",
          "\(what.korean)의 기한이 \(until)에 끝났습니다"), at: place,
        hint: Phrase(
          "the criterion counts again: meet it, or renew what is said with a later day",
          "기준을 다시 셉니다. 기준을 충족하거나 더 늦은 날짜로 갱신하십시오"))
    }
    return statements.waivers.filter { isOver($0.until) }.map {
      ended(Phrase("a waiver of `\($0.criterion)`", "`\($0.criterion)` 면제"), $0.until, $0.place)
    }
      + statements.attestations.compactMap { said in
        if isOver(said.until) {
          return ended(
            Phrase("an attestation of `\(said.criterion)`", "`\(said.criterion)` 확인"),
            said.until, said.place)
        }
        guard isToCome(said.date) else { return nil }
        return Diagnostic(
          .warning,
          Phrase(
            "found an attestation of `\(said.criterion)` that starts on \(said.date), so it does not "
              + "count yet",
            "`\(said.criterion)` 확인은 \(said.date)에 시작하므로 아직 세지 않습니다"),
          at: said.place, hint: Phrase("correct the date", "날짜를 고치십시오"))
      }
  }

  private func isOver(_ until: String) -> Bool {
    CalendarDay(until).map { $0 < today } ?? true
  }

  private func isToCome(_ date: String) -> Bool {
    CalendarDay(date).map { today < $0 } ?? true
  }
}
