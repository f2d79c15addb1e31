extension DeliveryCase {
  static let notDeliveries: [DeliveryCase] = [
    .actions(
      "a cluster for tests",
      """
      on: push
      jobs:
        e2e:
          steps: [{run: kind create cluster}, {run: kubectl apply -f k8s}, {run: go test ./...}]
      """),
    .actions(
      "a cluster for tests, made by an action",
      """
      on: push
      jobs:
        e2e: {steps: [{uses: helm/kind-action@v1}, {run: helm install shop ./chart}]}
      """),
    .actions(
      "a job for requests alone that publishes",
      """
      on: pull_request
      jobs:
        image: {steps: [{run: docker push ghcr.io/acme/shop:pr}, {run: npm publish}]}
      """),
    .actions(
      "a job for requests alone that deploys",
      """
      on: pull_request
      jobs: {preview: {steps: [{run: kubectl apply -f k8s}]}}
      """,
      "deploys by kubectl to review, never, automatic"),
    .actions(
      "an image that stays on the machine",
      """
      on: push
      jobs:
        image:
          steps:
            - run: docker build -t localhost:5000/shop .
            - run: docker push localhost:5000/shop
      """),
    .actions(
      "an environment that is taken down",
      """
      on: {pull_request: {types: [closed]}}
      jobs: {clean: {steps: [{run: kubectl delete namespace review}]}}
      """),
    .actions(
      "a dry run",
      """
      on: push
      jobs: {check: {steps: [{run: kubectl apply --dry-run=client -f k8s}]}}
      """),
    .actions(
      "words",
      """
      on: push
      jobs: {deploy: {steps: [{run: echo "deploying with kubectl apply"}]}}
      """),
    .actions(
      "a job that is turned off",
      """
      on: push
      jobs:
        test: {steps: [{run: go test ./...}]}
        deploy: {if: false, steps: [{run: kubectl apply -f k8s}]}
      """),
    .actions(
      "a workflow that another one calls counts where it is called",
      """
      on: workflow_call
      jobs: {ship: {steps: [{run: kubectl apply -f k8s}]}}
      """,
      and: [
        ".github/workflows/ci.yml": """
        on: push
        jobs:
          test: {steps: [{run: go test ./...}]}
          ship: {needs: test, uses: ./.github/workflows/deploy.yml}
        """
      ],
      "deploys by kubectl!, separate-job, automatic"),
    .actions(
      "a workflow that nobody calls",
      """
      on: workflow_call
      jobs: {deploy: {steps: [{run: kubectl apply -f k8s}]}}
      """),
  ]

  static let reaches: [DeliveryCase] = [
    .actions(
      "a package",
      """
      on: {release: {types: [published]}}
      jobs: {publish: {steps: [{run: npm publish}]}}
      """,
      "publishes by npm-publish!, own-trigger, person"),
    .actions(
      "a package beside the stable one",
      """
      on: {schedule: [{cron: "0 3 * * *"}]}
      jobs: {nightly: {steps: [{run: npm publish --tag next}]}}
      """,
      "publishes by npm-publish to nightly, own-trigger, automatic"),
    .actions(
      "an image by a tag",
      """
      on: {push: {tags: ["v*"]}}
      jobs: {image: {steps: [{run: "docker push ghcr.io/acme/shop:${{ github.ref_name }}"}]}}
      """,
      "images by docker-push!, own-trigger, person"),
    .actions(
      "an image by every push",
      """
      on: {push: {branches: [main]}}
      jobs: {image: {steps: [{run: "docker push ghcr.io/acme/shop:latest"}]}}
      """,
      "images by docker-push, never, automatic"),
    .actions(
      "pages of a library",
      """
      on: {push: {branches: [main]}}
      jobs: {docs: {steps: [{uses: peaceiris/actions-gh-pages@v4}]}}
      """, and: ["package.json": #"{"name": "acme", "version": "1.0.0", "main": "index.js"}"#],
      "deploys by github-pages!, never, automatic"),
    .actions(
      "a script that is named for it and stands elsewhere",
      """
      on: {push: {tags: ["v*"]}}
      jobs: {ship: {steps: [{run: /opt/tools/deploy.sh production}]}}
      """,
      "deploys by deploy-script to production!, own-trigger, person"),
    .actions(
      "a script of the tree is judged by what it runs",
      """
      on: {push: {tags: ["v*"]}}
      jobs: {ship: {steps: [{run: ./deploy.sh production}]}}
      """, and: ["deploy.sh": "helm upgrade shop ./chart\n"],
      "deploys by helm to production!, own-trigger, person"),
    .actions(
      "a script of the tree that only talks",
      """
      on: {push: {tags: ["v*"]}}
      jobs: {ship: {steps: [{run: ./deploy.sh production}]}}
      """, and: ["deploy.sh": "echo deploying to production\n"]),
    .actions(
      "a workflow elsewhere that says what it does",
      """
      on: {push: {branches: [main]}}
      jobs:
        ship:
          uses: acme/workflows/.github/workflows/deploy.yml@v1
          with: {environment: production}
      """,
      "deploys by deploy-workflows-from-elsewhere to production!, never, protectable"),
    DeliveryCase(
      "a controller that deploys from the tree",
      [
        "apps/shop.yaml": """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop}
        spec:
          source: {repoURL: "https://example.org/acme/shop.git", path: k8s}
          destination: {namespace: shop}
        """
      ],
      "pulls by argo-cd!, own-trigger, automatic"),
    DeliveryCase(
      "a platform's configuration that nothing runs",
      ["fly.toml": "app = \"shop\"\n"],
      "configured by fly, own-trigger, automatic"),
    DeliveryCase(
      "a release tool's configuration that nothing runs",
      [".goreleaser.yml": "version: 2\nbuilds: [{main: .}]\n"],
      "configured by goreleaser, own-trigger, automatic"),
  ]
}
