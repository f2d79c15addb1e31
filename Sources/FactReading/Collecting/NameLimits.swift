import FactModel
import SourceModel

extension String {
  /// How many characters of a name are kept.
  ///
  /// GitHub takes 255 for an environment, and an expression that gives one may be longer:
  /// https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments
  private static let nameLimit = 1_000

  /// The name, or the beginning of one that no host takes: each step of a pipeline looks at those around it.
  var keptName: String { shortened(to: Self.nameLimit) }

  fileprivate mutating func keepName() {
    if utf8.count > Self.nameLimit { self = keptName }
  }
}

extension Pipeline {
  /// Shortens the names of the pipeline and of its jobs, stages, environments, steps and branches.
  mutating func shortenNames() {
    name.keepName()
    for index in triggers.indices { triggers[index].shortenNames() }
    for index in jobs.indices { jobs[index].shortenNames() }
  }
}

extension Trigger {
  fileprivate mutating func shortenNames() {
    let lists: [WritableKeyPath<Trigger, [String]>] = [
      \.branches, \.ignoredBranches, \.tags, \.paths,
    ]
    for list in lists {
      for index in self[keyPath: list].indices { self[keyPath: list][index].keepName() }
    }
  }
}

extension Job {
  fileprivate mutating func shortenNames() {
    name.keepName()
    stage?.keepName()
    environment?.name.keepName()
    for index in steps.indices { steps[index].name?.keepName() }
  }
}
