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
                  - name: DD_API_KEY
                    value: leak-c3

      """
    ),
    (
      "docker-compose.yml",
      """
      services:
        shop: {build: ., environment: ["ROLLBAR_ACCESS_TOKEN=leak-d1", "HONEYCOMB_API_KEY=leak-d2"]}

      """
    ),
    (
      "monitoring/alertmanager.yml",
      """
      receivers: [{name: a, pagerduty_configs: [{service_key: leak-e1}]}]
      route: {receiver: a}

      """
    ),
    ("main.tf", "provider \"datadog\" {\n  api_key = \"leak-f1\"\n}\n"),
    (
      "server.js",
      "Sentry.init({ environment: 'a', dsn: 'https://leak-g1g1g1g1g1g1@sentry.io/1' })\n"
    ),
    (".env", "POSTGRES_PASSWORD=leak-h1\n"),
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
}
