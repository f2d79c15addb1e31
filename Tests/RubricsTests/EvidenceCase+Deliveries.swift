import FactModel
import Rubrics

/// What scripts, libraries of pipelines, matrices and machines of the team's own show.
extension EvidenceCase {
  static let go = [
    "go.mod": "module example.com/shop\n", "shop.go": "package shop\n",
    "shop_test.go": "package shop\n\nimport \"testing\"\n\nfunc TestTotal(t *testing.T) {}\n",
  ]

  private static func with(_ files: [String: String]) -> [String: String] {
    go.merging(files) { $1 }
  }

  private static func workflow(_ job: String) -> [String: String] {
    with([".github/workflows/a.yml": "on: {push: {branches: [main]}}\njobs:\n\(job)"])
  }

  private static func machine(_ runner: String) -> [String: String] {
    workflow(
      """
        image:
          runs-on: ubuntu-24.04
          steps:
            - run: docker build -t acme/shop:1 . && docker push acme/shop:1
        deploy-to-production:
          needs: image
          runs-on: \(runner)
          steps:
            - run: docker run -d -p 80:80 --name shop acme/shop:1
      """)
  }

  private static func targets(_ values: String) -> [String: String] {
    workflow(
      """
        publish:
          strategy:
            matrix:
              target: [\(values)]
              include:
                - {target: staging, bucket: SHOP_STAGING}
                - {target: production, region: eu}
                - {target: production, bucket: SHOP}
          steps:
            - run: aws s3 sync ./public "s3://${{ secrets[matrix.bucket] }}/"
      """)
  }

  private static func script(_ text: String) -> [String: String] {
    workflow("  deploy:\n    steps:\n      - run: ./deploy.sh\n")
      .merging(["deploy.sh": text]) { $1 }
  }

  private static func playbook(_ options: String) -> [String: String] {
    [
      "site.yml": "- hosts: web\n  tasks: []\n", "hosts": "[web]\nweb1.example.com\n",
      ".github/workflows/a.yml":
        "on: push\njobs: {a: {steps: [{run: ansible-playbook \(options) site.yml}]}}\n",
    ]
  }

  private static func jacoco(_ command: String) -> [String: String] {
    [
      "api/build.gradle": "plugins {\n  id 'java'\n  id 'jacoco'\n}\n",
      "api/src/test/java/ATest.java": "class ATest { @Test void a() {} }\n",
      ".github/workflows/a.yml": "on: push\njobs: {a: {steps: [{run: \(command)}]}}\n",
    ]
  }

  private static func trigger(_ name: String) -> [String: String] {
    with([
      "iac/main.tf": """
      resource "google_cloudbuild_trigger" "ci" {
        github {
          push { branch = "^main$" }
        }
        filename = "\(name)"
      }
      """,
      "services/cart/cloudbuild.yaml":
        "steps:\n  - name: golang\n    entrypoint: go\n    args: [test, ./...]\n",
    ])
  }

  private static let library = with([
    "Jenkinsfile": """
    @Library('acme') _
    acmeGo(project: 'shop', testScript: 'make test', buildScript: 'make build')
    """,
    "Makefile": "test:\n\tgo test -coverprofile=c.out ./...\nbuild:\n\tgo build ./...\n",
  ])

  private static func skaffold(_ command: String) -> [String: String] {
    with([
      "cloudbuild.yaml":
        "steps:\n  - name: gcr.io/k8s-skaffold/skaffold\n    script: \(command)\n",
      "skaffold.yaml":
        "apiVersion: skaffold/v4beta1\nkind: Config\nrequires:\n  - path: services\n",
      "services/skaffold.yaml": """
      apiVersion: skaffold/v4beta1
      kind: Config
      test:
        - image: shop
          custom:
            - command: go test -cover ./...
      """,
    ])
  }

  static let deliveries = [
    EvidenceCase(
      name: "tests of the artifacts of a required configuration", criterion: "ci.test",
      files: skaffold("skaffold test --build-artifacts a.json"), status: .met),
    EvidenceCase(
      name: "artifacts that are only built", criterion: "ci.test",
      files: skaffold("skaffold build --file-output a.json"), status: .unmet),
    EvidenceCase(
      name: "a container that stays on the team's own runner", criterion: "cd.deploy",
      files: machine("shop-prod-server"), status: .met),
    EvidenceCase(
      name: "one that says where it runs", criterion: "cd.deploy",
      files: machine("[self-hosted, linux]"), status: .met),
    EvidenceCase(
      name: "a container on a machine that goes away", criterion: "cd.deploy",
      files: machine("ubuntu-24.04"), status: .partial),
    EvidenceCase(
      name: "a matrix over environments", criterion: "deploy.environments",
      files: targets("staging, production"), status: .met),
    EvidenceCase(
      name: "a matrix over other things", criterion: "deploy.environments",
      files: targets("amd64, arm64"), status: .unmet),
    EvidenceCase(
      name: "two sides in a script", criterion: "deploy.strategy",
      files: script(
        """
        if curl -s "http://$HOST:$BLUE_PORT"; then target=$GREEN_PORT; else target=$BLUE_PORT; fi
        scp shop deploy@$HOST:/srv/shop/
        ssh deploy@$HOST "sh run.sh $target"
        ssh deploy@$HOST "fuser -k $GREEN_PORT/tcp || fuser -k $BLUE_PORT/tcp"
        """), status: .met),
    EvidenceCase(
      name: "colours of a terminal in a script", criterion: "deploy.strategy",
      files: script(
        """
        log() { echo "$1$2"; }
        log "$GREEN" start && log "$BLUE" copy && log "$RED" stop
        scp shop deploy@$HOST:/srv/shop/
        """), status: .unmet),
    EvidenceCase(
      name: "a playbook for hosts", criterion: "cd.deploy", files: playbook("-i hosts"),
      status: .met),
    EvidenceCase(
      name: "a playbook for the job's own machine", criterion: "cd.deploy",
      files: playbook("--connection=local"), status: .unmet),
    EvidenceCase(
      name: "coverage of a build that a job runs", criterion: "ci.coverage",
      files: jacoco("cd api && gradle build"), status: .met),
    EvidenceCase(
      name: "coverage of a build that no job runs", criterion: "ci.coverage",
      files: jacoco("npm ci && npm run build"), status: .unmet),
    EvidenceCase(
      name: "a configuration that a module's trigger names", criterion: "ci.test",
      files: trigger("services/${var.name}/cloudbuild.yaml"), status: .met),
    EvidenceCase(
      name: "a trigger that names another configuration", criterion: "ci.test",
      files: trigger("jobs/${var.name}/cloudbuild.yaml"), status: .unmet),
    EvidenceCase(
      name: "commands that a library's step is given", criterion: "ci.test", files: library,
      status: .met),
    EvidenceCase(
      name: "what they build", criterion: "ci.build", files: library, status: .met),
    EvidenceCase(
      name: "an address that is asked until it answers", criterion: "deploy.verify",
      files: script(
        """
        scp shop deploy@$HOST:/srv/shop/
        ssh deploy@$HOST "sh run.sh"
        for n in $(seq 10); do
          if curl -s "http://$HOST:8080" > /dev/null; then break; fi
          if [ $n -eq 10 ]; then exit 1; fi
          sleep 20
        done
        """), status: .met),
    EvidenceCase(
      name: "an address whose silence changes nothing", criterion: "deploy.verify",
      files: script(
        """
        scp shop deploy@$HOST:/srv/shop/
        if curl -s "http://$HOST:8080" > /dev/null; then echo up; fi
        """), status: .unmet),
    EvidenceCase(
      name: "an address that is asked before the deployment", criterion: "deploy.verify",
      files: script(
        "curl --fail https://shop.example.com/healthz\nscp shop deploy@$HOST:/srv/shop/\n"),
      status: .unmet),
    EvidenceCase(
      name: "an address that is asked behind it", criterion: "deploy.verify",
      files: script(
        "scp shop deploy@$HOST:/srv/shop/\ncurl --fail https://shop.example.com/healthz\n"),
      status: .met),
  ]
}
