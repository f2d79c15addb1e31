import TestSupport
import Testing

/// What a repository keeps in plain text is told of, and not told on.
@Suite struct SecretOutputTests {
  /// Files that show tools, and hold values which no report may quote.
  private static let files: [(path: String, text: String)] = [
    (
      ".github/workflows/deploy.yml",
      """
      on: push
      env: {DB_PASSWORD: leak-a1}
      jobs:
        deploy:
          runs-on: ubuntu-24.04
          environment: production
          env:
            API_TOKEN: leak-a2
          steps:
            - run: docker login -u acme --password leak-a3 registry.example.com
            - run: helm upgrade --install shop chart --set db.password=leak-a4 --atomic
            - run: kubectl --token=leak-a5 apply -f k8s
            - run: SENTRY_AUTH_TOKEN=leak-a6 sentry-cli releases new x
            - run: curl --user acme:leak-a7 https://acme:leak-a8@deploy.example.com/hook
            - run: 'curl -H "Authorization: Bearer leak-a9" https://api.pagerduty.com/incidents'
            - run: kubectl --token leak-i1 rollout status deployment/shop
            - run: kubectl apply -f https://shop.example.com/k8s.yml?token=leak-i2
            - run: helm upgrade shop chart --set image.repository=a/b --set db.password=leak-i3,x=1
            - run: docker login -u acme -p leak-i4 registry.example.com
            - run: netlify deploy --prod --auth leak-i5
            - run: netlify deploy --prod --auth=leak-i6
            - run: vercel deploy --prod -t leak-i7
            - run: scp -r build deploy:leak-i8@shop.example.com:/srv/shop
            - run: lftp -u acme,leak-i9 ftp.example.com
            - run: lftp -c "open ftp://deploy:leak-j1@ftp.example.com:21; mirror -R build"
            - run: twine upload -u acme -p leak-j2 dist/*
            - run: dotnet nuget push shop.nupkg -k leak-j3
            - run: aws configure set aws_secret_access_key leak-j4
            - run: sonar-scanner -Dsonar.login=leak-j5
            - run: codecov -t leak-j6
            - run: ./deploy.sh --token leak-j7
            - run: curl -f http://localhost/healthz?token=leak-j8
            - run: for key in leak-k1 leak-k2; do kubectl --token $key apply -f k8s; done
            - run: for cli in netlify; do $cli deploy --prod --auth leak-k6; done
            - run: KEY=leak-k3; netlify deploy --prod --auth $KEY
            - run: $DEPLOY
              env: {DEPLOY: npx vercel deploy --prod --token leak-k4}
            - run: $CLI deploy --prod -t leak-k5
              env: {CLI: vercel}
            - run: docker login -u acme -pleak-m1 registry.example.com
            - run: curl -fsSu acme:leak-m2 https://deploy.example.com/hook
            - run: curl -X POST https://api.render.com/deploy/srv-leak?key=leak-m3
            - run: curl -X POST https://api.netlify.com/build_hooks/leak-m4
            - run: skopeo copy --dest-creds acme:leak-m5 oci:build docker://registry.example.com/a
            - run: helm upgrade shop chart --set env[0].name=API_TOKEN --set env[0].value=leak-m6
            - run: fly secrets set A=leak-m7 && fly deploy
            - run: npx wrangler deploy --var KEY:leak-m8
            - run: vault login leak-m9
            - run: helm upgrade shop chart --set dbPassProd=leak-p2 --set DB_PASS_PROD=leak-p3
            - run: docker build --build-arg SSH_KEY=leak-n1 -t acme/shop .
              env: {STRIPE_KEY: leak-n2}
            - uses: azure/k8s-deploy@v5
              with: {password: leak-b1, api-key: leak-b2}

      """
    ),
    (
      "k8s/shop.yaml",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        template:
          spec:
            containers:
              - name: shop
                image: acme/shop:1.0
                env:
                  - {name: SENTRY_DSN, value: "https://leak-c1c1c1c1c1c1@o1.ingest.sentry.io/1"}
                  - {name: NEW_RELIC_LICENSE_KEY, value: leak-c2}
                  - {value: leak-c4, name: NEW_RELIC_LICENSE_KEY}
                  - {name: INSTANA_AGENT_KEY, value: leak-n3}
                  - name: DD_API_KEY
                    value: leak-c3

      """
    ),
    (
      "docker-compose.yml",
      """
      services:
        shop: {build: ., environment: ["ROLLBAR_ACCESS_TOKEN=leak-d1", "HONEYCOMB_API_KEY=leak-d2"]}
        web:
          build: .
          command: ["ddtrace-run", "node", "server.js", "--token", "leak-d3"]
          environment:
            BUGSNAG_API_KEY: ${BUGSNAG_API_KEY:-leak-d4}
            HONEYBADGER_API_KEY: "leak-d5${SUFFIX}"
            ROLLBAR_ACCESS_TOKEN: $$leak-d6
            SCOUT_KEY: leak-n4
            SKYLIGHT_AUTHENTICATION: leak-n5
            OTEL_EXPORTER_OTLP_HEADERS: x-honeycomb-team=leak-n6
          healthcheck: {test: "redis-cli -a leak-n7 ping"}

      """
    ),
    (
      "monitoring/alertmanager.yml",
      """
      receivers:
        - {name: a, pagerduty_configs: [{service_key: leak-e1}]}
        - {name: b, webhook_configs: [{url: "https://discord.com/api/webhooks/1/leak-n8"}]}
      route: {receiver: a}

      """
    ),
    (
      "main.tf",
      """
      provider "datadog" {
        api_key = "leak-f1"
        app_key = "leak-n9"
      }
      resource "kubernetes_secret" "shop" { data = { db = "leak-o1" } }

      """
    ),
    (
      "server.js",
      "Sentry.init({ environment: 'a', dsn: 'https://leak-g1g1g1g1g1g1@sentry.io/1' })\n"
    ),
    (
      "Dockerfile",
      """
      FROM node:24
      ENV SENTRY_DSN leak-k1
      CMD ["ddtrace-run", "node", "server.js", "--token", "leak-k2"]

      """
    ),
    ("deploy.sh", "#!/bin/sh\nkubectl apply -f k8s --token leak-k3\n"),
    (
      "package.json",
      """
      {
        "name": "shop", "version": "1.0.0",
        "scripts": {
          "test": "node --test", "start": "node .", "deploy": "vercel deploy --prod --token leak-k4"
        }
      }

      """
    ),
    (".env", "POSTGRES_PASSWORD=leak-h1\n"),
    (".devops-assess.yml", "related: [\"https://oauth2:leak-p1@git.example.org/infra\"]\n"),
    (
      "config/key.pem",
      "-----BEGIN RSA PRIVATE KEY-----\n" + String(repeating: "leakleak1234+/ab\n", count: 30)
        + "-----END RSA PRIVATE KEY-----\n"
    ),
  ]

  @Test(arguments: [
    "terminal", "markdown", "html", "json", "sarif", "junit", "gitlab", "csv", "badge", "shields",
  ])
  func noFormatQuotesASecret(_ format: String) async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      for (path, text) in Self.files { try folder.write(path, text) }
      try folder.commit("Deploy (#2)")
      let run = await ToolRun("-v", "--format", format, folder.path)
      let lines = run.output.split(separator: "\n").filter { $0.contains("leak") }
      #expect(lines == [])
      // They are found, and the places of what they stand beside are told.
      if format == "json" {
        let places = [
          ".github/workflows/deploy.yml", "k8s/shop.yaml", "docker-compose.yml", "main.tf",
        ]
        for path in places { #expect(run.output.contains("\"\(path)\""), "\(path)") }
        #expect(run.output.contains("***"))
      }
    }
  }

  @Test(arguments: [
    "min-stage: 'password=leak'", "kind: ghp_leakA9bC8dE7fG6hI5jK4lM3nO2pQ1rS0tUv",
    "'token=leak': v1", "rubric: 'https://acme:leak@git.example.org/rubric'",
    "waivers: [{criterion: 'token: leak', reason: a, until: 'api_key=leak'}]",
    "exclude: ['token=leak/**']",
  ])
  func `What is wrong with a configuration is told without its secrets`(
    _ text: String
  ) async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      try folder.write(".devops-assess.yml", text + "\n")
      try folder.commit("Configure (#2)")
      let run = await ToolRun(folder.path)
      let said = run.output + run.errors
      #expect(said.contains(".devops-assess.yml:1:"))
      #expect(said.contains("***"))
      #expect(!said.contains("leak"))
    }
  }

  @Test(arguments: [
    "cd.deploy", "deploy.verify", "deploy.rollback", "deploy.strategy", "security.secrets",
  ])
  func `No advice says a secret of the commands that it speaks of`(
    _ criterion: String
  ) async throws {
    try await TestFolder.with { folder in
      try folder.fillWithService()
      for (path, text) in Self.files { try folder.write(path, text) }
      try folder.commit("Deploy (#2)")
      let run = await ToolRun("explain", criterion, folder.path)
      #expect(!run.output.isEmpty)
      #expect(run.output.split(separator: "\n").filter { $0.contains("leak") } == [])
    }
  }
}
