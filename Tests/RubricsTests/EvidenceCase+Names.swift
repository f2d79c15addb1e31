import FactModel
import Rubrics

/// What names say and do not say: of files, tasks, images, events and folders.
extension EvidenceCase {
  private static func workflow(_ text: String, beside files: [String: String]) -> [String: String] {
    files.merging([".github/workflows/a.yml": text]) { $1 }
  }

  private static func released(if rule: String) -> [String: String] {
    workflow(
      """
      on: {push: {branches: [main]}, schedule: [{cron: "0 1 * * *"}], release: {types: [published]}}
      jobs:
        a:
          steps:
            - run: go build -o shop .
            - if: \(rule)
              run: rsync -a shop deploy@shop.example.com:/srv/shop/
      """, beside: go)
  }

  private static func copied(by command: String) -> [String: String] {
    workflow(
      """
      on: {push: {branches: [main]}}
      jobs:
        live:
          environment: production
          steps:
            - run: rsync -a shop deploy@shop.example.com:/srv/shop/
        a:
          steps:
            - run: \(command)
      """, beside: go)
  }

  private static func handedOver(_ script: String) -> [String: String] {
    workflow(
      """
      on: {push: {branches: [main]}}
      jobs:
        a:
          steps:
            - run: docker build -t ghcr.io/acme/shop:$GITHUB_SHA . && docker push ghcr.io/acme/shop:$GITHUB_SHA
            - run: |
      \(script.split(separator: "\n").map { "          " + $0 }.joined(separator: "\n"))
      """, beside: go)
  }

  private static func image(_ inputs: String) -> [String: String] {
    workflow(
      """
      on: {push: {branches: [main]}}
      jobs:
        image:
          uses: acme/pipelines/.github/workflows/build-and-push.yml@v2
          with: {\(inputs)}
        live:
          needs: image
          environment: production
          steps:
            - run: helm upgrade --install shop chart --set image.tag=${{ github.sha }}
      """,
      beside: go.merging([
        "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
        "chart/values.yaml": "image: {repository: acme/shop, tag: 1.0.0}\n",
        "chart/templates/a.yaml": """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          template:
            spec:
              containers:
                - name: shop
                  image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
        """,
      ]) { $1 })
  }

  private static func deployment(named name: String) -> [String: String] {
    go.merging([
      name: """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        template:
          spec:
            containers:
              - name: shop
                image: acme/shop:__VERSION__
                resources: {requests: {memory: 64Mi}, limits: {memory: 64Mi}}
      """
    ]) { $1 }
  }

  private static func smokeTest(registered text: String) -> [String: String] {
    workflow(
      """
      on: {push: {branches: [main]}}
      jobs:
        live:
          environment: production
          steps:
            - run: helm upgrade --install shop chart
        smoke:
          needs: live
          steps:
            - run: ./gradlew :shop:checkShop
      """,
      beside: [
        "build.gradle.kts": "plugins { java }\n\(text)\n", "src/main/java/A.java": "class A {}\n",
      ])
  }

  private static func metrics(in folder: String) -> [String: String] {
    [
      "build.gradle": "plugins { id 'org.springframework.boot' version '3.5.0' }\n",
      "src/main/java/A.java": "class A {}\n",
      "\(folder)/application.properties": "management.endpoints.web.exposure.include=prometheus\n",
    ]
  }

  private static func alerts(_ template: String) -> [String: String] {
    go.merging([
      "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "chart/templates/alerts.yaml": template,
    ]) { $1 }
  }

  static let names = [
    EvidenceCase(
      name: "a step for releases alone", criterion: "deploy.gate",
      files: released(if: "github.event_name == 'release'"), status: .met),
    EvidenceCase(
      name: "a step for the other events", criterion: "deploy.gate",
      files: released(if: "github.event_name != 'release'"), status: .unmet),
    EvidenceCase(
      name: "a device of the system", criterion: "deploy.environments",
      files: copied(by: "scp -o UserKnownHostsFile=/dev/null shop deploy@shop.example.com:/srv/"),
      status: .unmet),
    EvidenceCase(
      name: "a folder of an environment", criterion: "deploy.environments",
      files: copied(by: "scp -r build/dev/shop deploy@shop.example.com:/srv/"), status: .met),
    EvidenceCase(
      name: "reports that are put away", criterion: "cd.deploy",
      files: workflow(
        "on: push\njobs: {a: {steps: [{run: aws s3 sync htmlcov s3://acme-reports/main}]}}\n",
        beside: go), status: .unmet),
    EvidenceCase(
      name: "pages that are brought out", criterion: "cd.deploy",
      files: workflow(
        "on: push\njobs: {a: {steps: [{run: aws s3 sync public s3://acme-shop}]}}\n", beside: go),
      status: .met),
    EvidenceCase(
      name: "a manifest that a variable names", criterion: "cd.deploy",
      files: handedOver(
        """
        FILE="shop/values-live.yaml"
        git clone https://git.example.com/acme/live.git && cd live
        yq -i '.shop.image.tag = strenv(GITHUB_SHA)' "$FILE"
        git commit -am "Deploy $GITHUB_SHA" && git push
        """), status: .met),
    EvidenceCase(
      name: "another file that a variable names", criterion: "cd.deploy",
      files: handedOver(
        """
        FILE="shop/notes.txt"
        git clone https://git.example.com/acme/live.git && cd live
        yq -i '.shop.image.tag = strenv(GITHUB_SHA)' "$FILE"
        git commit -am "Deploy $GITHUB_SHA" && git push
        """), status: .partial),
    EvidenceCase(
      name: "the name of an image for a pipeline elsewhere", criterion: "deploy.versioned",
      files: image("image_name: shop"), status: .met),
    EvidenceCase(
      name: "an image with a moving tag for a pipeline elsewhere", criterion: "deploy.versioned",
      files: image("image: \"acme/shop:latest\", push: true"), status: .partial),
    EvidenceCase(
      name: "a manifest in a template that says no more by its name", criterion: "operate.capacity",
      files: deployment(named: "kubernetes/shop.tmpl"), status: .met),
    EvidenceCase(
      name: "a manifest for envsubst", criterion: "operate.capacity",
      files: deployment(named: "kubernetes/shop.yaml.envsubst"), status: .met),
    EvidenceCase(
      name: "a manifest in a text", criterion: "operate.capacity",
      files: deployment(named: "kubernetes/shop.txt"), status: .unmet),
    EvidenceCase(
      name: "a suite of tests with a name of its own", criterion: "deploy.verify",
      files: smokeTest(registered: "testing.suites.register<JvmTestSuite>(\"checkShop\") {}"),
      status: .met),
    EvidenceCase(
      name: "a task that is no test", criterion: "deploy.verify",
      files: smokeTest(registered: "tasks.register<Copy>(\"checkShop\") {}"), status: .unmet),
    EvidenceCase(
      name: "settings of the application", criterion: "monitor.metrics",
      files: metrics(in: "src/main/resources"), status: .met),
    EvidenceCase(
      name: "settings of a set of tests", criterion: "monitor.metrics",
      files: metrics(in: "src/contractTest/resources"), status: .unmet),
    EvidenceCase(
      name: "a rate of traces that the environment may change", criterion: "monitor.traces",
      files: [
        "manage.py": "import django\n", "requirements.txt": "django==5.2\nsentry-sdk==2.0\n",
        "shop/settings.py": """
        import sentry_sdk
        sentry_sdk.init(traces_sample_rate=float(os.environ.get("RATE", 0.2)))
        """,
      ], status: .met),
    EvidenceCase(
      name: "a rate of traces of nothing", criterion: "monitor.traces",
      files: [
        "manage.py": "import django\n", "requirements.txt": "django==5.2\nsentry-sdk==2.0\n",
        "shop/settings.py": "import sentry_sdk\nsentry_sdk.init(traces_sample_rate=0)\n",
      ], status: .unmet),
    EvidenceCase(
      name: "alerts whose template prints braces", criterion: "operate.runbooks",
      files: alerts(
        """
        {{- $queue := printf "{{ $labels.queue }}" }}
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: {name: shop}
        spec:
          groups:
            - name: shop
              rules:
                - alert: Queue
                  expr: queue > 1
                  annotations: {runbook_url: "https://runbooks.example.com/queue"}
        """), status: .met),
  ]
}
