/// The readers of infrastructure code and of platforms' manifests.
enum InfrastructureReaders {
  /// Readers of YAML and JSON files that are told by their contents.
  static let contents: [any ContentReader] = []

  /// Readers of files in other forms.
  static let files: [any FileReader] = [
    TerraformReader(),
    TerraformVariablesReader(),
  ]
}
