import FactModel
import SourceModel
import Testing

@testable import FactReading

/// A small manifest with what it says.
struct ManifestCase: Sendable, CustomTestStringConvertible {
  var path: String
  var text: String
  /// `ecosystem:name version scope line`; `-` where there is no version.
  var dependencies: [String]
  var lock: Manifest.Lock
  var lockFile: String?

  init(
    _ path: String, _ text: String, _ dependencies: [String], lock: Manifest.Lock = .locked,
    lockFile: String? = nil
  ) {
    self.path = path
    self.text = text
    self.dependencies = dependencies
    self.lock = lock
    self.lockFile = lockFile
  }

  var testDescription: String { path }

  static func summary(_ dependency: Dependency) -> String {
    "\(dependency.ecosystem):\(dependency.name) \(dependency.version ?? "-") "
      + "\(dependency.scope.rawValue) \(dependency.place.position.line)"
  }

  var facts: FileFacts { facts(beside: []) }

  func facts(beside names: [String], others: [String: String] = [:]) -> FileFacts {
    let contents = Dictionary(
      ([(path, text)] + names.map { ($0, "") } + others.map { ($0.key, $0.value) }).map {
        (RelativePath($0.0), Array($0.1.utf8))
      }, uniquingKeysWith: { first, _ in first })
    let context = ReadingContext(files: Array(contents.keys)) { path in
      contents[path].map { SourceFile(path: path, bytes: $0) }
    }
    let file = SourceFile(path: RelativePath(path), bytes: Array(text.utf8))
    var facts = FileFacts()
    for reader in ManifestReaders.all where reader.wants(file.path) {
      facts.append(reader.facts(in: file, context: context))
    }
    return facts
  }
}

extension ManifestCase {
  static let all: [ManifestCase] = [
    ManifestCase(
      "pom.xml",
      """
      <project><groupId>org.own</groupId><artifactId>shop</artifactId>
      <properties><pg.version>42.7.1</pg.version></properties>
      <dependencies>
      <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId>\
      <version>${pg.version}</version></dependency>
      <dependency><groupId>org.junit</groupId><artifactId>junit</artifactId>\
      <version>[5,6)</version><scope>test</scope></dependency>
      <dependency><groupId>org.own</groupId><artifactId>core</artifactId>\
      <version>${project.version}</version></dependency>
      </dependencies>
      <build><plugins><plugin><artifactId>maven-jar-plugin</artifactId></plugin></plugins></build>
      </project>
      """,
      [
        "maven:org.postgresql:postgresql 42.7.1 runtime 4",
        "maven:org.junit:junit [5,6) development 5",
        "maven:org.apache.maven.plugins:maven-jar-plugin - development 8",
      ], lock: .floating),
    ManifestCase(
      "build.gradle",
      """
      plugins {
        id 'java'
        id 'org.example.boot' version '3.2.0'
      }
      dependencies {
        implementation 'com.acme:web:1.2.3'
        implementation group: 'com.acme', name: 'data', version: '1.+'
        testImplementation('org.junit:junit:5.10.0') { exclude group: 'a', module: 'b' }
        implementation project(':core:model')
      }
      """,
      [
        "maven:org.example.boot:org.example.boot.gradle.plugin 3.2.0 development 3",
        "maven:com.acme:web 1.2.3 runtime 6", "maven:com.acme:data 1.+ runtime 7",
        "maven:org.junit:junit 5.10.0 development 8",
      ], lock: .floating, lockFile: "gradle.lockfile"),
    ManifestCase(
      "build.sbt",
      "libraryDependencies += \"org.x\" %% \"core\" % \"1.0\"\n"
        + "libraryDependencies += \"org.x\" % \"spec\" % \"2.0\" % Test",
      ["maven:org.x:core 1.0 runtime 1", "maven:org.x:spec 2.0 development 2"]),
    ManifestCase(
      "App.csproj",
      """
      <Project Sdk="Some.Sdk.Web"><ItemGroup>
      <PackageReference Include="Log" Version="3.1.1" />
      <PackageReference Include="Lint" Version="1.*" PrivateAssets="all" />
      </ItemGroup></Project>
      """,
      [
        "nuget:Log 3.1.1 runtime 2", "nuget:Lint 1.* development 3",
        "nuget:Some.Sdk.Web - runtime 1",
      ], lock: .floating, lockFile: "packages.lock.json"),
    ManifestCase(
      "composer.json",
      "{\"require\": {\"php\": \">=8\",\n\"a/b\": \"^1.2\"},\n\"require-dev\": {\"c/d\": \"1.0.0\"}}",
      ["composer:a/b ^1.2 runtime 2", "composer:c/d 1.0.0 development 3"], lock: .floating,
      lockFile: "composer.lock"),
    ManifestCase(
      "Gemfile",
      """
      gem "rack", "~> 3.0"
      gem "lint", require: false, group: :development
      group :development, :test do
        gem "spec"
      end
      gem "own", path: "engines/own"
      puts 'it\\'s 'it\\'s
      gem 'last', '1.0'
      """,
      [
        "rubygems:rack ~> 3.0 runtime 1", "rubygems:lint - development 2",
        "rubygems:spec - development 4", "rubygems:last 1.0 runtime 8",
      ], lock: .floating, lockFile: "Gemfile.lock"),
    ManifestCase(
      "Podfile", "target 'App' do\n  pod 'Net', '~> 5.0'\nend\n",
      ["cocoapods:Net ~> 5.0 runtime 2"], lock: .floating, lockFile: "Podfile.lock"),
    ManifestCase(
      "Package.swift",
      """
      let package = Package(name: "x", dependencies: [
        .package(url: "https://example.org/acme/web.git", from: "4.0.0"),
        .package(path: "../own"),
      ])
      """, ["swift:acme/web 4.0.0 runtime 2"], lock: .floating, lockFile: "Package.resolved"),
    ManifestCase(
      "mix.exs",
      """
      defp deps do
        [
          {:web, "~> 1.7"},
          {:lint, "~> 1.0", only: [:dev, :test], runtime: false},
          {:own, in_umbrella: true}
        ]
      end
      """, ["hex:web ~> 1.7 runtime 3", "hex:lint ~> 1.0 development 4"], lock: .floating,
      lockFile: "mix.lock"),
    ManifestCase(
      "pubspec.yaml",
      "name: x\ndependencies:\n  flutter:\n    sdk: flutter\n  net: ^1.0.0\n"
        + "dev_dependencies:\n  lints: ^3.0.0\n",
      ["pub:net ^1.0.0 runtime 5", "pub:lints ^3.0.0 development 7"], lock: .floating,
      lockFile: "pubspec.lock"),
    ManifestCase(
      "conanfile.txt", "[requires]\nfmt/10.1.0\n[tool_requires]\nbuilder/[>=3]\n",
      ["conan:fmt 10.1.0 runtime 2", "conan:builder [>=3] development 4"], lock: .floating,
      lockFile: "conan.lock"),
    ManifestCase(
      "conanfile.py", "class A:\n  requires = (\"fmt/10.1.0\",\n    \"zlib/1.3\")\n",
      ["conan:fmt 10.1.0 runtime 2", "conan:zlib 1.3 runtime 3"]),
    ManifestCase(
      "vcpkg.json", "{\"dependencies\": [\"fmt\",\n{\"name\": \"tool\", \"host\": true}]}",
      ["vcpkg:fmt - runtime 1", "vcpkg:tool - development 2"], lock: .floating,
      lockFile: "vcpkg-configuration.json"),
    ManifestCase(
      "MODULE.bazel", "module(name = \"x\")\nbazel_dep(name = \"rules\", version = \"0.5\")\n",
      ["bazel:rules 0.5 runtime 2"], lockFile: "MODULE.bazel.lock"),
    ManifestCase(
      "environment.yml", "dependencies:\n  - python=3.11\n  - numpy=1.26\n  - pip:\n    - flask\n",
      ["pypi:numpy =1.26 runtime 3", "pypi:flask - runtime 5"], lock: .floating,
      lockFile: "conda-lock.yml"),
    ManifestCase(
      "main.tf", "provider \"cloud\" {\n}\n", [], lock: .floating, lockFile: ".terraform.lock.hcl"),
    ManifestCase("flake.nix", "{ }", [], lock: .floating, lockFile: "flake.lock"),
    ManifestCase("deps.edn", "{}", [], lock: .noMechanism),
  ]
}
