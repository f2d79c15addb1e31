import FactModel
import SourceModel

/// Collects the environments and channels that are deployed to, each once under one spelling.
struct EnvironmentFinder {
  let facts: Facts
  let findings: Findings

  /// Those of pipelines first, then those of the configuration, then release channels.
  var environments: [Environment] {
    var seen: Set<String> = []
    let ofPipelines = ofPipelines
    let unnamed = unnamedProduction(beside: ofPipelines + findings.environments)
    let all = ofPipelines + ofImages + findings.environments + unnamed + channels
    return all.filter { environment in
      let name = EnvironmentName.canonical(environment.name) ?? environment.name.lowercased()
      return seen.insert("\(environment.source == .channel) \(name)").inserted
    }
  }

  private var ofPipelines: [Environment] {
    facts.deliveries.compactMap { delivery in
      guard let name = delivery.environment else { return nil }
      switch delivery.reach {
      case .deploys, .handsOver, .pulls:
        return Environment(
          name: name.lowercased(), source: .pipeline, isProduction: delivery.isProduction,
          place: delivery.place)
      case .publishes, .images, .configured: return nil
      }
    }
  }

  /// The production that has no name beside an environment that has one, such as a staging.
  private func unnamedProduction(beside named: [Environment]) -> [Environment] {
    guard
      named.contains(where: { environment in
        EnvironmentName.isDeployedTo(environment.name)
          || environment.source == .pipeline && environment.name == "review"
      }),
      named.allSatisfy({ !$0.isProduction }),
      let delivery = facts.deliveries.first(where: { delivery in
        delivery.environment == nil && delivery.isProduction && delivery.deploysOwn
      })
    else { return [] }
    return [
      Environment(
        name: "production", source: .pipeline, isProduction: true, place: delivery.place)
    ]
  }

  /// Those that images are published for: a tag that is the environment's name moves with it.
  private var ofImages: [Environment] {
    facts.images.compactMap { image in
      guard image.role == .published, let tag = image.tag, !Placeholder.isIn(tag) else {
        return nil
      }
      let name = tag.lowercased()
      guard name.nameWords.allSatisfy({ $0 == "latest" || $0 == "env" || isDeployedTo($0) }),
        let word = name.nameWords.first(where: isDeployedTo)
      else { return nil }
      return Environment(
        name: word, source: .pipeline, isProduction: EnvironmentName.isProduction(word),
        place: image.place)
    }
  }

  /// Whether a word of a tag means an environment; `test` and `demo` are often other things.
  private func isDeployedTo(_ word: String) -> Bool { EnvironmentName.isPlain(word) }

  private var channels: [Environment] {
    let published = facts.deliveries.compactMap { delivery -> Environment? in
      guard delivery.reach == .publishes || delivery.reach == .images,
        let name = delivery.environment
      else { return nil }
      return Environment(name: name, source: .channel, isProduction: false, place: delivery.place)
    }
    let tagged = facts.images.compactMap { image -> Environment? in
      guard image.role == .published, let tag = image.tag, Channel.isBesideStable(tag) else {
        return nil
      }
      return Environment(
        name: tag.lowercased(), source: .channel, isProduction: false, place: image.place)
    }
    return published + tagged
  }
}
