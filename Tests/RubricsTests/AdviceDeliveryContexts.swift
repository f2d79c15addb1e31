import FactModel

extension AdviceContext {
  private static func deployed(_ steps: String, environment: String = "production") -> String {
    "on:\n  push:\n    branches: [main]\njobs:\n  d:\n    runs-on: x\n    environment: \(environment)\n"
      + "    steps:\n\(steps)"
  }

  /// The way in which the team deploys, and the names that its commands say.
  static let deliveries = [
    AdviceContext(
      "a service of Cloud Run by its name and region", "deploy.rollback",
      [
        ".github/workflows/deploy.yml": deployed(
          "      - run: gcloud run deploy cart --quiet --region=us-central1 --image cart:$GITHUB_SHA\n"
        ),
        "compose.yaml": "services:\n  db:\n    image: postgres:18\n",
      ],
      has: [
        "- run: gcloud run services update-traffic cart --region us-central1 --to-revisions \"$VERSION=100\""
      ], lacks: ["compose"]),
    AdviceContext(
      "the application that Argo CD keeps", "deploy.rollback",
      [
        ".github/workflows/deploy.yml": deployed(
          "      - run: argocd app sync cart --timeout 300\n"),
        "k8s/cart.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: cart}\nspec: {template: {}}\n",
      ], has: ["- run: argocd app rollback cart \"$VERSION\" --timeout 300"], lacks: ["kubectl"]),
    AdviceContext(
      "inputs of an action name the service", "deploy.rollback",
      [
        ".github/workflows/deploy.yml": deployed(
          "      - uses: google-github-actions/deploy-cloudrun@v3\n        with:\n          service: cart\n"
            + "          region: us-east1\n")
      ],
      has: [
        "- run: gcloud run services update-traffic cart --region us-east1 --to-revisions \"$VERSION=100\""
      ]),
    AdviceContext(
      "substitutions of Cloud Build are filled in", "deploy.split",
      [
        "docker-compose.yml": "services:\n  db:\n    image: mongo:8\n",
        "cloudbuild.yaml":
          "steps:\n  - name: golang:1.25\n    args: [go, vet, ./...]\n  - name: cloud-sdk:slim\n    entrypoint: gcloud\n"
          + "    args: [run, services, update, $_NAME, '--region=$_PLACE', '--image=$_HOST/x:$COMMIT_SHA']\n"
          + "substitutions:\n  _NAME: cart\n  _PLACE: us-central1\n",
      ], path: "cloudbuild.deploy.yaml",
      has: [
        "# A person starts it: gcloud builds submit --config cloudbuild.deploy.yaml --substitutions _VERSION=1.4.2",
        "- name: gcr.io/google.com/cloudsdktool/google-cloud-cli:stable",
        "gcloud run deploy cart --region us-central1 --image us-central1-docker.pkg.dev/$PROJECT_ID/cart/cart:$_VERSION",
      ], lacks: ["ssh", "compose"]),
    AdviceContext(
      "the chart and release that are deployed", "deploy.verify",
      [
        "charts/a-job/Chart.yaml": "apiVersion: v2\nname: a-job\nversion: 1.0.0\n",
        "charts/cart/Chart.yaml": "apiVersion: v2\nname: cart\nversion: 1.0.0\n",
        "deploy.sh":
          "helm upgrade --install -f charts/db.yaml cart-db vendor/db\n"
          + "helm upgrade --install -f charts/cart.yaml cart-live ./charts/cart\n",
        ".github/workflows/deploy.yml": deployed("      - run: ./deploy.sh\n"),
      ],
      has: [
        "helm upgrade --install cart-live charts/cart --set image.tag=$COMMIT --wait --timeout 5m"
      ],
      lacks: ["a-job", "- run"]),
    AdviceContext(
      "a wait in a script is undone there", "deploy.rollback",
      [
        "apply.sh": "kubectl apply -f $file\nkubectl rollout status -f $file --timeout=120s\n",
        ".github/workflows/deploy.yml": deployed("      - run: ./apply.sh\n"),
      ],
      has: [
        "if ! kubectl rollout status -f $file --timeout=120s; then",
        "kubectl rollout undo -f $file",
      ]),
    AdviceContext(
      "a checkout on the server goes back to a tag", "deploy.rollback",
      [
        ".github/workflows/deploy.yml": deployed(
          "      - uses: appleboy/ssh-action@v1\n        with:\n          host: cart.example.com\n"
            + "          username: web\n          script: |\n            git pull\n            pm2 restart cart\n",
          environment: "live")
      ],
      has: [
        "environment: live",
        "mkdir -p ~/.ssh && ssh-keyscan cart.example.com staging.cart.example.com >> ~/.ssh/known_hosts",
        "- run: ssh web@cart.example.com \"cd /srv/shop && git fetch --tags origin && git checkout --detach $VERSION && pm2 restart cart\"",
      ]),
    AdviceContext(
      "a script of its own is started with a parameter", "deploy.rollback",
      [
        ".circleci/config.yml":
          "version: 2.1\njobs:\n  deploy:\n    docker: [{image: x}]\n    steps:\n      - checkout\n"
          + "      - run: ./scripts/bin/deploy-live\nworkflows: {main: {jobs: [deploy]}}\n"
      ],
      has: [
        "parameters:", "version:", "VERSION: << pipeline.parameters.version >>",
        "- run: ./scripts/bin/deploy-live", "when: << pipeline.parameters.version >>",
      ]),
    AdviceContext(
      "a Procfile beside images that go to a registry", "cd.deploy",
      [
        "Procfile": "web: ./cart\n",
        ".github/workflows/ci.yml":
          "on: push\njobs:\n  t:\n    runs-on: x\n    steps:\n      - run: go test ./...\n"
          + "      - run: docker push registry.example.com/cart:$GITHUB_SHA\n",
      ],
      has: ["environment: production"], lacks: ["heroku", "HEROKU"]),
    AdviceContext(
      "a push to another platform than Heroku", "deploy.rollback",
      [".github/workflows/deploy.yml": deployed("      - run: git push dokku main\n")],
      has: ["VERSION: ${{ inputs.version }}"], lacks: ["heroku", "HEROKU"]),
    AdviceContext(
      "a service whose documentation goes to Pages", "deploy.rollback",
      [".github/workflows/pages.yml": deployed("      - uses: actions/deploy-pages@v4\n")],
      has: ["environment: production"], lacks: ["to put up"]),
    AdviceContext(
      "Compose that mounts the sources is for developers", "deploy.split",
      [
        "compose.yaml": "services:\n  cart:\n    build: .\n    volumes: [\".:/src\"]\n",
        ".github/workflows/ci.yml":
          "on: push\njobs:\n  t:\n    runs-on: x\n    steps:\n      - run: go test ./...\n",
      ],
      has: ["environment: production"], lacks: ["docker compose"]),
    AdviceContext(
      "Terraform at the root needs no folder", "cd.deploy",
      [
        "main.tf":
          "terraform {\n  backend \"s3\" {}\n}\nprovider \"aws\" {\n}\nresource \"aws_s3_bucket\" \"a\" {}\n",
        ".github/workflows/ci.yml":
          "on: push\njobs: {t: {runs-on: x, steps: [{run: terraform validate}]}}\n",
      ], kind: .infrastructure, has: ["- uses: actions/checkout@v6"],
      lacks: ["working-directory"]),
  ]
}
