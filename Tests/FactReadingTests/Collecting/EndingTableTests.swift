import SourceModel
import Testing

@testable import FactReading

@Suite struct EndingTableTests {
  @Test(arguments: [
    ("src/main.go", [0, 2]), ("MAIN.GO", [0, 2]), ("ci.yml", [1, 2]), ("Makefile", [1, 2]),
    ("README.md", [2]), (".yml", [0, 1, 2]), (".config/.env", [0, 1, 2]), (".a.go", [0, 2]),
  ])
  func onlyReadersOfTheEndingAreAsked(_ path: String, _ readers: [Int]) {
    let table = EndingTable([["go"], ["yml", ""], nil])
    #expect(table.readers(for: RelativePath(path)) == readers)
  }

  /// A reader whose endings lack one that it wants would pass files over in silence.
  @Test func noReaderWantsAFileThatItIsNotShown() {
    let files = ManifestReaders.all + ProjectReaders.all + ConfigurationReaders.all
    let fileEndings = EndingTable(files.map(\.endings))
    let pipelines = PipelineReaders.all
    let pipelineEndings = EndingTable(pipelines.map(\.endings))
    var wanted: Set<Int> = []
    var started: Set<Int> = []
    for path in Self.paths {
      let wanting = files.indices.filter { files[$0].wants(path) }
      let starting = pipelines.indices.filter { pipelines[$0].isPipeline(path) }
      #expect(Set(fileEndings.readers(for: path)).isSuperset(of: wanting), "\(path)")
      #expect(Set(pipelineEndings.readers(for: path)).isSuperset(of: starting), "\(path)")
      wanted.formUnion(wanting)
      started.formUnion(starting)
    }
    // Each reader wants one of the paths, or these would show nothing of it.
    let unseen = files.indices.filter { !wanted.contains($0) }.map { "\(type(of: files[$0]))" }
    #expect(unseen == [])
    #expect(pipelines.indices.filter { !started.contains($0) }.map { pipelines[$0].vendor } == [])
  }

  /// Each name with each ending, and a few of these names in each folder.
  private static let paths: [RelativePath] = endings.flatMap { ending in
    stems.map { RelativePath($0 + ending) }
      + folders.flatMap { folder in
        ["", "config", "deploy", "pipeline"].map { RelativePath(folder + $0 + ending) }
      }
  }

  private static let folders = [
    ".github/workflows/", ".forgejo/workflows/", ".gitea/workflows/", ".circleci/",
    ".buildkite/", ".harness/", ".semaphore/", ".tekton/", ".argo/", ".prow/", ".woodpecker/",
    ".teamcity/", ".shipit/", ".codefresh/", "bamboo-specs/", "zuul.d/", "pipelines/",
    "spinnaker/", "copilot/", "scripts/", "src/", "infra/lib/", "config/", "config/deploy/",
    "config/environments/", "helmfile.d/", "values/", "templates/tests/", "requirements/",
    "roles/web/meta/", "inventories/production/", "docs/", ".ebextensions/", "web.service.d/",
    "fabfile/", "runbooks/", "src/main/resources/",
  ]

  private static let stems = [
    "", "a", "deploy", "production", "readme", "CODEOWNERS", "Dockerfile", "docker-compose",
    "values", "helmfile", "Chart", "kustomization", "Kustomization", "requirements", "Makefile",
    "Jenkinsfile", "dinghyfile", "appveyor", "amplify", "app", "cloudbuild", "buildspec", "shipit",
    "azure-pipelines", "bitbucket-pipelines", "codefresh", "config", "pipeline", "clouddeploy",
    "concourse", "spinnaker", "tekton-pipelines", "argo-workflow", "deployment_process", "plugins",
    "fly", "railway", "netlify", "wrangler", "Procfile", "Caddyfile", "haproxy", "nginx", "log",
    "logback", "newrelic", "renovate", "samconfig", "main", "ansible", "hosts", "terragrunt",
    "server", "server_test", "test_server", "stack", "trigger", "bootstrap", "application",
    ".env", ".gitignore", ".travis", ".gitlab-ci", ".drone", ".woodpecker", ".cirrus", ".prow",
    ".teamcity", ".firebaserc", ".renovaterc",
  ]

  private static let endings = [
    "", ".yml", ".yaml", ".YAML", ".json", ".jsonc", ".json5", ".ndjson", ".toml", ".xml", ".ini",
    ".cfg", ".conf", ".config", ".properties", ".env", ".production", ".md", ".rst", ".adoc",
    ".txt", ".in", ".pip", ".html", ".go", ".py", ".js", ".mjs", ".ts", ".d.ts", ".test.ts",
    ".rb", ".php", ".java", ".kt", ".kts", ".cs", ".groovy", ".dsl", ".jobdsl", ".jenkinsfile",
    ".dinghyfile", ".dockerfile", ".Dockerfile", ".sh", ".bash", ".mk", ".tf", ".tf.json",
    ".tofu", ".tofu.json", ".tfvars", ".tfvars.json", ".tfbackend", ".tftest.hcl", ".tftest.json",
    ".hcl", ".nomad", ".nomad.hcl", ".nomad.tpl", ".nomad.j2", ".bicep", ".bicepparam", ".ocl",
    ".gocd.yaml", ".gopipeline.json", ".star", ".starlark", ".jsonnet", ".libsonnet",
    ".dashboard.py", ".feature", ".rego", ".sentinel", ".service", ".slice", ".scope",
    ".container", ".service.j2", ".service.tmpl", ".service.erb", ".j2", ".erb", ".tpl", ".tmpl",
    ".ctmpl", ".template", ".yaml.j2", ".yml.erb", ".yaml.tpl", ".yaml.tmpl", ".yaml.gotmpl",
    ".gotmpl", ".yaml.template", ".yaml.tftpl", ".versions.toml", ".lock", ".orig",
  ]
}
