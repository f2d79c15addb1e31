import FactModel
import SourceModel

/// A plan: stages with jobs.
///
/// https://docs.atlassian.com/bamboo-specs-docs/latest/specs.html?yaml#plan
struct BambooPlan {
  let root: PipelineValue
  /// `PROJECT-PLAN`.
  let key: String
  let name: String

  /// Takes a document; `nil` where it holds no live plan.
  init?(_ root: PipelineValue) {
    // The first version had the plan below the project.
    let project = root["project"]
    guard let plan = root["plan"] ?? project?["plan"], root["stages"]?.items.isEmpty == false,
      plan["enabled"]?.flag != false
    else { return nil }
    self.root = root
    let own = plan["key"]?.text ?? plan.text ?? ""
    key = (plan["project-key"] ?? project?["key"])?.text.map { "\($0)-\(own)" } ?? own
    name = plan["name"]?.text ?? key
  }

  private init(_ root: PipelineValue, key: String, name: String) {
    self.root = root
    self.key = key
    self.name = name
  }

  /// What a document says that is no plan, no deployment and no permissions.
  static func fault(of root: PipelineValue) -> Diagnostic? {
    let isKnown = root.entries.contains { entry in
      entry.key.hasSuffix("permissions") || entry.key == "environments"
    }
    guard root.isMap, !isKnown, root["plan"] != nil || root["project"] != nil,
      root["stages"]?.items.isEmpty != false
    else { return nil }
    return Diagnostic(
      .warning,
      Phrase(
        "found a plan without `stages`, expected a list of them with their jobs",
        "`stages`가 없는 플랜입니다. 작업을 가진 단계의 목록이 있어야 합니다"),
      at: root.entry("stages")?.place ?? root.place)
  }

  /// The plan as it is on the branches that a pattern stands for.
  func overridden(by value: PipelineValue, on pattern: String) -> BambooPlan {
    BambooPlan(
      root.without("branch-overrides").merged(with: value), key: key, name: "\(name) (\(pattern))")
  }

  /// The branches that have a configuration of their own.
  var overrides: [PipelineValue.Entry] {
    (root["branch-overrides"]?.items ?? []).flatMap(\.entries)
  }

  /// A stage with the names or definitions of its jobs.
  struct Stage {
    var name: String
    var jobs: [(name: String, value: PipelineValue, place: Place)]
    /// Where it says that a person lets it begin.
    var gate: Gate?
  }

  /// The stages in order.
  var stages: [Stage] {
    let parts = root.entriesByKey
    return (root["stages"]?.items ?? []).enumerated().flatMap { index, item -> [Stage] in
      if let jobs = item["jobs"], item["scripts"] == nil, item.entries.count <= 3,
        jobs.items.contains(where: \.isMap)
      {
        let number = index + 1
        let made = jobs.items.enumerated().map { at, job in
          (name: "Stage \(number) job \(at + 1)", value: job, place: job.place)
        }
        return [Stage(name: "Stage \(number)", jobs: made)]
      }
      return item.entries.map { entry in
        let list = entry.value["jobs"] ?? entry.value
        let manual = entry.value.entry("manual").flatMap { $0.value.flag == true ? $0.place : nil }
        let jobs = list.items.compactMap {
          job -> (name: String, value: PipelineValue, place: Place)? in
          guard let name = job.text, let found = parts[name] else { return nil }
          return (name, found.value, found.place)
        }
        return Stage(
          name: entry.key, jobs: jobs, gate: manual.map { Gate(.manual, at: $0) })
      }
    }
  }
}

/// A deployment project: environments to which releases of a plan are brought.
///
/// https://docs.atlassian.com/bamboo-specs-docs/latest/specs.html?yaml#deployment-projects
struct BambooDeployment {
  let root: PipelineValue
  let name: String

  /// Takes a document; `nil` where it holds no deployment project.
  init?(_ root: PipelineValue) {
    guard let deployment = root["deployment"], root["environments"] != nil else { return nil }
    self.root = root
    name = deployment["name"]?.text ?? deployment.text ?? "deployment"
  }

  /// The key of the plan whose releases are deployed.
  var plan: String? { root["deployment"]?["source-plan"]?.text }

  /// The environments in order.
  var environments: [PipelineValue.Entry] {
    let parts = root.entriesByKey
    return (root["environments"]?.texts ?? []).compactMap { parts[$0] }
  }

  func title(of environment: String) -> String { "\(name): \(environment)" }
}
