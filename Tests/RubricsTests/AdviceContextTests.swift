import FactModel
import Inventory
import Rubrics
import SourceModel
import TestSupport
import Testing

/// A team's files, and what a snippet for it must and must not say.
struct AdviceContext: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var criterion: String
  var files: [String: String]
  var kind = ProjectKind.service
  var branch: String?
  var tags: [String] = []
  /// The path of the snippet, where it matters.
  var path: String?
  /// Lines that it has, without their indentation, in this order.
  var has: [String]
  var lacks: [String] = []

  init(
    _ name: String, _ criterion: String, _ files: [String: String], kind: ProjectKind = .service,
    branch: String? = nil, tags: [String] = [], path: String? = nil, has: [String],
    lacks: [String] = []
  ) {
    testDescription = name
    self.criterion = criterion
    self.files = files
    self.kind = kind
    self.branch = branch
    self.tags = tags
    self.path = path
    self.has = has
    self.lacks = lacks
  }

  private static let npmDefault = #"echo \"Error: no test specified\" && exit 1"#

  static func package(
    scripts: [String: String] = [:], tools: [String] = [], more: String = ""
  ) -> String {
    let scripts = scripts.sorted { $0.key < $1.key }.map { "\"\($0)\": \"\($1)\"" }
    let tools = tools.map { "\"\($0)\": \"1.0.0\"" }
    return """
      {"name": "shop", "private": true, "dependencies": {"express": "5.1.0"},
       "scripts": {\(scripts.joined(separator: ", "))},
       "devDependencies": {\(tools.joined(separator: ", "))}\(more)}
      """
  }

  private static let javascriptTest = "import test from \"node:test\"\ntest(\"a\", () => {})\n"

  private static let gitLab = "lint:\n  script: [yamllint .]\n"
  private static let jenkins =
    "pipeline { agent any\n stages { stage('lint') { steps { sh 'yamllint .' } } } }"

  static let node: [AdviceContext] = [
    AdviceContext(
      "pnpm by its lock file", "ci.pipeline",
      [
        "package.json": package(scripts: ["test": "jest", "build": "tsc"]),
        "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
      ],
      has: [
        "- uses: pnpm/action-setup@v4", "version: 10", "- uses: actions/setup-node@v6",
        "node-version: 24", "cache: pnpm", "- run: pnpm install --frozen-lockfile",
        "- run: pnpm run build", "- run: pnpm test",
      ], lacks: ["npm ci", "cache-dependency-path"]),
    AdviceContext(
      "pnpm whose version the manifest says", "ci.pipeline",
      [
        "package.json": package(more: ", \"packageManager\": \"pnpm@9.1.0\""),
        "pnpm-lock.yaml": "lockfileVersion: '9.0'\n", ".nvmrc": "22\n",
      ],
      has: [
        "- uses: pnpm/action-setup@v4", "- uses: actions/setup-node@v6",
        "node-version-file: .nvmrc",
      ], lacks: ["version: 10", "version: 24"]),
    AdviceContext(
      "Yarn", "security.scan", ["package.json": package(), "yarn.lock": "# yarn lockfile v1\n"],
      has: ["- run: corepack enable", "cache: yarn", "- run: yarn audit --level high"]),
    AdviceContext(
      "Bun", "ci.build",
      ["package.json": package(scripts: ["build": "vite build"]), "bun.lock": "{}"],
      has: [
        "- uses: oven-sh/setup-bun@v2", "- run: bun install --frozen-lockfile",
        "- run: bun run build",
      ], lacks: ["setup-node"]),
    AdviceContext(
      "npm without a lock file", "ci.build", ["package.json": package()],
      has: ["- run: npm install"], lacks: ["npm ci", "cache: npm", "npm run build"]),
    AdviceContext(
      "the test that npm init writes, beside Vitest", "ci.pipeline",
      ["package.json": package(scripts: ["test": npmDefault], tools: ["vitest"])],
      has: ["- run: npx vitest run"], lacks: ["npm test"]),
    AdviceContext(
      "tests of the packages of a workspace", "ci.test",
      [
        "package.json": package(scripts: ["test": npmDefault]),
        "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
        "pnpm-workspace.yaml": "packages: [apps/*]\n",
        "apps/api/package.json": package(scripts: ["test": "jest"]),
        "apps/api/cart.test.js": javascriptTest,
      ],
      has: ["- run: pnpm --recursive --if-present run test"]),
    AdviceContext(
      "the team's linter", "ci.quality",
      ["package.json": package(scripts: ["lint": "eslint ."], tools: ["eslint"])],
      has: ["- run: npm run lint"], lacks: ["biome"]),
    AdviceContext(
      "a linter without a script", "ci.quality", ["package.json": package(tools: ["eslint"])],
      has: ["- run: npx eslint ."]),
    AdviceContext(
      "a first test for Jest", "test.automated", ["package.json": package(tools: ["jest"])],
      path: "src/total.test.ts", has: ["expect(total([])).toBe(0)"], lacks: ["node:test"]),
  ]

  static let folders: [AdviceContext] = [
    AdviceContext(
      "a client below the root", "ci.build",
      [
        "client/package.json": package(scripts: ["build": "vite build"]),
        "client/package-lock.json": "{}",
      ],
      has: [
        "defaults:", "run:", "working-directory: client", "steps:",
        "cache-dependency-path: client/package-lock.json", "- run: npm ci",
        "- run: npm run build",
      ]),
    AdviceContext(
      "a client below the root at GitLab", "ci.build",
      ["client/package.json": package(), ".gitlab-ci.yml": gitLab],
      has: ["script:", "- cd client", "- npm install"], lacks: ["files:", "working-directory"]),
    AdviceContext(
      "a client below the root for Jenkins", "ci.build",
      ["client/package.json": package(), "Jenkinsfile": jenkins],
      has: ["dir('client') {", "sh 'npm install'"]),
    AdviceContext(
      "an image below the root", "cd.artifact",
      ["services/shop/Dockerfile": "FROM nginx:1.29.1\n"],
      has: [#"- run: docker build --tag "ghcr.io/example/shop:$GITHUB_SHA" services/shop"#]),
    AdviceContext(
      "an image of a workspace", "cd.artifact",
      ["apps/api/Dockerfile": "FROM node:24\n", "package.json": package()],
      has: [
        #"- run: docker build --tag "ghcr.io/example/shop:$GITHUB_SHA" --file apps/api/Dockerfile ."#
      ]),
    AdviceContext(
      "updates of every component", "security.updates",
      [
        "client/package.json": package(), "server/settings.gradle": "rootProject.name = 'shop'\n",
        "server/build.gradle": "plugins { id 'java' }\n",
      ],
      has: [
        "- package-ecosystem: npm", "directory: /client", "- package-ecosystem: gradle",
        "directory: /server", "- package-ecosystem: github-actions", "directory: /",
      ]),
  ]

  private static let tested =
    "<Project><ItemGroup><PackageReference Include=\"xunit\"/></ItemGroup></Project>"

  static let others: [AdviceContext] = [
    AdviceContext(
      "a solution of .NET in a folder", "ci.test",
      [
        "src/Shop.sln": "", "src/Shop/Shop.csproj": "<Project Sdk=\"Microsoft.NET.Sdk.Web\"/>",
        "src/Shop.Tests/Shop.Tests.csproj": tested, "src/Shop.Tests/CartTests.cs": "[Fact]\n",
      ], has: ["- run: dotnet test src/Shop.sln"]),
    AdviceContext(
      "a solution of .NET at the root", "ci.test",
      [
        "Shop.sln": "", "src/Shop/Shop.csproj": "<Project Sdk=\"Microsoft.NET.Sdk.Web\"/>",
        "src/Shop.Tests/Shop.Tests.csproj": tested, "src/Shop.Tests/CartTests.cs": "[Fact]\n",
      ], has: ["- run: dotnet test"]),
    AdviceContext(
      "an app for Android", "cd.deploy",
      [
        "app/build.gradle.kts":
          "plugins { id(\"com.android.application\") }\ndependencies { implementation(\"androidx.core:core-ktx:1.17.0\") }\n",
        "app/src/main/AndroidManifest.xml": "<manifest/>", "gradlew": "", "build.gradle.kts": "",
        "app/src/main/java/Main.kt": "class Main\n",
      ], kind: .tool, has: ["- run: ./gradlew bundleRelease"], lacks: ["./gradlew publish"]),
    AdviceContext(
      "Gradle without a wrapper, for the Java that it asks for", "ci.build",
      [
        "build.gradle":
          "plugins { id 'java' }\njava { sourceCompatibility = JavaVersion.VERSION_11 }\n"
      ],
      has: ["java-version: 11", "cache: gradle", "- run: gradle assemble"]),
    AdviceContext(
      "Maven with a wrapper, for the Java that it asks for", "ci.build",
      [
        "pom.xml":
          "<project><artifactId>shop</artifactId><properties><java.version>17</java.version></properties></project>",
        "mvnw": "exec java\n",
      ],
      has: ["java-version: 17", "- run: ./mvnw --batch-mode package"]),
    AdviceContext(
      "the Java of the pipeline at GitLab", "ci.build",
      [
        "pom.xml": "<project><artifactId>shop</artifactId></project>", ".java-version": "21.0.2\n",
        ".gitlab-ci.yml": gitLab,
      ],
      has: ["image: maven:3-eclipse-temurin-21"]),
    AdviceContext(
      "uv", "ci.pipeline",
      [
        "pyproject.toml":
          "[project]\nname = \"shop\"\nversion = \"1\"\ndependencies = [\"flask\"]\n",
        "uv.lock": "version = 1\n",
      ],
      has: ["- uses: astral-sh/setup-uv@v7", "- run: uv sync --locked"], lacks: ["pip install"]),
    AdviceContext(
      "Django's own runner", "ci.pipeline",
      ["requirements.txt": "django==5.2.8\n", "manage.py": "import django\n"],
      has: ["- run: pip install -r requirements.txt", "- run: python manage.py test"],
      lacks: ["pytest"]),
    AdviceContext(
      "a library of PHP without a lock file", "security.scan",
      ["composer.json": #"{"name": "a/b", "require": {"monolog/monolog": "^3.0"}}"#],
      kind: .library,
      has: ["- run: composer update --no-interaction --prefer-dist", "- run: composer audit"]),
    AdviceContext(
      "another default branch", "ci.pipeline", ["go.mod": "module example.com/shop\n"],
      branch: "master", has: ["branches: [master]"], lacks: ["main"]),
    AdviceContext(
      "another default branch for Jenkins", "cd.artifact",
      ["Dockerfile": "FROM nginx:1.29.1\n", "Jenkinsfile": jenkins], branch: "develop",
      has: ["when { branch 'develop' }"]),
    AdviceContext(
      "tags without a letter, and nothing to build", "cd.deploy",
      ["composer.json": #"{"name": "a/b"}"#, "src/Money.php": "<?php\nclass Money {}\n"],
      kind: .library, tags: ["1.7.8"],
      has: [
        #"tags: ["[0-9]*"]"#, #"- run: gh release create "$GITHUB_REF_NAME" --generate-notes"#,
      ],
      lacks: ["make build", "v*"]),
    AdviceContext(
      "a file of another name where one is there", "ci.build",
      [
        "go.mod": "module example.com/shop\n", ".github/workflows/ci.yml": "on: [push]\njobs: {}\n",
      ],
      path: ".github/workflows/build.yml", has: ["name: build"]),
    AdviceContext(
      "a key that the next step finds", "cd.deploy",
      ["compose.yaml": "services:\n  shop:\n    image: example/shop:1\n    restart: always\n"],
      has: [
        "mkdir -p ~/.ssh && ssh-keyscan shop.example.com staging.shop.example.com >> ~/.ssh/known_hosts"
      ],
      lacks: ["ssh-agent"]),
    AdviceContext(
      "no target that is not there", "deploy.split",
      [
        "package.json": package(scripts: ["test": "jest"]),
        ".github/workflows/deploy.yml":
          "on:\n  push:\n    branches: [main]\njobs:\n  d:\n    runs-on: x\n    environment: production\n    steps:\n      - run: kubectl apply -f k8s\n",
      ],
      has: ["- run: npm install", "- run: npm test"], lacks: ["make "]),
    AdviceContext(
      "a target that is there", "deploy.split",
      [
        "Makefile": "test:\n\tgo test ./...\n", "go.mod": "module example.com/shop\n",
        ".github/workflows/deploy.yml":
          "on:\n  push:\n    branches: [main]\njobs:\n  d:\n    runs-on: x\n    environment: production\n    steps:\n      - run: kubectl apply -f k8s\n",
      ],
      has: ["- run: make test"]),
    AdviceContext(
      "a target that only the documentation has", "ci.test",
      [
        "CMakeLists.txt": "project(shop)\n", "docs/Makefile": "test:\n\taspell check shop.md\n",
        "tests/shop_test.cpp": "TEST(Shop, Opens) { EXPECT_EQ(0, 0); }\n",
      ],
      has: [
        "- run: cmake -B build && cmake --build build && ctest --test-dir build --output-on-failure"
      ],
      lacks: ["make test"]),
    AdviceContext(
      "the program of a workspace whose root has none", "deploy.verify",
      [
        "Cargo.toml": "[workspace]\nmembers = [\"crates/*\"]\n",
        "crates/shop/Cargo.toml": "[package]\nname = \"shop\"\nversion = \"1.0.0\"\n",
        "crates/shop/src/main.rs": "fn main() {}\n",
        ".github/workflows/ci.yml":
          "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: cargo build\n",
      ], kind: .tool, has: ["- run: cargo install --path crates/shop --locked"]),
    AdviceContext(
      "an image that is built here", "cd.deploy",
      ["go.mod": "module example.com/shop\n", "Dockerfile": "FROM golang:1.25\n"],
      has: [
        "- run: DOCKER_HOST=ssh://deploy@shop.example.com docker build --tag shop:$GITHUB_SHA . && ssh deploy@shop.example.com \"docker rm --force shop; docker run --detach --name shop --restart unless-stopped shop:$GITHUB_SHA\""
      ],
      lacks: ["rsync"]),
    AdviceContext(
      "a delivery that is there waits for a person", "deploy.gate",
      [
        ".github/workflows/deploy.yml":
          "on:\n  push:\n    branches: [main]\njobs:\n  d:\n    runs-on: x\n    environment: production\n    steps:\n      - run: kubectl apply -f k8s\n"
      ],
      has: ["on:", "workflow_dispatch:"], lacks: ["scripts/", "push:"]),
  ]
}

/// Advice that fits the team that gets it.
@Suite struct AdviceContextTests {
  @Test(
    arguments: AdviceContext.node + AdviceContext.folders + AdviceContext.others
      + AdviceContext.clouds + AdviceContext.deliveries)
  func `A snippet fits the repository`(_ context: AdviceContext) async throws {
    let history = GitHistory(
      isRepository: true, commits: 2, people: 2, examined: 2,
      tags: context.tags.map { GitHistory.Tag(name: $0, time: 0) }, defaultBranch: context.branch)
    let repository = SmallRepository(context.files, kind: context.kind, history: history)
    let assessment = try #require(await repository.assessment)
    let result = try #require(assessment.criteria.first { $0.id == context.criterion })
    let snippet = try #require(result.advice?.snippet)
    if let path = context.path { #expect(snippet.path == path) }
    var lines = snippet.text.split(separator: "\n").map { $0.drop { $0 == " " } }[...]
    for line in context.has {
      let index = lines.firstIndex { $0 == line }
      #expect(index != nil, "no line `\(line)` in\n\(snippet.text)")
      lines = index.map { lines[($0 + 1)...] } ?? lines
    }
    for text in context.lacks {
      #expect(!snippet.text.contains(text), "`\(text)` in\n\(snippet.text)")
    }
  }

  @Test func `Advice speaks of the team's own commands`() async throws {
    let repository = SmallRepository(
      ["package.json": #"{"dependencies": {"a": "1.0.0"}}"#, "pnpm-lock.yaml": ""], kind: .service)
    let assessment = try #require(await repository.assessment)
    let flags = try #require(assessment.criteria.first { $0.id == "deploy.flags" })
    #expect(flags.advice?.how.english.contains("`pnpm add @openfeature/server-sdk`") == true)
  }
}
