import FactModel
import SourceModel
import TestSupport
import Testing

/// A small repository, and the deliveries that are to be found in it, a line each:
/// `deploys by kubectl to production!, own-trigger, person`, where `!` means production.
struct DeliveryCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var files: [String: String]
  var deliveries: [String]

  init(_ name: String, _ files: [String: String], _ deliveries: String...) {
    testDescription = name
    self.files = files
    self.deliveries = deliveries
  }

  /// A repository with one workflow of GitHub Actions beside its other files.
  static func actions(
    _ name: String, _ text: String, and files: [String: String] = [:], _ deliveries: String...
  ) -> DeliveryCase {
    var all = files
    all[".github/workflows/deploy.yml"] = text
    var sample = DeliveryCase(name, all)
    sample.deliveries = deliveries
    return sample
  }

  /// A repository with a pipeline of GitLab CI beside its other files.
  static func gitLab(
    _ name: String, _ text: String, and files: [String: String] = [:], _ deliveries: String...
  ) -> DeliveryCase {
    var all = files
    all[".gitlab-ci.yml"] = text
    var sample = DeliveryCase(name, all)
    sample.deliveries = deliveries
    return sample
  }

  /// A delivery as one line.
  static func summary(_ delivery: Delivery) -> String {
    let goal = delivery.environment.map { " to \($0)" } ?? ""
    var line = "\(delivery.reach.rawValue) by \(delivery.tool)\(goal)"
    if delivery.isProduction { line += "!" }
    line += ", \(delivery.apart.rawValue), \(delivery.decision.rawValue)"
    if delivery.versionInput != nil { line += ", by version" }
    return line
  }
}

/// A workflow that only checks.
let checks = [
  ".github/workflows/ci.yml": """
  on: [push, pull_request]
  jobs: {test: {steps: [{run: go test ./...}]}}
  """
]
