import SourceModel

extension Vocabulary {
  static let ladderCollections = [ladder, orchestration]

  private static let ladder = FactCollection(
    "ladder", "every rung of the infrastructure ladder that the tree shows",
    attributes: [
      .texts("rung", "the rung", values: Rung.allCases.map(\.rawValue)) { [$0.name] }
    ],
    facts: { view in
      Rung.allCases.compactMap { rung in
        view.facts.ladder[rung].map { Shown(name: rung.rawValue, place: $0.first) }
      }
    },
    shown: { [FactSign($0.place, Phrase($0.name, $0.name))] })

  private static let orchestration = FactCollection(
    "orchestration", "every capability of container orchestration that the tree shows",
    attributes: [
      .texts(
        "capability", "the capability",
        values: OrchestrationCapability.allCases.map(\.rawValue)
      ) { [$0.name] }
    ],
    facts: { view in
      OrchestrationCapability.allCases.compactMap { capability in
        view.facts.orchestration[capability].map {
          Shown(name: capability.rawValue, place: $0.first)
        }
      }
    },
    shown: { [FactSign($0.place, Phrase($0.name, $0.name))] })

  /// A rung or capability with a place that shows it.
  private struct Shown: Sendable {
    var name: String
    var place: Place?
  }
}
