import FactModel
import FactReading
import Foundation
import SourceModel
import Testing

@Suite struct BlemishTests {
  @Test(arguments: [
    ("node_modules/a/index.js", "node_modules/"), ("web/node_modules/a/index.js", "node_modules/"),
    ("target/classes/A.class", "target/classes/"), ("classes/A.java", nil),
    ("src/__pycache__/a.pyc", "__pycache__/"), ("src/a.pyc", "*.pyc"), ("src/A.class", "*.class"),
    (".terraform/providers/a", ".terraform/"), (".terraform.lock.hcl", nil),
    (".gradle/8/a.lock", ".gradle/"), ("gradle/wrapper/gradle-wrapper.jar", nil),
    ("A/bin/Debug/A.dll", "bin/Debug/"), ("bin/debug.sh", nil),
    ("A/obj/project.assets.json", "obj/"), ("A/obj/Debug/a.dll", "obj/"), ("obj/a.wavefront", nil),
    ("vendor/github.com/a/a.go", nil), (".yarn/cache/a.zip", nil), ("dist/index.js", nil),
    ("tests/fixtures/node_modules/a/index.js", nil), ("testdata/a.pyc", nil),
    ("src/resources/A.class", nil),
  ])
  func `Generated folders and files are told by their paths`(_ path: String, _ what: String?) {
    let found = ProjectReaders.blemishes(among: [RelativePath("README.md"), RelativePath(path)])
    #expect(found.map(\.what) == (what.map { [$0] } ?? []))
    #expect(found.allSatisfy { $0.kind == .generatedFile && $0.place.path.text == path })
  }

  @Test func `A virtual environment is one only with its own settings`() {
    func found(_ paths: String...) -> [String] {
      ProjectReaders.blemishes(among: paths.map { RelativePath($0) }).map(\.what)
    }
    #expect(found("venv/pyvenv.cfg", "venv/bin/python") == ["venv/"])
    #expect(found(".venv/lib/a.py", ".venv/pyvenv.cfg") == [".venv/"])
    #expect(found("env/prod.tfvars", "env/dev.tfvars") == [])
    #expect(found("api/env/pyvenv.cfg", "api/env/a") == ["env/"])
  }

  @Test func `Each kind of generated file is told once`() {
    let paths = ["a/node_modules/x", "b/node_modules/y", "c.pyc", "d.pyc"].map { RelativePath($0) }
    #expect(ProjectReaders.blemishes(among: paths).map(\.what) == ["node_modules/", "*.pyc"])
  }

  // Put together at run time, so that no text of this file looks like a live one.
  private static let body = "q7Rz2LmX9aKv4TyB8cWn3JpD6fHs1GeU5oQiZxCvBnM0"

  private static func filled(_ text: String) -> String {
    let key = "-----BEGIN RSA PRIVATE KEY-----\n<body><body>\n<body>\n-----END RSA PRIVATE KEY-----"
      .replacing("<body>", with: body)
    let pgp = "-----BEGIN PGP PRIVATE KEY<none> BLOCK-----\n\n<body>\n<body>\n<body>\n-----END"
    return text.replacing("<key>", with: key).replacing("<pgp>", with: pgp)
      .replacing("<encoded>", with: Data(key.utf8).base64EncodedString())
      .replacing(
        "<public>",
        with: Data(key.replacing("RSA PRIVATE", with: "PUBLIC").utf8).base64EncodedString()
      )
      .replacing("<many>", with: String(repeating: "- api-key-name\n", count: 300))
      .replacing("<password>", with: String(body.prefix(14)))
      .replacing("<aws>", with: "AKI<none>AQ3EGRZ7WLM2XPTNV")
      .replacing("<hex>", with: String(repeating: "0f1e2d3c4b5a69788", count: 8).prefix(128))
      .replacing("<django>", with: String((body.lowercased() + "(*&^%$#@").prefix(50)))
      .replacing("<short>", with: String(body.prefix(24)))
      .replacing("<36>", with: String(body.prefix(36)))
      .replacing("<body>", with: body).replacing("<none>", with: "")
  }

  @Test(arguments: [
    ("config/settings.py", "REGION = 'eu'\nKEY = '<aws>'\n", 2),
    (".env", "TOKEN=ghp<none>_<36>\n", 1),
    (".github/workflows/a.yml", "env:\n  A: 1\n  TOKEN: ghp<none>_<36>\n", 3),
    ("deploy/id_rsa", "<key>\n", 1),
    ("deploy/server.pem", "Subject: a\n<key>\n", 2),
    ("deploy/secret.yaml", "kind: Secret\ndata:\n  tls.key: <encoded>\n", 3),
    ("keys/signing.json", "{\"keys\": [\n{\"kty\": \"EC\", \"d\": \"<body>\"}]}\n", 2),
    ("keys/signing.jwk.json", "{\"Kty\": \"RSA\", \"D\": \"<body>\"}\n", 1),
    (
      "keys/signing.json",
      "[{\"kty\": \"EC\", \"x\": \"<body>\"},\n{\"kty\": \"EC\", \"d\": \"<body>\"}]\n", 2
    ),
    ("a.yml", "url: https://hooks.slack.com/services/T<none>0A1B2C3D4/B0E1F2G3H4/<short>\n", 1),
    ("a.tf", "token = \"glpat<none>-<short>\"\n", 1),
    ("app.js", "const key = 'sk_live<none>_<short>'\n", 1),
    (".env.production", "TOKEN=ghp<none>_<36>\n", 1),
    (".env copy", "TOKEN=ghp<none>_<36>\n", 1),
    (".npmrc", "//registry.npmjs.org/:_authToken=npm<none>_<36>\n", 1),
    ("login.go", "const secret = \"GOCSPX<none>-<36>\"\n", 1),
    ("src/latest/app.js", "const key = 'sk_live<none>_<short>'\n", 1),
    ("src/main.rs", "const KEY: &str = \"sk_live<none>_<short>\";\n", 1),
    // An item of tests ends, and another attribute makes none.
    (
      "src/main.rs",
      "#[cfg(test)]\nmod tests {\n  fn a() {}\n}\nconst KEY: &str = \"sk_live<none>_<short>\";\n", 5
    ),
    (
      "src/main.rs", "#[cfg(test)]\nuse a::B;\nfn main() {\n  a(\"sk_live<none>_<short>\");\n}\n", 4
    ),
    (
      "src/main.rs",
      "#[cfg(test)]\nmod tests; // of a\nfn main() {\n  a(\"sk_live<none>_<short>\");\n}\n", 4
    ),
    ("src/main.rs", "#[cfg(not(test))]\nmod a {\n  a(\"sk_live<none>_<short>\");\n}\n", 3),
    ("a.yml", "host: shop.example.com\ntracesSampleRate: 1\ntoken: ghp<none>_<36>\n", 3),
    ("a.yml", "<many>token: ghp<none>_<36>\n", 301),
    ("sign.asc", "<pgp>\n", 1),
    ("a.conf", "uri = mongodb+srv://app:<password>@shop.a1b2c.mongodb.net/shop\n", 1),
    ("shop/settings.py", "DEBUG = False\nSECRET_KEY = '<django>'\n", 2),
    ("config/initializers/login.rb", "setup do |config|\n  config.secret_key = '<hex>'\n", 2),
    ("appsettings.json", "{\n  \"Login\": {\n    \"ClientSecret\": \"<36>\"\n  }\n}\n", 3),
    ("logstash.conf", "  jdbc_password => \"<36>\"  # of the shop\n", 1),
    ("config.yml", "production:\n  secret_key: <hex>\n", 2),
    (".env", "STORE='AccountName=shop;AccountKey=<none><body><body>==;'\n", 1),
    ("agent/server.go", "// Ask: the tests.\n\nvar Pair = Keys{\n\tPrivate: `<key>`,\n}\n", 4),
  ])
  func `A credential that looks live is told by its line and never shown`(
    _ path: String, _ text: String, _ line: Int
  ) throws {
    let blemishes = projectFacts(path, Self.filled(text)).blemishes
    let found = try #require(blemishes.first)
    #expect(blemishes.count == 1)
    #expect(found.kind == .secret)
    #expect(found.place == Place(RelativePath(path), line: line))
    #expect(!found.what.contains(Self.body.prefix(8)) && !found.what.contains("Q3EGRZ"))
  }

  @Test(
    arguments: ["ghp<none>_<36>", "glpat<none>-<short>", "sk_live<none>_<short>", "<aws>"],
    [
      "", "k", "gh", "AKI", "sk_live", "glpatglpat", "é", "\n",
    ])
  func `A credential is found wherever it starts`(_ token: String, _ before: String) {
    for count in 0..<9 {
      let text = String(repeating: before, count: count)
      let found = projectFacts("a.conf", Self.filled("\(text) \(token)")).blemishes
      let line = before == "\n" ? count + 1 : 1
      #expect(found.map(\.place) == [Place(RelativePath("a.conf"), line: line)])
    }
  }

  @Test(arguments: [
    ("config/settings.py", "KEY = 'AKIA<none>IOSFODNN7EXAMPLE'\n"),
    ("config/settings.py", "KEY = os.environ['KEY']\nPASSWORD = 'postgres'\n"),
    ("a.yml", "token: ${{ secrets.TOKEN }}\n"),
    ("a.yml", "token: ghp_<none>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"),
    ("a.yml", "token: ghp_<none>000000000000000000000000000000000000\n"),
    ("a.yml", "token: ghp_<none>YourTokenGoesHere0123456789abcdefghijkl\n"),
    ("a.yml", "name: my<aws>\n"),
    (
      "deploy/key.pem",
      "-----BEGIN RSA PRIVATE<none> KEY-----\n...\n-----END RSA PRIVATE<none> KEY-----\n"
    ),
    ("deploy/secret.yaml", "kind: Secret\ndata:\n  tls.pub: <public>\n"),
    ("keys/signing.json", "{\"keys\": [{\"kty\": \"EC\", \"x\": \"<body>\"}]}\n"),
    ("keys/signing.json", "[{\"kty\": \"EC\"}, {\"d\": \"<body>\"}]\n"),
    (
      "login.go",
      "const secret = \"GOCSPX<none>-<36>\"\nconst back = \"urn:ietf:wg:oauth:2.0:oob\"\n"
    ),
    ("deploy/key.pub", "ssh-rsa <body><body>\n"),
    ("deploy/cert.pem", "-----BEGIN CERTIFICATE-----\n<body><body>\n-----END CERTIFICATE-----\n"),
    ("README.md", "TOKEN=ghp<none>_<36>\n"),
    ("docs/a.yml", "token: ghp<none>_<36>\n"),
    ("tests/key.pem", "<key>\n"),
    ("src/test/resources/key.pem", "<key>\n"),
    ("testing/certs/server.key", "<key>\n"),
    (".env.example", "TOKEN=ghp<none>_<36>\n"),
    ("app.snk", "<key>\n"),
    // Encrypted keys open nothing without their password.
    (
      "deploy/key.pem",
      "-----BEGIN ENCRYPTED PRIVATE<none> KEY-----\n<body><body>\n<body>\n-----END ENCRYPTED"
    ),
    (
      "deploy/key.pem",
      "-----BEGIN RSA PRIVATE<none> KEY-----\nProc-Type: 4,ENCRYPTED\n\n<body><body>\n<body>\n-----"
    ),
    // Code that looks for a key holds none.
    (
      "src/keys.go",
      "const head = \"-----BEGIN PRIVATE<none> KEY-----\"\n" + """
        func isKey(text string) bool { return strings.HasPrefix(text, head) }
        func isPublicKey(text string) bool { return strings.HasPrefix(text, publicHead) }
        func isCertificate(text string) bool { return strings.Contains(text, certificateHead) }

        """
    ),
    ("tools/filter.sh", "KEY='-----BEGIN [A-Z ]+ PRIVATE<none> KEY-----'\n<body><body>\n<body>\n"),
    // A key that tests are given, and the one that all emulators share.
    ("agent/server.go", "var TestKeyPair = Pair{\n\tPrivate: `<key>`,\n}\n"),
    ("agent/server.ts", "export const stubKey = `<key>`\n"),
    (
      "src/main.rs",
      "fn main() {}\n\n#[cfg(test)]\nmod tests {\n  #[test]\n  fn a() {}\n\n  const A: &str = \"<key>\";\n}\n"
    ),
    (
      "src/main.rs",
      "#[cfg(test)]\n#[rustfmt::skip]\nconst A: &str =\n  \"sk_live<none>_<short>\";\n"
    ),
    (
      "src/main.rs",
      "#[cfg(test)]\nfn a(\n  b: u32,\n  c: u32,\n) {\n  d(\"sk_live<none>_<short>\");\n}\n"
    ),
    ("src/main.rs", "#[cfg(test)] const A: &str = \"sk_live<none>_<short>\";\n"),
    (
      ".env",
      "STORE='AccountName=devstoreaccount1;AccountKey=<none>Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzF"
        + "T50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;'\n"
    ),
    // A machine shows such keys to itself alone.
    ("certs/localhost-key.pem", "<key>\n"), ("util/proxy-local/root.key", "<key>\n"),
    ("config/overlays/debug/patch.yaml", "args: [--password=<36>]\n"),
    ("shop/settings.py", "# SECRET_KEY = '<django>'\n"),
    ("shop/settings.py", "SECRET_KEY = 'change-me-before-the-first-start-of-the-shop-000'\n"),
    ("config/secrets.yml", "development:\n  secret_key_base: <hex>\n"),
    ("config/login.rb", "if Rails.env.test?\n  config.secret_key = '<hex>'\n"),
    ("docker-compose.yml", "environment:\n  SECRET_KEY: <36>\n"),
    ("appsettings.Development.json", "{\"ClientSecret\": \"<36>\"}\n"),
    ("app.js", "const password = drawnFromTheStore9Of7Shops3(a)\n"),
    ("a.yml", "password: postgres\nclient_secret: {{ vault_client_secret }}\n"),
    ("a.conf", "uri = mongodb+srv://app:${PASSWORD}@shop.a1b2c.mongodb.net/shop\n"),
    ("a.conf", "uri = mongodb+srv://user:<password>\n"),
    ("a.yml", "cache: key-this_is_a_long_name_of_a_cache_for_node_20\n"),
  ])
  func `A placeholder, a public key or a key of tests is no fault`(_ path: String, _ text: String) {
    #expect(projectFacts(path, Self.filled(text)).blemishes.map(\.what) == [])
  }

  @Test(arguments: [
    ("src/mail.js", "const key = process.env.MAIL_API_KEY\n", "MAIL_API_KEY"),
    ("app.py", "import os\ntoken = os.environ.get('SHOP_TOKEN')\n", "SHOP_TOKEN"),
    ("config/mail.rb", "password: ENV.fetch('SMTP_PASSWORD')\n", "SMTP_PASSWORD"),
    ("Dockerfile", "FROM alpine\nARG NPM_TOKEN\n", "NPM_TOKEN"),
    // What every visitor gets, what the vendor gives, and what is no secret.
    ("src/map.js", "const key = process.env.NEXT_PUBLIC_API_KEY\n", nil),
    ("notes.py", "import os\nos.environ['GITHUB_TOKEN']\n", nil),
    ("app.py", "import os\nos.environ['PORT']\n", nil),
    ("tests/app.py", "import os\nos.environ['SHOP_TOKEN']\n", nil),
  ])
  func `A secret that code takes from its environment is told`(
    _ path: String, _ text: String, _ name: String?
  ) {
    let needed = projectFacts(path, text).uses.filter { $0.capabilities.contains(.needsSecrets) }
    #expect(needed.map(\.excerpt) == (name.map { [$0] } ?? []))
  }
}
