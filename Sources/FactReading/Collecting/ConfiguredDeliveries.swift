import FactModel
import SourceModel

/// Deliveries that the tree configures without a pipeline of its own.
enum ConfiguredDeliveries {
  /// GitOps controllers and platforms that deploy from the tree, and configuration that nothing runs.
  static func found(in facts: Facts) -> [Delivery] {
    let branches = environmentBranches(in: facts)
    var folders = FolderMemory<String?>()
    let deliveries: [Delivery] = facts.uses.compactMap { use in
      guard let reach = reach(of: use) else { return nil }
      let environment =
        folders.value(of: use.place.path, EnvironmentPath.inFolders) ?? branches[use.place]
      let isPromoted = reach == .pulls && !facts.history.promotedBranches.isEmpty
      return Delivery(
        reach: reach, apart: .ownTrigger, decision: isPromoted ? .person : .automatic,
        environment: environment,
        isProduction: reach == .pulls && environment.map(EnvironmentName.isProduction) ?? true,
        tool: use.tool, place: use.place, excerpt: use.excerpt)
    }
    return deliveries.uniqued(by: DeliveryIdentity.init)
  }

  /// The branches named for environments that applications of Argo CD follow, by where these stand.
  ///
  /// https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/
  private static func environmentBranches(in facts: Facts) -> [Place: String] {
    facts.resources.reduce(into: [:]) { found, resource in
      guard resource.type == "Application", resource.settings["chart"] == nil,
        let branch = resource.settings["version"]?.value, EnvironmentName.isPlain(branch)
      else { return }
      found[resource.place] = branch
    }
  }

  private static func reach(of use: ToolUse) -> Delivery.Reach? {
    if use.gives(.pullsFromTree) { return .pulls }
    if use.gives(.configuresPlatform) || use.gives(.configuresRelease) { return .configured }
    return nil
  }
}
