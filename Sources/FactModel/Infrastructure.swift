package import SourceModel

/// A resource of infrastructure code: Terraform, CloudFormation, a Kubernetes object that is no workload.
package struct CloudResource: Hashable, Sendable {
  /// How it is written, such as `terraform`, `cloudformation`, `kubernetes` or `bicep`.
  package var format: String
  /// Its type: `aws_cloudwatch_metric_alarm`, `AWS::ECS::Service`, `PrometheusRule`, `module`.
  package var type: String
  /// Its name; for a module, its source.
  package var name: String
  /// Whether it is made: `false` where `count = 0` or every environment in the tree switches it off.
  package var isEnabled: Bool
  /// Settings that rules look at, as `key` or `block.key` → text.
  package var settings: [String: Located<String>]
  /// Where it stands.
  package var place: Place

  /// Makes a resource.
  package init(
    format: String, type: String, name: String, isEnabled: Bool = true,
    settings: [String: Located<String>] = [:], place: Place
  ) {
    self.format = format
    self.type = type
    self.name = name
    self.isEnabled = isEnabled
    self.settings = settings
    self.place = place
  }
}

/// An environment or channel that is deployed to, as a file names it.
package struct Environment: Hashable, Sendable {
  /// Where the name was found.
  package enum Source: String, Hashable, Sendable {
    /// A pipeline's job or input.
    case pipeline
    /// A folder or file named for it: overlay, values file, workspace, tfvars.
    case configuration
    /// A release channel: pre-release tags, nightly.
    case channel
  }

  /// The name in lower case, `staging`.
  package var name: String
  /// Where the name was found.
  package var source: Source
  /// Whether it is the production one, by name.
  package var isProduction: Bool
  /// Where it stands.
  package var place: Place

  /// Makes an environment.
  package init(name: String, source: Source, isProduction: Bool, place: Place) {
    self.name = name
    self.source = source
    self.isProduction = isProduction
    self.place = place
  }
}
