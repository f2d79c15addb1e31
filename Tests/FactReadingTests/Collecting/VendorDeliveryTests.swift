import FactModel
import Inventory
import TestSupport
import Testing

extension DeliveryCase {
  private static let semaphoreChecks =
    "name: Checks\nblocks: [{task: {jobs: [{commands: [go test ./...]}]}}]\n"
  private static let semaphoreDeploy =
    "name: Ship\nblocks: [{task: {jobs: [{commands: [kubectl apply -f k8s]}]}}]\n"

  static let vendorPipelines: [DeliveryCase] = [
    DeliveryCase(
      "a promotion of Drone names any earlier build",
      [
        ".drone.yml": "kind: pipeline\ntrigger: {event: promote, target: production}\n"
          + "steps: [{name: a, image: kubectl, commands: [kubectl apply -f k8s]}]\n"
      ], "deploys by kubectl to production!, own-trigger, person, by version"),
    DeliveryCase(
      "environments that a step of Jenkins lists",
      ["Jenkinsfile": "pipelineDeployment {\n  environments = ['dev', 'live']\n}\n"],
      "deploys by jenkins-steps to dev, never, automatic",
      "deploys by jenkins-steps to live!, never, automatic"),
    DeliveryCase(
      "a provider of AppVeyor that is named for a registry",
      [
        "appveyor.yml": "test_script: [make test]\n"
          + "deploy: [{provider: Environment, name: NuGet, on: {appveyor_repo_tag: true}}]\n"
      ], "publishes by appveyor-providers!, guarded-stage, person"),
    DeliveryCase(
      "a promotion of Semaphore by hand",
      [
        ".semaphore/semaphore.yml": semaphoreChecks
          + "promotions: [{name: Production, pipeline_file: ship.yml}]\n",
        ".semaphore/ship.yml": semaphoreDeploy,
      ], "deploys by kubectl to production!, own-trigger, person"),
    DeliveryCase(
      "a promotion of Semaphore by itself",
      [
        ".semaphore/semaphore.yml": semaphoreChecks
          + "promotions: [{name: Ship, pipeline_file: ship.yml, "
          + "auto_promote: {when: \"branch = 'main' and result = 'passed'\"}}]\n",
        ".semaphore/ship.yml": semaphoreDeploy,
      ], "deploys by kubectl!, own-trigger, automatic"),
    DeliveryCase(
      "a promotion of Semaphore from a branch for production",
      [
        ".semaphore/semaphore.yml": semaphoreChecks
          + "promotions: [{name: Ship, pipeline_file: ship.yml, "
          + "auto_promote: {when: \"branch = 'production'\"}}]\n",
        ".semaphore/ship.yml": semaphoreDeploy,
      ], "deploys by kubectl to production!, own-trigger, automatic"),
    DeliveryCase(
      "a promotion of Semaphore for tags",
      [
        ".semaphore/semaphore.yml": semaphoreChecks
          + "promotions: [{name: Ship, pipeline_file: ship.yml, "
          + "auto_promote: {when: \"tag =~ '^v'\"}}]\n",
        ".semaphore/ship.yml": semaphoreDeploy,
      ], "deploys by kubectl!, own-trigger, person"),
    DeliveryCase(
      "a step of Codefresh on one branch",
      [
        "codefresh.yml": """
        version: "1.0"
        steps:
          test: {image: golang, commands: [go test ./...]}
          ship: {image: helm, commands: [kubectl apply -f k8s], when: {branch: {only: [main]}}}
        """
      ], "deploys by kubectl!, guarded-stage, automatic"),
    DeliveryCase(
      "a step of Codefresh behind an approval",
      [
        "codefresh.yml": """
        version: "1.0"
        steps:
          test: {image: golang, commands: [go test ./...]}
          ask: {type: pending-approval}
          ship: {image: helm, commands: [kubectl apply -f k8s]}
        """
      ], "deploys by kubectl!, guarded-stage, person"),
    DeliveryCase(
      "a stage of GoCD that a person starts, and a pipeline behind it",
      [
        "ci.gocd.yaml": """
        pipelines:
          build:
            materials: {code: {git: https://git.example.com/shop}}
            stages:
              - test: {tasks: [{script: go test ./...}]}
              - staging: {approval: manual, tasks: [{script: kubectl apply -k staging}]}
          live:
            materials: {before: {pipeline: build, stage: staging}}
            stages:
              - ship: {tasks: [{script: kubectl apply -k production}]}
        """
      ], "deploys by kubectl to staging, guarded-stage, person",
      "deploys by kubectl to production!, own-trigger, person"),
    DeliveryCase(
      "a job of an orb that is named for the deployment, on the branch for it",
      [
        ".circleci/config.yml": """
        version: 2.1
        orbs: {ship: acme/ship@1.0}
        jobs: {test: {docker: [{image: "cimg/go:1.25"}], steps: [{run: go test ./...}]}}
        workflows:
          all:
            jobs:
              - test
              - ship/deploy-production: {requires: [test], filters: {branches: {only: release}}}
        """
      ], "deploys by deploy-words to production!, guarded-stage, automatic"),
    DeliveryCase(
      "a stage of Jenkins on the primary branch",
      [
        "Jenkinsfile": """
        pipeline { agent any
          stages {
            stage('Test') { steps { sh 'go test ./...' } }
            stage('Ship') {
              when { expression { env.BRANCH_IS_PRIMARY } }
              steps { sh 'kubectl apply -f k8s' }
            } } }
        """
      ], "deploys by kubectl!, guarded-stage, automatic"),
    DeliveryCase(
      "a stage of Jenkins behind a library's question for the branch",
      [
        "Jenkinsfile": """
        node {
          stage('Test') { sh 'go test ./...' }
          if (gitflow.isReleaseBranch()) {
            stage('Ship') { sh 'kubectl apply -f k8s' }
          }
        }
        """
      ], "deploys by kubectl!, guarded-stage, automatic"),
    DeliveryCase(
      "a platform that deploys beside the checks of another host",
      checks.merging([
        "amplify.yml": """
        version: 1
        frontend:
          phases: {build: {commands: [npm run build]}}
          artifacts: {baseDirectory: dist, files: ["**/*"]}
        """
      ]) { first, _ in first },
      "deploys by aws-amplify-hosting!, own-trigger, automatic",
      "configured by aws-amplify-hosting, own-trigger, automatic"),
    DeliveryCase(
      "a deployer behind a pipeline that tests and pushes the image",
      [
        ".github/workflows/image.yml": """
        on: {push: {branches: [main]}}
        jobs: {image: {steps: [{run: go test ./...}, {run: docker push ghcr.io/acme/shop}]}}
        """,
        ".github/workflows/ship.yml": """
        on: {push: {branches: [main]}}
        jobs: {ship: {steps: [{run: kubectl apply -f k8s}]}}
        """,
      ], "images by docker-push, never, automatic", "deploys by kubectl!, own-trigger, automatic"),
    DeliveryCase(
      "a stage of an application that a flag names",
      [
        "bitbucket-pipelines.yml": """
        pipelines:
          branches:
            main:
              - step: {name: Ship, script: [serverless deploy --stage prod]}
        """
      ], "deploys by serverless-framework to prod!, never, automatic"),
    DeliveryCase(
      "environments of Bamboo, one by itself and one by hand",
      [
        "bamboo-specs/bamboo.yaml": """
        plan: {key: SHOP, name: Shop}
        stages: [{Test: [Test]}]
        Test: {tasks: [{script: go test ./...}]}
        ---
        deployment: {name: Ship, source-plan: SHOP}
        release-naming: "1.0"
        environments: [Staging, Production]
        Staging: {triggers: [build-success], tasks: [{script: kubectl apply -k staging}]}
        Production: {tasks: [{script: kubectl apply -k production}]}
        """
      ], "deploys by kubectl to Staging, own-trigger, protectable, by version",
      "deploys by kubectl to Production!, own-trigger, person, by version"),
    DeliveryCase(
      "stages of Harness with an approval between",
      [
        ".harness/shop.yaml": """
        pipeline:
          identifier: shop
          properties: {ci: {codebase: {build: <+input>}}}
          stages:
            - stage:
                identifier: staging
                type: Deployment
                spec:
                  environment: {environmentRef: staging}
                  execution: {steps: [{step: {type: K8sRollingDeploy, identifier: a}}]}
            - stage:
                identifier: ask
                type: Approval
                spec: {execution: {steps: [{step: {type: HarnessApproval, identifier: b}}]}}
            - stage:
                identifier: live
                type: Deployment
                spec:
                  environment: {environmentRef: production}
                  execution: {steps: [{step: {type: K8sRollingDeploy, identifier: c}}]}
        """
      ], "deploys by harness-steps to staging, never, protectable",
      "deploys by harness-steps to production!, guarded-stage, person"),
  ]
}

@Suite struct VendorDeliveryTests {
  @Test(
    arguments: DeliveryCase.vendorPipelines + DeliveryCase.vendorSteps + DeliveryCase.rules
      + DeliveryCase.images)
  func `A pipeline of any vendor tells what it delivers, how apart and on whose decision`(
    _ sample: DeliveryCase
  ) async {
    let facts = await SmallRepository(sample.files).facts
    #expect(facts.deliveries.map(DeliveryCase.summary) == sample.deliveries)
  }

  @Test(arguments: [([], Delivery.Decision.automatic), (["main"], .person)])
  func `A branch to which requests bring others waits for those who merge them`(
    _ promoted: [String], _ decision: Delivery.Decision
  ) async {
    let files = [
      ".circleci/config.yml": """
      version: 2.1
      jobs:
        test: {docker: [{image: "cimg/go:1.25"}], steps: [{run: go test ./...}]}
        ship: {docker: [{image: "cimg/base:2025.01"}], steps: [{run: kubectl apply -f k8s}]}
      workflows:
        all: {jobs: [test, ship: {requires: [test], filters: {branches: {only: main}}}]}
      """
    ]
    let history = GitHistory(isRepository: true, commits: 2, promotedBranches: promoted)
    let facts = await SmallRepository(files, history: history).facts
    #expect(facts.deliveries.map(\.decision) == [decision])
  }

  @Test(arguments: [([], Delivery.Decision.automatic), (["main"], .person)])
  func `A platform that deploys a branch waits for those who promote to it`(
    _ promoted: [String], _ decision: Delivery.Decision
  ) async {
    let history = GitHistory(isRepository: true, commits: 2, promotedBranches: promoted)
    let files = ["netlify.toml": "[build]\ncommand = \"hugo\"\n"]
    let facts = await SmallRepository(files, history: history).facts
    #expect(facts.deliveries.map(\.decision) == [decision])
  }

  @Test(arguments: [
    ("/^(main|dev)$/", Delivery.Decision.person), ("/^(main|fix)$/", .automatic),
  ])
  func `A rule may name the branch that is promoted beside the one promoted to`(
    _ rule: String, _ decision: Delivery.Decision
  ) async {
    let history = GitHistory(isRepository: true, commits: 2, promotedBranches: ["main"])
    let files = [
      "appveyor.yml": "test_script: [go test ./...]\n"
        + "deploy: [{provider: NuGet, on: {branch: \(rule)}}]\n"
    ]
    let facts = await SmallRepository(files, history: history).facts
    #expect(facts.deliveries.map(\.decision) == [decision])
  }
}
