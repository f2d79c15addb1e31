/// The readers of manifests, lock files and build files.
package enum ManifestReaders {
  /// The readers.
  package static let all: [any FileReader] = [ManifestIndex(named, others: others)]

  private static let named: [any ManifestReader] =
    [
      NodeManifestReader(), DenoManifestReader(),
      PyprojectReader(), PipfileReader(), SetupReader(), SetupConfigurationReader(), CondaReader(),
      CargoManifestReader(),
      GoManifestReader(),
      MavenReader(), GradleReader(), SbtReader(),
      MSBuildReader(), PackagesConfigReader(),
      ComposerReader(), GemfileReader(), GemspecReader(), CocoaPodsReader(),
      SwiftPackageReader(), MixReader(), PubspecReader(),
      VcpkgReader(), ConanReader(), BazelModuleReader(), TerraformManifestReader(),
      HelmManifestReader(), CookbookReader(), JuliaManifestReader(), PowerShellManifestReader(),
      BitbucketPipeReader(), VersionFileReader(),
    ] + PresenceReader.all

  private static let others: [any FileReader] = [
    RequirementsReader(), GradleCatalogueReader(), AnsibleManifestReader(),
  ]
}
