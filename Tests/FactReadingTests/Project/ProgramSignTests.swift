import FactModel
import FactReading
import SourceModel
import Testing

@Suite struct ProgramSignTests {
  /// What the code shows, `offers-health:2`, by capability and line.
  private func signs(_ path: String, _ text: String) -> [String] {
    projectFacts(path, text).uses.flatMap { use in
      use.capabilities.map { "\($0.rawValue):\(use.place.position.line)" }
    }
  }

  @Test(arguments: [
    ("main.go", "package a\nhttp.HandleFunc(\"/healthz\", f)\n", 2),
    ("main.go", "mux.HandleFunc(\"GET /healthz\", f)\n", 1),
    ("server.js", "app.get('/health', f)\n", 1),
    ("server.js", "app.get('/api/v1/health', f)\n", 1),
    ("app.py", "@app.route('/ping')\n", 1),
    ("app.py", "@app.route('/_status')\n", 1),
    ("app.py", "@app.route('/health/ready')\n", 1),
    ("urls.py", "  path(\"health/\", view),\n", 1),
    ("config/routes.rb", "get \"up\" => \"rails/health#show\", as: :rails_health_check\n", 1),
    ("config/routes.rb", "  get 'healthcheck', to: 'a#b'\n", 1),
    ("src/health.controller.ts", "@Controller('health')\n", 1),
    ("Program.cs", "app.MapHealthChecks(\"/healthz\");\n", 1),
    ("src/HealthController.cs", "[HttpGet(\"/health\")]\n", 1),
    ("src/health.controller.ts", "@httpGet('/health')\n", 1),
    ("src/inspector/server.go", "http.HandleFunc(\"/healthz\", f)\n", 1),
  ])
  func `A health route is told by its line`(_ path: String, _ text: String, _ line: Int) {
    #expect(signs(path, text) == ["offers-health:\(line)"])
  }

  @Test(arguments: [
    ("main.go", "// http.HandleFunc(\"/healthz\", f)\n"),
    ("server.js", "/*\napp.get('/health', f)\n*/\n"),
    ("server.js", "const text = \"see /health for more\"\n"),
    ("server.js", "await fetch('/health')\n"),
    ("game_server.py", "player.get(\"health\")\n"),
    ("server.js", "app.get('/healthy-food', f)\n"),
    ("app.py", "@app.route('/_status/live-orders')\n"),
    ("server_test.go", "http.HandleFunc(\"/healthz\", f)\n"),
    ("infra/index.ts", "  httpGet: { path: '/health', port: 'http' },\n"),
    ("infra/index.ts", "  httpGet: {\n    port: 'http',\n    path: '/health',\n  },\n"),
    ("infra/main.py", "p = Probe(http_get=HTTPGetActionArgs(path=\"/healthz\"))\n"),
    ("infra/main.go", "HttpGet: &HTTPGetActionArgs{\n\tPath: String(\"/healthz\"),\n}\n"),
    ("tests/server.js", "app.get('/health', f)\n"),
    ("README.md", "app.get('/health', f)\n"),
  ])
  func `What only speaks of health is no route`(_ path: String, _ text: String) {
    #expect(signs(path, text) == [])
  }

  @Test(arguments: [
    ("app/api/health/route.ts", "export async function GET() {}\n"),
    ("pages/api/health.ts", "export default f\n"),
    ("src/routes/healthz/+server.ts", "export const GET = f\n"),
    ("server/api/health.get.ts", "export default f\n"),
  ])
  func `A file that is a server route may be one for health`(_ path: String, _ text: String) {
    #expect(signs(path, text) == ["serves:1", "offers-health:1"])
  }

  @Test(arguments: [
    ("app/api/orders/route.ts", "export async function GET() {}\n", ["serves:1"]),
    ("app/actions.ts", "\n'use server'\n", ["serves:2"]),
    ("app/page.tsx", "// 'use server'\n", []),
    ("main.go", "log.Fatal(http.ListenAndServe(\":80\", nil))\n", ["serves:1"]),
    ("main.go", "// http.ListenAndServe(\":80\", nil)\n", []),
    ("src/server.js", "const s = http.createServer(f)\n", ["serves:1"]),
    ("app.py", "web.run_app(app)\n", ["serves:1"]),
    ("app.py", "async with aiohttp.ClientSession() as s:\n", []),
    ("src/Main.java", "var s = HttpServer.create(address, 0);\n", ["serves:1"]),
    ("internal/logging.go", "log := slog.New(slog.NewJSONHandler(os.Stdout, nil))\n", ["logs:1"]),
    ("internal/logging.go", "log := slog.New(slog.NewTextHandler(os.Stdout, nil))\n", []),
    ("internal/logging.go", "// slog.NewJSONHandler(os.Stdout, nil)\n", []),
    ("Program.cs", "builder.Logging.AddJsonConsole();\n", ["logs:1"]),
    ("config/logging.php", "'formatter' => JsonFormatter::class,\n", ["logs:1"]),
    ("config/logging.php", "'formatter' => env('LOG_STDERR_FORMATTER'),\n", []),
    ("config/logging.php", "# 'formatter' => JsonFormatter::class,\n", []),
    ("src/Logging.php", "$h->setFormatter(new JsonFormatter());\n", ["logs:1"]),
    ("app/log.py", "class JsonFormatter(logging.Formatter):\n", ["logs:1"]),
    ("config/environments/production.rb", "config.log_formatter = JsonFormatter.new\n", ["logs:1"]),
    ("src/main.rs", "tracing_subscriber::fmt().json().init();\n", ["logs:1"]),
    ("src/main.rs", "tracing_subscriber::fmt()\n  .json()\n  .init();\n", ["logs:2"]),
    ("src/main.rs", "let order = response\n  .json()\n  .await?;\n", []),
    ("instrument.js", "Sentry.init({\n  tracesSampleRate: 0.2,\n})\n", ["traces:2"]),
    ("instrument.js", "Sentry.init({\n  tracesSampleRate: 0,\n})\n", []),
    ("instrument.js", "Sentry.init({\n  // tracesSampleRate: 0.2,\n})\n", []),
  ])
  func `Code shows routes of servers, structured logs and sampled traces`(
    _ path: String, _ text: String, _ found: [String]
  ) {
    #expect(signs(path, text) == found)
  }

  @Test(arguments: [
    (
      "instrument.js", "init({ env: \"a\", token: \"abc\", tracesSampleRate: 0.2 })\n",
      "init({ env: \"a\", token: \"***\", tracesSampleRate: 0.2 })"
    ),
    (
      "app.py", "route('/ping', secret='abc', other='b')\n",
      "route('/ping', secret= ***"
    ),
    (
      "server.js", "app.get('/health', f('https://me:abc@example.org'))\n",
      "app.get('/health', f('https://***@example.org'))"
    ),
    (
      "Program.cs", "app.MapHealthChecks(\"/a\", apiKey: \"abc\");\n",
      "app.MapHealthChecks(\"\", apiKey: \"\");"
    ),
  ])
  func `The line that is quoted does not tell the values of secrets`(
    _ path: String, _ text: String, _ excerpt: String
  ) {
    #expect(projectFacts(path, text).uses.map(\.excerpt).contains(excerpt))
    #expect(!projectFacts(path, text).uses.contains { $0.excerpt.contains("abc") })
  }
}
