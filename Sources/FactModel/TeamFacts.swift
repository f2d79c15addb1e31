package import SourceModel

/// The facts of the repositories of one team, each collected on its own.
///
/// Facts keep the paths of their repository, so that what is asked of the root is asked of each
/// root; only what reports show of them is put into the folder that stands for the repository.
package struct TeamFacts: Sendable {
  /// One repository of the team.
  package struct Member: Sendable {
    /// The folder that stands for it in reports; the empty path where there is only one repository.
    package let folder: RelativePath
    /// Its facts.
    package let facts: Facts
  }

  /// The repositories, in the order of the call; at least one.
  package let members: [Member]
  /// The index of the repository that decides what the team makes: the one whose program another
  /// deploys, or else the first of the first kind.
  package let leading: Int
  /// What the team makes: a service where one of the repositories holds one, or deploys the program of
  /// another.
  package let project: Project

  /// The facts of a single repository.
  package init(_ facts: Facts) {
    self.init(members: [Member(folder: RelativePath(""), facts: facts)])
  }

  /// The facts of several repositories by their names, the first one's apart.
  package init(
    _ first: (name: String, facts: Facts), and others: [(name: String, facts: Facts)]
  ) {
    guard !others.isEmpty else {
      self.init(first.facts)
      return
    }
    let all = [first] + others
    let folders = Self.folders(for: all.map(\.name))
    let checking = all.map { FactView($0.facts).checksChanges }
    let members = all.indices.map { index in
      let isCheckedElsewhere = checking.indices.contains { $0 != index && checking[$0] }
      let facts = all[index].facts
      return Member(
        folder: folders[index], facts: isCheckedElsewhere ? facts.withDeliveriesApart : facts)
    }
    self.init(members: members)
  }

  private init(members: [Member]) {
    let deployed = Self.deployedProgram(among: members)
    let kinds = members.map(\.facts.project.kind)
    leading =
      deployed?.index ?? ProjectKind.allCases.lazy.compactMap(kinds.firstIndex).first ?? 0
    let member = members[leading]
    var project = member.facts.project
    project.evidence = project.evidence.map { $0.placed(in: member.folder) }
    if let place = deployed?.place {
      project.kind = .service
      project.reason = Phrase("the team deploys it", "팀이 직접 배포함")
      project.evidence = [place]
    }
    (self.members, self.project) = (members, project)
  }

  /// The folders that stand for repositories: their names, and `NAME-2` for the second of a name.
  package static func folders(for names: [String]) -> [RelativePath] {
    var taken = Set<String>()
    return names.map { name in
      let name = name.isEmpty ? "repository" : name
      var free = name
      var count = 1
      while taken.contains(free) || (count > 1 && names.contains(free)) {
        count += 1
        free = "\(name)-\(count)"
      }
      taken.insert(free)
      return RelativePath(free)
    }
  }

  /// A repository with a program in an image that shows no deployment itself, where another of the team's
  /// is infrastructure that is deployed from there; and the place of that deployment.
  private static func deployedProgram(among members: [Member]) -> (index: Int, place: Place)? {
    guard !members.contains(where: { $0.facts.project.kind == .service }) else { return nil }
    // Where somebody says what it is, there is no evidence, and nothing to conclude.
    let program = members.firstIndex { member in
      member.facts.project.kind == .tool && !member.facts.project.evidence.isEmpty
        && member.facts.ladder[.docker] != nil
    }
    let deployment = members.lazy.compactMap { member -> Place? in
      guard member.facts.project.kind == .infrastructure else { return nil }
      let delivery = member.facts.deliveries.first { $0.bringsIntoProduction }
      return delivery?.place.placed(in: member.folder)
    }.first
    guard let program, let deployment else { return nil }
    return (program, deployment)
  }

  /// The index of the repository in which a shown place stands.
  package func member(holding place: Place?) -> Int {
    guard let path = place?.path, members.count > 1 else { return leading }
    return members.firstIndex { path.isInside($0.folder) } ?? leading
  }

  /// The same facts, places as reports show them.
  package var shown: [Shown] {
    members.map { Shown(folder: $0.folder, facts: $0.facts) }
  }

  /// What reports show of a repository's facts beside criteria.
  package struct Shown: Sendable {
    fileprivate let folder: RelativePath
    fileprivate let facts: Facts

    /// The rungs of the ladder with their places.
    package var ladder: [Rung: [Place]] { facts.ladder.mapValues(placed) }
    /// The orchestration capabilities with their places.
    package var orchestration: [OrchestrationCapability: [Place]] {
      facts.orchestration.mapValues(placed)
    }
    /// The tools that were seen, with their places.
    package var uses: [ToolUse] {
      (facts.uses + facts.pipelineUses).map { use in
        var use = use
        use.place = use.place.placed(in: folder)
        return use
      }
    }
    /// The warnings.
    package var warnings: [Diagnostic] { facts.warnings.map { $0.placed(in: folder) } }

    private func placed(_ places: [Place]) -> [Place] { places.map { $0.placed(in: folder) } }
  }
}

extension FactView {
  private static let checks: CaseSet<Capability> = [
    .tests, .lints, .formats, .checksTypes, .builds, .buildsImage,
  ]

  /// Whether a job checks changes.
  fileprivate var checksChanges: Bool {
    jobs.contains { $0.startsOnChange && !$0.capabilities.isDisjoint(with: Self.checks) }
  }

  /// The pipelines that only deliver.
  fileprivate var pipelinesWithoutChecks: Set<RelativePath> {
    let checking = jobs.filter { !$0.capabilities.isDisjoint(with: Self.checks) }
    return Set(jobs.map(\.pipeline.place.path)).subtracting(checking.map(\.pipeline.place.path))
  }
}

extension Facts {
  /// The facts where changes are checked in another repository: a pipeline that does nothing but
  /// deliver then has a trigger of its own.
  fileprivate var withDeliveriesApart: Facts {
    let delivering = FactView(self).pipelinesWithoutChecks
    var facts = self
    facts.deliveries = deliveries.map { delivery in
      guard let path = delivery.pipelinePath, delivering.contains(path) else { return delivery }
      var delivery = delivery
      delivery.apart = .ownTrigger
      return delivery
    }
    return facts
  }
}

extension FactItem {
  /// The fact, what shows it put into the folder that stands for its repository.
  package func placed(in folder: RelativePath) -> FactItem {
    guard !folder.text.isEmpty else { return self }
    return FactItem(
      value: value, proof: { proof($0).map { $0.placed(in: folder) } },
      signs: { signs().map { $0.placed(in: folder) } })
  }
}

extension FactSign {
  fileprivate func placed(in folder: RelativePath) -> FactSign {
    var sign = FactSign(place?.placed(in: folder), excerpt, what)
    sign.isSaidOnce = isSaidOnce
    sign.isOneOfSeveral = isOneOfSeveral
    return sign
  }
}

extension Delivery {
  /// Whether it brings a program, and no pages, into a production of the team's.
  fileprivate var bringsIntoProduction: Bool { deploysOwn && isProduction && !isPages }
}
