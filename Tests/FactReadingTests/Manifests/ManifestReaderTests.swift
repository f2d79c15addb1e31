import FactModel
import SourceModel
import Testing

@testable import FactReading

@Suite struct ManifestReaderTests {
  @Test(arguments: ManifestCase.all)
  func `A manifest tells its direct dependencies, their scopes and lines`(_ sample: ManifestCase) {
    let facts = sample.facts
    #expect(facts.dependencies.map(ManifestCase.summary) == sample.dependencies)
  }

  @Test(arguments: ManifestCase.all)
  func `A manifest tells whether versions are fixed`(_ sample: ManifestCase) {
    #expect(sample.facts.manifests.map(\.lock) == [sample.lock])
  }

  @Test(arguments: ManifestCase.all.filter { $0.lockFile != nil })
  func `A lock file beside the manifest fixes its versions`(_ sample: ManifestCase) throws {
    let lockFile = try #require(sample.lockFile)
    let manifest = try #require(sample.facts(beside: [lockFile]).manifests.first)
    #expect(manifest.lock == .locked)
    #expect(manifest.lockPlace?.path.text == lockFile)
  }

  @Test(arguments: [
    ("Package.swift", "let p = Package(name: \"x\", products: [.executable(name: \"x\")])"),
    ("x.gemspec", "Gem::Specification.new do |s|\n  s.executables = [\"x\"]\nend"),
    ("composer.json", "{\"name\": \"a/b\", \"bin\": [\"x\"]}"),
    ("build.gradle", "plugins {\n  id 'application'\n}"),
    ("a.csproj", "<Project><PropertyGroup><PackAsTool>true</PackAsTool></PropertyGroup></Project>"),
    ("mix.exs", "def project, do: [escript: [main_module: X]]"),
    ("pubspec.yaml", "name: x\nexecutables:\n  x:\n"),
  ])
  func `A manifest that offers commands says so`(_ path: String, _ text: String) {
    #expect(ManifestCase(path, text, []).facts.manifests.map(\.offersCommands) == [true])
  }

  @Test(arguments: [
    ("composer.json", "{\"name\": \"a/b\", \"type\": \"project\"}"),
    ("pom.xml", "<project><packaging>war</packaging></project>"),
    ("pubspec.yaml", "name: x\nversion: 1.0.0\npublish_to: none\n"),
    (
      "a.csproj", "<Project><PropertyGroup><IsPackable>false</IsPackable></PropertyGroup></Project>"
    ),
  ])
  func `An application is no package for others`(_ path: String, _ text: String) {
    let manifests = ManifestCase(path, text, []).facts.manifests
    #expect(manifests.map(\.isApplication) == [true])
    #expect(manifests.map(\.isPublishable) == [false])
  }

  @Test(arguments: [
    ("build.gradle", "apply plugin: 'maven-publish'\n"),
    ("build.gradle", "allprojects {\n  apply plugin: \"maven-publish\"\n}\n"),
    (
      "build.gradle.kts",
      "plugins {\n  id(\"com.vanniktech.maven.publish\") version \"0.30.0\"\n}\n"
    ),
    ("build.gradle.kts", "plugins {\n  id(\"shop.publish-conventions\")\n}\n"),
    ("Project.toml", "name = \"Shop\"\nuuid = \"6b8f0c1e-0000-4000-8000-000000000001\"\n"),
    ("Shop/Shop.psd1", "@{\n  RootModule = 'Shop.psm1'\n  ModuleVersion = '1.0.0'\n}\n"),
    ("pom.xml", "<project><packaging>hpi</packaging></project>"),
    ("pipe.yml", "name: Shop\nimage: acme/shop:1.0\n"),
    (
      "a.csproj",
      "<Project><PropertyGroup><PackageTags>shop</PackageTags></PropertyGroup></Project>"
    ),
    ("package.json", "{\"name\": \"a\", \"main\": \"lib/a.js\"}"),
  ])
  func `A package for others says so`(_ path: String, _ text: String) {
    let manifests = ManifestCase(path, text, []).facts.manifests
    #expect(manifests.map(\.isPublishable) == [true])
    #expect(manifests.map(\.isApplication) == [false])
  }

  @Test(arguments: [
    ("build.gradle", "plugins {\n  id 'java-library'\n}\n"),
    ("Project.toml", "[deps]\nJSON = \"6b8f0c1e-0000-4000-8000-000000000001\"\n"),
    (
      "a.csproj",
      "<Project><PropertyGroup><OutputType>Exe</OutputType><PackageIcon>a.png</PackageIcon>"
        + "</PropertyGroup></Project>"
    ),
    ("package.json", "{\"name\": \"a\", \"main\": \"Gruntfile.js\"}"),
    (
      "package.json",
      "{\"name\": \"a\", \"main\": \"src/app.js\", \"scripts\": {\"start\": \"node .\"}}"
    ),
  ])
  func `A program or an environment is no package for others`(_ path: String, _ text: String) {
    #expect(ManifestCase(path, text, []).facts.manifests.map(\.isPublishable) == [false])
  }

  @Test func `Settings in the form of a PowerShell manifest are none`() {
    #expect(ManifestCase("a.psd1", "@{\n  Severity = @('Error')\n}\n", []).facts.manifests.isEmpty)
  }

  @Test(arguments: [
    "CMakeLists.txt", "meson.build", "Makefile", "Dockerfile", "Chart.yaml", "kustomization.yaml",
    "app.sln", "WORKSPACE",
  ])
  func `A build file is a manifest that manages no packages`(_ path: String) {
    let manifests = ManifestCase(path, "", []).facts.manifests
    #expect(manifests.map(\.managesPackages) == [false])
    #expect(manifests.map(\.isRoot) == [true])
  }

  @Test(arguments: ["src/main.swift", "docs/pom.xml.md", "package.json.bak", "notes.txt"])
  func `Other files are not asked for`(_ path: String) {
    #expect(!ManifestReaders.all.contains { $0.wants(RelativePath(path)) })
  }

  @Test(arguments: ["DESCRIPTION", "Project.toml", "build.xml"])
  func `A file of the same name with other content is no manifest`(_ path: String) {
    #expect(ManifestCase(path, "A text about something.\n", []).facts.manifests.isEmpty)
  }

  @Test func `A script of Gradle takes names and versions from the catalogue`() {
    let toml = """
      [versions]
      ktor = "2.3.0"
      [libraries]
      ktor-core = { module = "io.ktor:ktor-server-core", version.ref = "ktor" }
      [plugins]
      shadow = { id = "com.example.shadow", version = "8.1.1" }
      """
    let script = """
      plugins { alias(libs.plugins.shadow) }
      dependencies { testImplementation(libs.ktor.core) }
      """
    let sample = ManifestCase("app/build.gradle.kts", script, [])
    let facts = sample.facts(beside: [], others: ["gradle/libs.versions.toml": toml])
    #expect(
      facts.dependencies.map(ManifestCase.summary) == [
        "maven:com.example.shadow:com.example.shadow.gradle.plugin 8.1.1 development 1",
        "maven:io.ktor:ktor-server-core 2.3.0 development 2",
      ])
  }

  @Test func `A bundle of Gradle stands for its libraries, each once`() {
    let toml = """
      [libraries]
      core = "io.ktor:ktor-server-core:2.3.0"
      netty = "io.ktor:ktor-server-netty:2.3.0"
      [bundles]
      web = ["core", "netty", "core"]
      """
    let script = "dependencies {\n  implementation(libs.bundles.web)\n}\n"
    let facts = ManifestCase("build.gradle.kts", script, [])
      .facts(beside: [], others: ["gradle/libs.versions.toml": toml])
    #expect(
      facts.dependencies.map(ManifestCase.summary) == [
        "maven:io.ktor:ktor-server-core 2.3.0 runtime 2",
        "maven:io.ktor:ktor-server-netty 2.3.0 runtime 2",
      ])
  }

  @Test(arguments: ManifestCase.all)
  func `A file that ends anywhere is read to its end`(_ sample: ManifestCase) {
    for length in stride(from: 0, to: sample.text.utf8.count, by: 7) {
      let cut = String(decoding: Array(sample.text.utf8).prefix(length), as: UTF8.self)
      let facts = ManifestCase(sample.path, cut, []).facts
      #expect(facts.dependencies.count <= sample.dependencies.count + 1)
    }
  }
}
