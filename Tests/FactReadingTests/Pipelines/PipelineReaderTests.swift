import FactModel
import FactReading
import SourceModel
import TestSupport
import Testing

/// A path, and the vendor whose pipeline starts there.
struct PipelinePath: Sendable, CustomTestStringConvertible {
  let path: String
  let vendor: String?

  init(_ path: String, _ vendor: String?) {
    self.path = path
    self.vendor = vendor
  }

  var testDescription: String { path.unicodeScalars.map { $0.escaped(asASCII: true) }.joined() }
}

/// Files that grow without end where a reader follows them blindly.
struct HostileFiles: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let files: [String: String]
}

@Suite struct PipelineReaderTests {
  @Test(arguments: [
    PipelinePath(".github/workflows/ci.yml", "github-actions"),
    PipelinePath(".github/workflows/ci.yaml", "github-actions"),
    PipelinePath(".github/workflows/ci.yml\u{200E}", nil),
    PipelinePath(".github/workflows/ci.yml.disabled", nil),
    PipelinePath(".github/workflows/ci.json", nil),
    PipelinePath(".github/workflows/old/ci.yml", nil),
    PipelinePath(".github/ci.yml", nil),
    PipelinePath("sub/.github/workflows/ci.yml", nil),
    PipelinePath(".forgejo/workflows/ci.yml", "forgejo-actions"),
    PipelinePath(".gitea/workflows/ci.yaml", "gitea-actions"),
    PipelinePath(".gitlab-ci.yml", "gitlab-ci"),
    PipelinePath(".gitlab-ci.yaml", nil),
    PipelinePath("sub/.gitlab-ci.yml", nil),
    PipelinePath(".circleci/config.yml", "circleci"),
    PipelinePath(".circleci/config.yaml", nil),
    PipelinePath(".circleci/continue_config.yml", nil),
    PipelinePath("sub/.circleci/config.yml", nil),
    PipelinePath("azure-pipelines.yml", "azure-pipelines"),
    PipelinePath("azure-pipelines.release.yaml", "azure-pipelines"),
    PipelinePath("services/api/azure-pipelines.yml", "azure-pipelines"),
    PipelinePath(".azure-pipelines/steps/build.yml", "azure-pipelines"),
    PipelinePath("azure-pipelines.md", nil),
    PipelinePath("release.yml", "azure-pipelines"),
    PipelinePath("sub/release.yml", nil),
    PipelinePath("bitbucket-pipelines.yml", "bitbucket-pipelines"),
    PipelinePath("sub/bitbucket-pipelines.yml", nil),
    PipelinePath("Jenkinsfile", "jenkins"),
    PipelinePath("ci/Jenkinsfile.deploy", "jenkins"),
    PipelinePath("ci/nightly.jenkinsfile", "jenkins"),
    PipelinePath("Jenkinsfile.disabled", nil),
    PipelinePath("docs/Jenkinsfile.md", nil),
    PipelinePath("Jenkinsfiles", nil),
    PipelinePath(".travis.yml", "travis-ci"),
    PipelinePath("sub/.travis.yml", nil),
    PipelinePath(".drone.yml", "drone"),
    PipelinePath(".drone.star", "drone"), PipelinePath(".drone.jsonnet", "drone"),
    PipelinePath("ci/.drone.star", nil), PipelinePath(".drone-1.0.yml", "drone"),
    PipelinePath(".drone.old.yml", nil), PipelinePath(".drones.yml", nil),
    PipelinePath(".woodpecker.yaml", "woodpecker"),
    PipelinePath(".woodpecker/release.yml", "woodpecker"),
    PipelinePath(".woodpecker/notes.md", nil),
    PipelinePath("cloudbuild.yaml", "cloud-build"),
    PipelinePath("deploy/cloudbuild-web.yml", "cloud-build"),
    PipelinePath("cloudbuild.sh", "cloud-build"), PipelinePath("cloudbuild.txt", nil),
    PipelinePath(".buildkite/pipeline.yml", "buildkite"),
    PipelinePath(".buildkite/pipeline.sh", "cloud-build"),
    PipelinePath("sub/.buildkite/pipeline.yml", nil),
    PipelinePath("appveyor.yml", "appveyor"),
    PipelinePath(".appveyor.yml", "appveyor"),
    PipelinePath("sub/appveyor.yml", nil),
    PipelinePath("shop-pipeline.json", "spinnaker"),
    PipelinePath("jobs/seed.groovy", "jenkins"),
    PipelinePath("vars/build.groovy", nil),
    PipelinePath("src/main/groovy/Main.groovy", nil),
    PipelinePath("casc/jenkins.yaml", "jenkins"),
    PipelinePath(".teamcity/settings.kts", "teamcity"),
    PipelinePath(".teamcity/builds/Build.kt", "teamcity"),
    PipelinePath(".teamcity.yml", "teamcity"),
    PipelinePath(".teamcity/patches/Patch.kts", nil),
    PipelinePath("build.gradle.kts", nil),
    PipelinePath("dinghyfile", "spinnaker"),
    PipelinePath("spinnaker/deploy.json", "spinnaker"),
    PipelinePath("pipelines/deploy.json", "spinnaker"),
    PipelinePath("src/pipeline.jsonl", nil),
    PipelinePath(".octopus/deployment_process.ocl", "octopus-deploy"),
    PipelinePath(".octopus/runbooks/restart.ocl", "octopus-deploy"),
    PipelinePath(".octopus/variables.ocl", nil),
    PipelinePath("shipit.yml", "shipit"),
    PipelinePath("shipit.production.yml", "shipit"),
    PipelinePath("sub/shipit.yml", nil),
    PipelinePath(".cirrus.yml", "cirrus-ci"),
    PipelinePath(".cirrus.star", nil),
    PipelinePath(".semaphore/semaphore.yml", "semaphore"),
    PipelinePath(".semaphore/commands.sh", "cloud-build"),
    PipelinePath("sub/.semaphore/semaphore.yml", nil),
    PipelinePath("codefresh.yml", "codefresh"),
    PipelinePath("services/api/codefresh-deploy.yaml", "codefresh"),
    PipelinePath(".codefresh/release/main.yml", "codefresh"),
    PipelinePath("codefresh.sh", "cloud-build"),
    PipelinePath("ci/shop.gocd.yaml", "gocd"),
    PipelinePath("shop.gopipeline.json", "gocd"),
    PipelinePath("gocd.yaml.tpl", nil),
    PipelinePath("bamboo-specs/bamboo.yaml", "bamboo"),
    PipelinePath("bamboo-specs/pom.xml", nil),
    PipelinePath(".harness/pipelines/shop.yaml", "harness"),
    PipelinePath("harness/shop.yaml", nil),
    PipelinePath("bamboo-specs/jobs/lint.yaml", nil),
    PipelinePath("ci/pipeline.yml", "concourse"),
    PipelinePath("pipeline.yml", "concourse"),
    PipelinePath("concourse/deploy.yaml", "concourse"),
    PipelinePath(".tekton/push.yaml", "tekton"),
    PipelinePath("k8s/tekton/build.yaml", "tekton"),
    PipelinePath("test/tekton/build.yaml", nil),
    PipelinePath(".argo/release.yaml", "argo-workflows"),
    PipelinePath("deploy/workflows/release.yaml", "argo-workflows"),
    PipelinePath(".prow.yaml", "prow"),
    PipelinePath(".prow/verify.yaml", "prow"),
    PipelinePath("sub/.prow.yaml", nil),
    PipelinePath("ci/plugins.yaml", "prow"),
    PipelinePath("zuul.yaml", "zuul"),
    PipelinePath(".zuul.d/jobs.yaml", "zuul"),
    PipelinePath("sub/.zuul.yaml", nil),
    PipelinePath("ci/buildspec-api.yml", "codepipeline"),
    PipelinePath("infra/main.tf", "cloud-build"),
    PipelinePath("infra/main.tf.json", "codepipeline"),
    PipelinePath("cloudformation/service.json", "codepipeline"),
    PipelinePath("src/orders.json", nil),
  ])
  func pipelinesStartAtTheVendorsPlaces(_ row: PipelinePath) {
    let vendors = PipelineReaders.all.filter { $0.isPipeline(RelativePath(row.path)) }.map(\.vendor)
    // Where several look into a file, its content decides.
    #expect(row.vendor.map(vendors.contains) ?? vendors.isEmpty)
  }

  @Test(arguments: [
    HostileFiles(testDescription: "actions that use each other", files: Self.actions),
    HostileFiles(testDescription: "workflows that call each other", files: Self.workflows),
    HostileFiles(testDescription: "scripts that call each other", files: Self.scripts),
    HostileFiles(testDescription: "references to references", files: Self.references),
    HostileFiles(testDescription: "child pipelines of child pipelines", files: Self.children),
    HostileFiles(testDescription: "commands that call each other", files: Self.commands),
    HostileFiles(testDescription: "steps that are passed on twice", files: Self.passedSteps),
    HostileFiles(testDescription: "templates that use each other", files: Self.templates),
    HostileFiles(testDescription: "functions that call each other", files: Self.functions),
    HostileFiles(testDescription: "brackets without end", files: Self.brackets),
    HostileFiles(testDescription: "pipelines that upload each other", files: Self.uploads),
    HostileFiles(testDescription: "specifications that include each other", files: Self.includes),
    HostileFiles(testDescription: "pipelines that wait for each other", files: Self.materials),
    HostileFiles(testDescription: "groups of steps that use each other", files: Self.groups),
    HostileFiles(testDescription: "pipelines that promote each other", files: Self.promotions),
    HostileFiles(testDescription: "settings that call each other", files: Self.settings),
    HostileFiles(testDescription: "classes that extend each other", files: Self.classes),
    HostileFiles(testDescription: "modules that hold each other", files: Self.modules),
    HostileFiles(testDescription: "library steps that call each other", files: Self.library),
    HostileFiles(testDescription: "templates of workflows that call each other", files: Self.calls),
    HostileFiles(testDescription: "tasks that include each other", files: Self.taskIncludes),
    HostileFiles(testDescription: "stages without end", files: Self.stages),
    HostileFiles(testDescription: "builds of builds", files: Self.batches),
    HostileFiles(testDescription: "constructs in constructs", files: Self.constructs),
    HostileFiles(testDescription: "hooks that deploy again", files: Self.hooks),
  ])
  func explosionsEnd(_ row: HostileFiles) {
    let files = row.files.reduce(into: [RelativePath: SourceFile]()) { files, file in
      let path = RelativePath(file.key)
      files[path] = SourceFile(path: path, bytes: Array(file.value.utf8))
    }
    let context = ReadingContext(
      files: Array(files.keys), read: { files[$0] })
    for reader in PipelineReaders.all {
      let paths = files.keys.filter(reader.isPipeline).sorted()
      let jobs = reader.pipelines(in: paths, context: context).pipelines.flatMap(\.jobs)
      #expect(jobs.count <= 20_100)
      #expect(jobs.allSatisfy { $0.steps.count <= 20_000 })
    }
  }

  private static let levels = 0..<12

  private static var stages: [String: String] {
    let action =
      "      - {Name: A, ActionTypeId: {Category: Build, Provider: CodeBuild}, "
      + "Configuration: {ProjectName: !Ref P}}\n"
    let stage = "    - Name: S\n      Actions:\n" + String(repeating: action, count: 50)
    let pipelines = (0..<40).map { number in
      "  L\(number):\n    Type: AWS::CodePipeline::Pipeline\n    Properties:\n"
        + "     Stages:\n" + String(repeating: stage, count: 8)
    }
    return [
      "cicd/pipeline.yml": """
      Resources:
        P:
          Type: AWS::CodeBuild::Project
          Properties: {Source: {Type: CODEPIPELINE}}

      """ + pipelines.joined(),
      "buildspec.yml": "phases:\n  build:\n    commands:\n"
        + String(repeating: "    - make a\n", count: 200),
    ]
  }

  private static var batches: [String: String] {
    let items = (0..<200).map { "    - {identifier: b\($0), buildspec: buildspec.yml}\n" }
    return [
      "buildspec.yml": "batch:\n  build-list:\n" + items.joined()
        + "phases: {build: {commands: [make]}}\n"
    ]
  }

  private static var constructs: [String: String] {
    let opening = String(repeating: "new Pipeline(this, [{ stageName: 'a', x: ", count: 3_000)
    return ["lib/pipeline-stack.ts": "import 'aws-cdk-lib/aws-codepipeline'\n" + opening]
  }

  private static var hooks: [String: String] {
    [
      ".github/workflows/ci.yml": "on: push\njobs: {a: {steps: [{run: azd up}]}}\n",
      "azure.yaml": "name: a\nhooks:\n  postup: {run: azd up}\n  postdeploy: {run: azd deploy}\n",
    ]
  }

  private static var actions: [String: String] {
    var files = [".github/workflows/ci.yml": "on: push\njobs: {a: {steps: [{uses: ./a0}]}}\n"]
    for level in levels {
      let uses = String(repeating: "    - uses: ./a\(level + 1)\n", count: 10)
      files["a\(level)/action.yml"] = "runs:\n  using: composite\n  steps:\n\(uses)"
    }
    return files
  }

  private static var workflows: [String: String] {
    levels.reduce(into: [:]) { files, level in
      let jobs = (0..<10).map { "  j\($0): {uses: ./.github/workflows/w\(level + 1).yml}\n" }
      files[".github/workflows/w\(level).yml"] =
        "on: [push, workflow_call]\njobs:\n  own: {steps: [{run: make}]}\n\(jobs.joined())"
    }
  }

  private static var scripts: [String: String] {
    var files = [".github/workflows/ci.yml": "on: push\njobs: {a: {steps: [{run: ./s0.sh}]}}\n"]
    for level in levels {
      files["s\(level).sh"] = String(repeating: "./s\(level + 1).sh\n", count: 10)
    }
    return files
  }

  private static var includes: [String: String] {
    var files = ["bamboo-specs/bamboo.yml": "--- !include i0.yml\n"]
    for level in levels {
      let stages = (0..<10).map { "  s\($0): !include i\(level + 1).yml\n" }
      files["bamboo-specs/i\(level).yml"] =
        "plan: {key: P}\nstages: [{S: [J]}]\nJ: {tasks: [{script: make}]}\nmore:\n\(stages.joined())"
    }
    return files
  }

  private static var materials: [String: String] {
    let pipelines = (0..<400).map { index in
      let before = (1...10).map { "m\($0): {pipeline: p\(index + $0), stage: s}" }
      return "  p\(index): {materials: {\(before.joined(separator: ", "))}, "
        + "stages: [{s: {tasks: [{script: make}]}}]}\n"
    }
    return ["ci.gocd.yaml": "pipelines:\n\(pipelines.joined())"]
  }

  private static var groups: [String: String] {
    var files = [
      ".harness/p.yaml":
        "pipeline: {identifier: p, stages: [{stage: {type: CI, spec: {execution: {steps: "
        + "[{stepGroup: {template: {templateRef: g0}}}]}}}}]}\n"
    ]
    for level in levels {
      let uses = (0..<10).map { _ in "{stepGroup: {template: {templateRef: g\(level + 1)}}}" }
      files[".harness/g\(level).yaml"] =
        "template: {identifier: g\(level), spec: {steps: [\(uses.joined(separator: ", "))]}}\n"
    }
    return files
  }

  private static var promotions: [String: String] {
    levels.reduce(into: [:]) { files, level in
      let next = (0..<10).map { "- {name: n\($0), pipeline_file: p\(($0 + level) % 12).yml}\n" }
      let name = level == 0 ? "semaphore" : "p\(level)"
      files[".semaphore/\(name).yml"] =
        "blocks: [{task: {jobs: [{commands: [make]}]}}]\npromotions:\n\(next.joined())"
    }
  }

  private static var references: [String: String] {
    let jobs = levels.map { level in
      let items = String(repeating: "    - !reference [.j\(level + 1), script]\n", count: 10)
      return ".j\(level):\n  script:\n    - make\n\(items)"
    }
    return [".gitlab-ci.yml": "job: {script: [!reference [.j0, script]]}\n" + jobs.joined()]
  }

  private static var functions: [String: String] {
    let functions = levels.map { level in
      "def f\(level)() {\n" + String(repeating: "  f\(level + 1)()\n", count: 10)
        + "  sh 'make'\n}\n"
    }
    return ["Jenkinsfile": functions.joined() + "node { f0() }\n"]
  }

  private static var brackets: [String: String] {
    [
      "Jenkinsfile": "pipeline { "
        + String(repeating: "stages { stage('a') { steps { sh 'make'\n", count: 5_000),
      "Jenkinsfile.b": String(repeating: "f(['a': [", count: 20_000),
      "Jenkinsfile.c": String(repeating: "x = \"${a / \n'''", count: 20_000),
    ]
  }

  private static var uploads: [String: String] {
    let start = [".buildkite/pipeline.yml": "steps:\n\(uploads(of: 0))"]
    return levels.reduce(into: start) { files, level in
      files["p\(level).yml"] = "steps:\n\(uploads(of: level + 1))"
    }
  }

  private static var calls: [String: String] {
    let templates = levels.map { level in
      "  - name: t\(level)\n    steps:\n"
        + String(repeating: "    - - {name: s, template: t\(level + 1)}\n", count: 20)
    }
    let start = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: w}\n"
    return [
      ".argo/w.yaml": start + "spec:\n  entrypoint: t0\n  templates:\n" + templates.joined()
    ]
  }

  private static var taskIncludes: [String: String] {
    let jobs = "- job: {name: a, run: p0.yaml}\n- project: {check: {jobs: [a]}}\n"
    return levels.reduce(into: ["zuul.yaml": jobs]) { files, level in
      files["p\(level).yaml"] = String(
        repeating: "- include_tasks: p\(level + 1).yaml\n", count: 20)
    }
  }

  private static func uploads(of level: Int) -> String {
    String(
      repeating: "  - command: buildkite-agent pipeline upload p\(level).yml\n", count: 20)
  }

  private static var settings: [String: String] {
    let functions = levels.map { level in
      "fun f\(level)(setup: BuildSteps.() -> Unit) {\n"
        + String(repeating: "  f\(level + 1) { setup() }\n", count: 10)
        + "  script { scriptContent = \"make\" }\n}\n"
    }
    let start = "project { buildType { steps { f0 { script { scriptContent = \"make\" } } } } }\n"
    return [
      ".teamcity/settings.kts": start + functions.joined(),
      ".teamcity/open.kts": String(repeating: "project { buildType({ steps {\n", count: 5_000),
    ]
  }

  private static var classes: [String: String] {
    let classes = levels.map { level in
      "class C\(level)(a: String) : C\((level + 1) % 12)(a, { name = a })\n"
        + "object O\(level) : Project({ subProject(O\((level + 1) % 12)); buildType(C\(level)(\"x\")) })\n"
    }
    return [".teamcity/settings.kts": "project(O0)\n" + classes.joined()]
  }

  private static var modules: [String: String] {
    var files = ["dinghyfile": "{\"pipelines\": [{\"stages\": [{{ module \"m0\" }}]}]}"]
    for level in levels {
      files["m\(level)"] =
        "{\"refId\": \"\(level)\", \"type\": \"wait\"}, "
        + String(repeating: "{{ module \"m\(level + 1)\" }}, ", count: 10)
    }
    return files
  }

  private static var library: [String: String] {
    var files = ["Jenkinsfile": "s0 { sh 'make' }\n"]
    for level in levels {
      files["vars/s\(level).groovy"] =
        "def call(Closure body) {\n"
        + String(repeating: "  s\(level + 1) { body() }\n", count: 10) + "}\n"
    }
    return files
  }

  private static var children: [String: String] {
    func jobs(_ level: Int) -> String {
      (0..<50).map { "j\($0): {trigger: {include: c\(level + 1).yml}}\n" }.joined()
        + "own: {script: [make]}\n"
    }
    var files = [".gitlab-ci.yml": jobs(-1)]
    for level in levels { files["c\(level).yml"] = jobs(level) }
    return files
  }

  private static var commands: [String: String] {
    let commands = levels.map { level in
      "  c\(level): {steps: [" + String(repeating: "c\(level + 1), ", count: 10) + "]}\n"
    }
    let config = """
      workflows: {all: {jobs: [build]}}
      jobs: {build: {steps: [c0, {run: make}]}}
      commands:\n
      """
    return [".circleci/config.yml": config + commands.joined()]
  }

  private static var passedSteps: [String: String] {
    let twice = String(repeating: "<< parameters.s >>, ", count: 10)
    let commands = levels.map { level in
      "  c\(level): {parameters: {s: {type: steps}}, steps: [{c\(level + 1): {s: [\(twice)]}}]}\n"
    }
    let config = """
      workflows: {all: {jobs: [build]}}
      jobs: {build: {steps: [{c0: {s: [{run: make}]}}, {run: make}]}}
      commands:\n
      """
    return [".circleci/config.yml": config + commands.joined()]
  }

  private static var templates: [String: String] {
    var files = [
      "azure-pipelines.yml": "trigger: [main]\nsteps:\n- script: make\n- template: t0.yml\n"
    ]
    for level in levels {
      let uses = String(repeating: "- template: t\(level + 1).yml\n", count: 10)
      files["t\(level).yml"] = "steps:\n- script: make\n\(uses)"
    }
    return files
  }
}
