import FactModel
import TestSupport
import Testing

extension DeliveryCase {
  static let workflowsOfTheirOwn: [DeliveryCase] = [
    .actions(
      "by a tag",
      """
      on: {push: {tags: ["v*"]}}
      jobs: {deploy: {steps: [{run: kubectl apply -f k8s}]}}
      """,
      "deploys by kubectl!, own-trigger, person"),
    .actions(
      "by a release",
      """
      on: {release: {types: [published]}}
      jobs: {deploy: {steps: [{run: kubectl apply -f k8s}]}}
      """,
      "deploys by kubectl!, own-trigger, person"),
    .actions(
      "by a person",
      """
      on: workflow_dispatch
      jobs: {deploy: {steps: [{run: kubectl apply -f k8s}]}}
      """,
      "deploys by kubectl!, own-trigger, person"),
    .actions(
      "by a person who says the version",
      """
      on:
        workflow_dispatch: {inputs: {version: {required: true}}}
      jobs: {deploy: {steps: [{run: "helm upgrade shop . --set image.tag=${{ inputs.version }}"}]}}
      """,
      "deploys by helm!, own-trigger, person, by version"),
    .actions(
      "by a person, an input for the version that nothing uses",
      """
      on:
        workflow_dispatch: {inputs: {version: {required: true}}}
      jobs: {deploy: {steps: [{run: helm upgrade shop .}]}}
      """,
      "deploys by helm!, own-trigger, person"),
    .actions(
      "by a person who says where",
      """
      on:
        workflow_dispatch:
          inputs: {target: {type: choice, options: [staging, production]}}
      jobs:
        deploy:
          environment: ${{ inputs.target }}
          steps: [{run: kubectl apply -f k8s}]
      """,
      "deploys by kubectl to staging, own-trigger, person",
      "deploys by kubectl to production!, own-trigger, person"),
    .actions(
      "by the clock",
      """
      on: {schedule: [{cron: "0 3 * * *"}]}
      jobs: {deploy: {steps: [{run: kubectl apply -f k8s}]}}
      """,
      "deploys by kubectl!, own-trigger, automatic"),
    .actions(
      "behind the workflow of the checks",
      """
      on: {workflow_run: {workflows: [CI], types: [completed]}}
      jobs: {deploy: {steps: [{run: kubectl apply -f k8s}]}}
      """,
      and: [
        ".github/workflows/ci.yml":
          "name: CI\non: push\njobs: {test: {steps: [{run: go test ./...}]}}\n"
      ],
      "deploys by kubectl!, own-trigger, automatic"),
    .actions(
      "behind a workflow that a person starts",
      """
      on: {workflow_run: {workflows: [Build], types: [completed]}}
      jobs: {deploy: {steps: [{run: kubectl apply -f k8s}]}}
      """,
      and: [
        ".github/workflows/build.yml":
          "name: Build\non: workflow_dispatch\njobs: {b: {steps: [{run: go build ./...}]}}\n"
      ],
      "deploys by kubectl!, own-trigger, person"),
    .actions(
      "by a push to the branch of production, checks elsewhere",
      """
      on: {push: {branches: [production]}}
      jobs: {deploy: {steps: [{run: kubectl apply -f k8s}]}}
      """, and: checks,
      "deploys by kubectl to production!, own-trigger, automatic"),
    .actions(
      "by a push to the branch of staging, checks elsewhere",
      """
      on: {push: {branches: [staging]}}
      jobs: {ship: {steps: [{run: kubectl apply -f k8s}]}}
      """, and: checks,
      "deploys by kubectl to staging, own-trigger, automatic"),
    .actions(
      "by a push to the main branch, checks elsewhere",
      """
      on: {push: {branches: [main]}}
      jobs: {ship: {steps: [{run: kubectl apply -f k8s}]}}
      """, and: checks,
      "deploys by kubectl!, own-trigger, automatic"),
    .actions(
      "by any push, checks elsewhere",
      """
      on: push
      jobs: {ship: {steps: [{run: kubectl apply -f k8s}]}}
      """, and: checks,
      "deploys by kubectl!, never, automatic"),
  ]

  static let stages: [DeliveryCase] = [
    .actions(
      "a job for one branch",
      """
      on: [push, pull_request]
      jobs:
        test: {steps: [{run: go test ./...}]}
        deploy:
          needs: test
          if: github.ref == 'refs/heads/main'
          steps: [{run: kubectl apply -f k8s}]
      """,
      "deploys by kubectl!, guarded-stage, automatic"),
    .actions(
      "a job for tags",
      """
      on: [push, pull_request]
      jobs:
        test: {steps: [{run: go test ./...}]}
        deploy:
          if: startsWith(github.ref, 'refs/tags/v')
          steps: [{run: kubectl apply -f k8s}]
      """,
      "deploys by kubectl!, guarded-stage, person"),
    .actions(
      "a job for pushes only",
      """
      on: [push, pull_request]
      jobs:
        test: {steps: [{run: go test ./...}]}
        deploy:
          if: github.event_name == 'push'
          steps: [{run: kubectl apply -f k8s}]
      """,
      "deploys by kubectl!, guarded-stage, automatic"),
    .actions(
      "a job that only people start",
      """
      on: {push: {}, workflow_dispatch: {}}
      jobs:
        test: {steps: [{run: go test ./...}]}
        deploy:
          if: github.event_name == 'workflow_dispatch'
          steps: [{run: kubectl apply -f k8s}]
      """,
      "deploys by kubectl!, guarded-stage, person"),
    .actions(
      "an environment that the host may protect",
      """
      on: {push: {branches: [main]}}
      jobs:
        test: {steps: [{run: go test ./...}]}
        deploy:
          needs: test
          environment: production
          steps: [{run: kubectl apply -f k8s}]
      """,
      "deploys by kubectl to production!, separate-job, protectable"),
    .actions(
      "a step for one branch",
      """
      on: push
      jobs:
        all:
          steps:
            - run: go test ./...
            - run: kubectl apply -f k8s
              if: github.ref == 'refs/heads/main'
      """,
      "deploys by kubectl!, guarded-step, automatic"),
    .actions(
      "a step for tags",
      """
      on: push
      jobs:
        all:
          steps:
            - run: go test ./...
            - run: goreleaser release
              if: startsWith(github.ref, 'refs/tags/')
      """,
      "publishes by goreleaser!, guarded-step, person"),
    .actions(
      "jobs for the branches of two environments",
      """
      on: push
      jobs:
        test: {steps: [{run: go test ./...}]}
        first:
          if: github.ref == 'refs/heads/staging'
          steps: [{run: kubectl apply -f k8s}]
        second:
          if: github.ref == 'refs/heads/production'
          steps: [{run: kubectl apply -f k8s}]
      """,
      "deploys by kubectl to staging, guarded-stage, automatic",
      "deploys by kubectl to production!, guarded-stage, automatic"),
    .actions(
      "an input worked out from the event",
      """
      on: [push, pull_request]
      jobs:
        image:
          steps:
            - uses: docker/build-push-action@v6
              with:
                push: ${{ github.event_name != 'pull_request' }}
                tags: ghcr.io/acme/shop:latest
      """,
      "images by docker-build, guarded-step, automatic"),
    .actions(
      "a separate job that always runs",
      """
      on: push
      jobs:
        test: {steps: [{run: go test ./...}]}
        deploy: {needs: test, steps: [{run: kubectl apply -f k8s}]}
      """,
      "deploys by kubectl!, separate-job, automatic"),
    .actions(
      "one job that never runs apart",
      """
      on: push
      jobs:
        all: {steps: [{run: go test ./...}, {run: kubectl apply -f k8s}]}
      """,
      "deploys by kubectl!, never, automatic"),
    .actions(
      "an approval in a job before",
      """
      on: {push: {branches: [main]}}
      jobs:
        test: {steps: [{run: go test ./...}]}
        ask: {needs: test, steps: [{uses: trstringer/manual-approval@v1}]}
        deploy: {needs: ask, steps: [{run: kubectl apply -f k8s}]}
      """,
      "deploys by kubectl!, guarded-stage, person"),
    .actions(
      "a matrix of environments",
      """
      on: {push: {tags: ["v*"]}}
      jobs:
        deploy:
          strategy: {matrix: {env: [staging, production]}}
          environment: ${{ matrix.env }}
          steps: [{run: kubectl apply -f k8s}]
      """,
      "deploys by kubectl to staging, own-trigger, person",
      "deploys by kubectl to production!, own-trigger, person"),
    .actions(
      "a matrix of environments, one of which has no step",
      """
      on: {push: {tags: ["v*"]}}
      jobs:
        deploy:
          strategy: {matrix: {target: [{name: staging}, {name: production, goes: true}]}}
          environment: ${{ matrix.target.name }}
          steps: [{run: kubectl apply -f k8s, if: matrix.target.goes}]
      """,
      "deploys by kubectl to production!, own-trigger, person"),
    .actions(
      "a tag or a push start it",
      """
      on: {push: {branches: [main], tags: ["v*"]}}
      jobs: {deploy: {steps: [{run: kubectl apply -f k8s}]}}
      """,
      "deploys by kubectl!, never, automatic"),
    .actions(
      "another system starts it",
      """
      on: {repository_dispatch: {types: [deploy]}}
      jobs: {ship: {steps: [{run: kubectl apply -f k8s}]}}
      """,
      "deploys by kubectl!, own-trigger, automatic"),
    .actions(
      "several goals in one job",
      """
      on: {push: {tags: ["v*"]}}
      jobs:
        deploy:
          steps:
            - run: helm upgrade shop . --namespace staging
            - run: helm upgrade shop . --namespace production
            - run: helm upgrade web . --namespace production
      """,
      "deploys by helm to staging, own-trigger, person",
      "deploys by helm to production!, own-trigger, person"),
  ]
}

@Suite struct ActionsDeliveryTests {
  @Test(
    arguments: DeliveryCase.workflowsOfTheirOwn + DeliveryCase.stages + DeliveryCase.notDeliveries
      + DeliveryCase.reaches)
  func `A workflow tells what it delivers, how apart and on whose decision`(
    _ sample: DeliveryCase
  ) async {
    let facts = await SmallRepository(sample.files).facts
    #expect(facts.deliveries.map(DeliveryCase.summary) == sample.deliveries)
  }
}
