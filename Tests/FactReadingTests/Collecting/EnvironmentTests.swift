import FactModel
import TestSupport
import Testing

@Suite struct EnvironmentTests {
  /// `staging`, `production!` by a pipeline; `(staging)` by the configuration; `[beta]` a channel.
  private func summary(_ environment: Environment) -> String {
    let name = environment.name + (environment.isProduction ? "!" : "")
    return switch environment.source {
    case .pipeline: name
    case .configuration: "(\(name))"
    case .channel: "[\(name)]"
    }
  }

  @Test(arguments: [
    DeliveryCase.actions(
      "jobs with environments, each once",
      """
      on: {push: {tags: ["v*"]}}
      jobs:
        a: {environment: staging, steps: [{run: kubectl apply -f a}, {run: helm upgrade b .}]}
        b: {environment: {name: Production}, steps: [{run: kubectl apply -f a}]}
        c: {environment: prod, steps: [{run: kubectl apply -f c}]}
      """, "staging", "production!"),
    .actions(
      "environments in words of commands",
      """
      on: {push: {tags: ["v*"]}}
      jobs:
        a:
          steps:
            - run: helm upgrade shop . -f values/staging.yaml
            - run: helm upgrade shop . -f values/prod-eu.yaml
      """, "staging", "prod-eu!"),
    .actions(
      "what has no name beside a staging is production",
      """
      on: {push: {branches: [main]}}
      jobs:
        a: {environment: staging, steps: [{run: kubectl apply -f a}]}
        b: {steps: [{run: kubectl apply -f b}]}
      """, "staging", "production!"),
    .actions(
      "what has no name beside a machine for development",
      """
      on: {push: {branches: [main]}}
      jobs:
        a: {environment: dev, steps: [{run: kubectl apply -f a}]}
        b: {steps: [{run: kubectl apply -f b}]}
      """, "dev"),
    .actions(
      "what has no name beside review applications",
      """
      on: {push: {branches: [main]}, pull_request: }
      jobs:
        a: {if: "github.event_name == 'pull_request'", steps: [{run: "rsync -a dist/ a@preview.example.org:/srv"}]}
        b: {if: "github.event_name == 'push'", steps: [{run: "rsync -a dist/ a@example.org:/srv"}]}
      """, "review", "production!"),
    .actions(
      "names of steps in brackets",
      """
      on: {push: {branches: [main]}}
      jobs:
        a:
          steps:
            - {name: Deploy (test), run: kubectl apply -f a}
            - {name: Deploy (live), run: kubectl apply -f a}
      """, "test", "live!"),
    .actions(
      "requests that are brought to the test environment",
      """
      on: pull_request
      jobs:
        a:
          env: {PROJECT: "${{ secrets.TEST_PROJECT }}"}
          steps: [{run: kubectl apply -f a}]
      """, "test"),
    .actions(
      "a job for tests is no environment",
      """
      on: push
      jobs: {a: {environment: production, steps: [{run: go test ./...}]}}
      """),
    .actions(
      "a channel of packages",
      """
      on: push
      jobs: {a: {steps: [{run: npm publish --tag beta}]}}
      """, "[beta]"),
    .actions(
      "a channel of images",
      """
      on: {push: {branches: [main]}}
      jobs: {a: {steps: [{run: "docker push acme/shop:nightly"}]}}
      """, "[nightly]"),
    .actions(
      "images that move with an environment",
      """
      on: {push: {branches: [main]}}
      jobs:
        a: {steps: [{run: "docker push acme/shop:env.staging"}, {run: "docker push acme/shop:prod"}]}
      """, "staging", "prod!", "[env.staging]"),
    DeliveryCase(
      "overlays",
      [
        "k8s/overlays/staging/kustomization.yaml": "resources: [../../base]\n",
        "k8s/overlays/production/kustomization.yaml": "resources: [../../base]\n",
      ], "(production!)", "(staging)"),
    DeliveryCase(
      "manifests that are named for them",
      [
        "shop-dev.yaml": "kind: Deployment\napiVersion: apps/v1\nmetadata: {name: a}\n",
        "shop_prod_canary.yaml": "kind: Deployment\napiVersion: apps/v1\nmetadata: {name: a}\n",
      ], "(dev)", "(prod!)"),
    DeliveryCase(
      "files of values",
      [
        "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
        "chart/values.yaml": "replicas: 1\n", "chart/values-staging.yaml": "replicas: 1\n",
        "chart/values-prod.yaml": "replicas: 3\n",
      ], "(prod!)", "(staging)"),
    DeliveryCase(
      "files of values that are filled in when they are used",
      [
        "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
        "chart/values.yaml": "replicas: 1\n",
        "chart/values.staging.template.yaml": "replicas: 1\n",
      ], "(staging)"),
    .actions(
      "environments in the calls that lead to a delivery",
      """
      on: {push: {tags: ["v*"]}}
      jobs:
        a:
          steps:
            - run: npm run deploy:demo
            - run: npm run deploy:staging
            - run: ./deploy.sh live
      """,
      and: [
        "package.json":
          #"{"scripts": {"deploy:demo": "npm run send", "deploy:staging": "npm run send","#
          + #" "send": "rsync -a dist/ a@example.org:/srv"}}"#,
        "deploy.sh": "#!/bin/sh\nrsync -a dist/ a@example.org:/srv\n",
      ], "demo", "staging", "live!"),
    DeliveryCase(
      "variables of Terraform",
      [
        "main.tf": "resource \"aws_s3_bucket\" \"a\" {}\n", "env/dev.tfvars": "size = 1\n",
        "env/prod.tfvars": "size = 3\n",
      ], "(dev)", "(prod!)"),
    DeliveryCase(
      "the same environment by a pipeline and the configuration counts once",
      [
        "k8s/overlays/prod/kustomization.yaml": "resources: [../../base]\n",
        ".github/workflows/a.yml": """
        on: {push: {tags: ["v*"]}}
        jobs: {a: {environment: production, steps: [{run: kubectl apply -k k8s/overlays/prod}]}}
        """,
      ], "production!"),
  ])
  func `Environments and channels are told once each`(_ sample: DeliveryCase) async {
    let facts = await SmallRepository(sample.files).facts
    #expect(facts.environments.map(summary) == sample.deliveries)
  }
}
