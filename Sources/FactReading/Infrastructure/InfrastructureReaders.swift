/// The readers of infrastructure code and of platforms' manifests.
enum InfrastructureReaders {
  /// Readers of YAML and JSON files that are told by their contents.
  static let contents: [any ContentReader] = [
    CloudFormationReader(),
    StackParametersReader(),
    TaskDefinitionReader(),
    ResourceManagerReader(),
    AzureDeveloperReader(),
    ServerlessReader(),
    CDKContextReader(),
    PulumiReader(),
    SkaffoldReader(),
    CopilotReader(),
    AnsiblePlaybookReader(),
    AnsibleTasksReader(),
    AnsibleInventoryReader(),
    RenderReader(),
    HerokuApplicationReader(),
    HerokuBuildReader(),
    AppEngineReader(),
    CloudFoundryReader(),
    DigitalOceanReader(),
    VercelReader(),
    KamalReader(),
    CodeDeployReader(),
    ApplicationSettingsReader(),
    DotNetLogSettingsReader(),
  ]

  /// Readers of files in other forms.
  static let files: [any FileReader] = [
    TerraformReader(),
    TerraformVariablesReader(),
    SAMConfigurationReader(),
    BicepReader(),
    InfrastructureProgramReader(),
    NomadReader(),
    AnsibleHostsReader(),
    FlyReader(),
    ProcfileReader(),
    NetlifyReader(),
    RailwayReader(),
    CloudflareReader(),
    FirebaseProjectsReader(),
    BeanstalkReader(),
    CapistranoStageReader(),
    CapistranoRecipeReader(),
    RailsEnvironmentReader(),
    FabricReader(),
    DeployerReader(),
    ApplicationPropertiesReader(),
  ]
}
