import PackagePlugin

@main struct EmbedRubrics: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] { [] }
}
