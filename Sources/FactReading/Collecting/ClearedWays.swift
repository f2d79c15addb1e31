import FactModel

extension [Step] {
  /// Takes ways back from steps that only clear the way for the next version: their failure is ignored,
  /// and the same tool deploys behind them under the same rules what it did not deploy before.
  ///
  /// `cf cancel-deployment shop || true; cf push shop` ends a rollout that hangs, if there is one, and
  /// goes on: https://docs.cloudfoundry.org/devguide/deploy-apps/rolling-deploy.html
  mutating func clearWays() {
    guard contains(where: \.mayClearTheWay) else { return }
    var last: [String: Int] = [:]
    for index in indices {
      for tool in self[index].deployers { last[tool] = index }
    }
    var deployed: [String: Set<String>] = [:]
    for index in indices {
      if self[index].mayClearTheWay {
        let (conditions, what) = (self[index].conditions, self[index].words.last ?? "")
        for use in self[index].uses.indices {
          let tool = self[index].uses[use].tool
          guard let next = last[tool], next > index, self[next].conditions == conditions,
            deployed[tool]?.contains(what) != true
          else { continue }
          self[index].uses[use].capabilities.remove(.rollsBack)
        }
      }
      for tool in self[index].deployers {
        deployed[tool, default: []].formUnion(self[index].words)
      }
    }
  }
}

extension Step {
  /// The tools that it deploys with.
  fileprivate var deployers: [String] { uses.filter { $0.gives(.deploys) }.map(\.tool) }

  fileprivate var mayClearTheWay: Bool {
    ignoresFailure && uses.contains { $0.gives(.rollsBack) }
  }
}
