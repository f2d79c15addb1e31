package import FactModel
package import SourceModel

/// The readers of tests, documents, code and faults of the tree.
package enum ProjectReaders {
  /// The readers.
  package static let all: [any FileReader] = [
    TestSuiteReader(), FeatureReader(), InfrastructureTestReader(), DocumentReader(),
    ReadmeReader(), GuideReader(),
    IgnoreFileReader(), SecretReader(), ProgramSignReader(), RenovateReader(),
    EmbeddedMigrationsReader(), ObjectivesPartReader(),
  ]

  /// What paths alone tell of things tracked that should not be.
  package static func blemishes(among paths: [RelativePath]) -> [Blemish] {
    GeneratedPaths.blemishes(among: paths)
  }
}
