extension DeliveryCase {
  private static let guardedStage = """
    pipeline {
      agent any
      stages {
        stage('Test') { steps { sh 'go test ./...' } }
        stage('Ship') {
          when { expression { MODE == "RELEASE" } }
          steps { sh 'npm publish' }
        }
      }
    }
    """

  private static func deploying(_ commands: String...) -> String {
    let steps = commands.map { "sh '\($0)'\n" }.joined()
    return "pipeline { agent any\n stages { stage('Deploy') { steps {\n\(steps)} } } }\n"
  }

  /// What rules, names and tags say of how apart a delivery is, of its channel and of who decides.
  static let rules: [DeliveryCase] = [
    DeliveryCase(
      "a stage behind a variable that is named for releases", ["Jenkinsfile": guardedStage],
      "publishes by npm-publish!, guarded-stage, automatic"),
    DeliveryCase(
      "a file for the deployment alone beside the one of the checks",
      [
        "Jenkinsfile": "node { sh 'go test ./...' }\n",
        "Jenkinsfile.ship": "node { sh 'kubectl apply -f k8s' }\n",
      ], "deploys by kubectl!, own-trigger, automatic"),
    DeliveryCase(
      "a deployment of AppVeyor that no rule limits",
      ["appveyor.yml": "test_script: [go test ./...]\ndeploy: [{provider: NuGet}]\n"],
      "publishes by appveyor-providers!, separate-job, automatic"),
    DeliveryCase(
      "a pipeline of Zuul that starts behind the merge",
      [
        "zuul.yaml": """
        - job: {name: check, run: check.yaml}
        - job: {name: ship, run: ship.yaml}
        - project: {check: {jobs: [check]}, post: {jobs: [ship]}}
        """,
        "check.yaml": "- hosts: all\n  tasks: [{command: go test ./...}]\n",
        "ship.yaml": "- hosts: all\n  tasks: [{command: npm publish}]\n",
      ], "publishes by npm-publish!, own-trigger, automatic"),
    .actions(
      "a deployment beside checks that try it in a cluster of their own",
      "on: {push: {branches: [main]}}\njobs: {a: {steps: [{run: kubectl apply -f k8s}]}}\n",
      and: [
        ".github/workflows/ci.yml": """
        on: pull_request
        jobs:
          test: {steps: [{run: go test ./...}]}
          try: {steps: [{uses: helm/kind-action@v1}, {run: kubectl apply -f k8s}]}
        """
      ], "deploys by kubectl!, own-trigger, automatic"),
    .actions(
      "environments beside the one that is called production",
      """
      on: {push: {tags: ["v*"]}}
      jobs:
        a: {environment: pilot, steps: [{run: kubectl apply -f k8s}]}
        b: {environment: prod, steps: [{run: kubectl apply -f k8s}]}
      """,
      "deploys by kubectl to pilot, own-trigger, person",
      "deploys by kubectl to prod!, own-trigger, person"),
    .actions(
      "a program of the tree that is asked to deploy",
      """
      on: {push: {tags: ["v*"]}}
      jobs: {a: {steps: [{run: ./shop deploy}, {run: ./shop deployment-notes}]}}
      """, "deploys by deploy-script!, own-trigger, person"),
    .actions(
      "a package from a branch of a release",
      """
      on: {push: {branches: ["release-*"]}}
      jobs: {a: {steps: [{run: npm publish}]}}
      """, and: checks, "publishes by npm-publish!, own-trigger, person"),
    .actions(
      "a package that requests try",
      """
      on: [pull_request, workflow_dispatch]
      jobs: {a: {steps: [{run: npm publish}]}}
      """, "publishes by npm-publish, never, automatic"),
    .actions(
      "a channel by the name of the workflow",
      """
      name: unstable
      on: push
      jobs: {a: {steps: [{run: npm publish}]}}
      """, "publishes by npm-publish to unstable, never, automatic"),
    .actions(
      "behind a workflow that people start, two of whose name there are",
      """
      name: Ship
      on: {workflow_run: {workflows: [Build, Nowhere], types: [completed]}}
      jobs: {a: {steps: [{run: kubectl apply -f k8s}]}}
      """,
      and: [
        ".github/workflows/a.yml":
          "name: Build\non: workflow_dispatch\njobs: {a: {steps: [{run: make}]}}\n",
        ".github/workflows/b.yml": "name: Build\non: push\njobs: {a: {steps: [{run: make}]}}\n",
      ], "deploys by kubectl!, own-trigger, automatic"),
    DeliveryCase(
      "a container that a job starts behind the one that it stops",
      ["Jenkinsfile": deploying("docker stop shop", "docker run -d acme/shop")],
      "deploys by docker-build!, never, automatic"),
    DeliveryCase(
      "a container that a job stops in the end",
      ["Jenkinsfile": deploying("docker run -d acme/shop", "docker stop shop")]),
    .actions(
      "environments that a person chooses from, each once for a tool",
      """
      on: {workflow_dispatch: {inputs: {where: {type: choice, options: [dev, live, dev]}}}}
      jobs:
        a:
          environment: ${{ inputs.where }}
          steps: [{run: kubectl apply -f a}, {run: kubectl apply -f b}, {run: helm upgrade a b}]
      """,
      "deploys by kubectl to dev, own-trigger, person",
      "deploys by kubectl to live!, own-trigger, person",
      "deploys by helm to dev, own-trigger, person",
      "deploys by helm to live!, own-trigger, person"),
  ]

  /// What images say by their tags, and what is no image of the project.
  static let images: [DeliveryCase] = [
    .actions(
      "an image for an environment that the host may protect",
      """
      on: push
      jobs: {a: {environment: production, steps: [{run: "docker push acme/shop:$TAG"}]}}
      """, "images by docker-push!, never, protectable"),
    .actions(
      "an image whose version stands in the tree",
      """
      on: push
      jobs: {a: {steps: [{run: "docker push acme/shop:1.2.0"}]}}
      """, "images by docker-push!, never, automatic"),
    .actions(
      "an image that pushes and tags move alike",
      """
      on: {push: {branches: [main], tags: ["v*"]}}
      jobs: {a: {steps: [{run: docker push acme/shop}]}}
      """, "images by docker-push!, never, automatic"),
    .actions(
      "images in which the pipeline itself runs",
      """
      on: push
      jobs:
        a:
          steps:
            - run: docker push acme/shop:ci
            - run: docker push acme/shop-tests
            - uses: docker/build-push-action@v6
              with: {push: true, file: .circleci/Dockerfile, tags: "acme/shop:base"}
      """),
  ]
}
