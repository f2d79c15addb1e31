import SourceModel

/// What the host runs for a language where the file says nothing.
///
/// https://docs.travis-ci.com/user/languages/
struct TravisLanguage {
  /// The name in lower case.
  private let name: String
  /// Whether the file names it; without a name it is Ruby.
  private let isNamed: Bool
  private let context: ReadingContext

  init(_ name: String?, _ context: ReadingContext) {
    self.name = (name ?? "ruby").lowercased()
    isNamed = name != nil
    self.context = context
  }

  private func has(_ names: String...) -> Bool {
    names.contains { context.files.contains(RelativePath($0)) }
  }

  /// The first file of the root with this end.
  private func file(_ ending: String) -> String? {
    context.files(in: RelativePath("")).map(\.name).filter { $0.hasSuffix(ending) }.min()
  }

  /// The commands of a phase; `nil` where it runs nothing.
  func command(_ phase: String) -> String? {
    switch phase {
    case "install": install
    case "script": script
    default: nil
    }
  }

  private var install: String? {
    switch name {
    case "node_js", "javascript":
      if has("yarn.lock") { return "yarn --frozen-lockfile" }
      return has("package-lock.json", "npm-shrinkwrap.json") ? "npm ci" : "npm install"
    case "python": return has("requirements.txt") ? "pip install -r requirements.txt" : nil
    case "ruby", "jruby":
      return isNamed || has("Gemfile") ? "bundle install --jobs=3 --retry=3" : nil
    case "objective-c", "swift":
      if has("Podfile") { return "pod install" }
      return has("Gemfile") ? "bundle install --jobs=3 --retry=3" : nil
    case "go", "golang": return "go get -t -v ./..."
    case "java", "jvm", "groovy", "kotlin": return javaInstall
    case "rust": return "cargo build --verbose"
    case "elixir": return "mix deps.get"
    case "erlang": return "rebar3 get-deps"
    case "clojure": return "lein deps"
    case "haskell": return "cabal install --only-dependencies --enable-tests"
    case "perl": return "cpanm --quiet --installdeps --notest ."
    case "crystal": return "shards install"
    case "dart": return "pub get"
    case "csharp", "fsharp", "visualbasic": return file(".sln").map { "nuget restore " + $0 }
    case "haxe": return "haxelib install " + (file(".hxml") ?? "build.hxml")
    case "elm": return "npm install -g elm elm-test elm-format"
    case "r":
      return "Rscript -e 'remotes::install_deps(dependencies = TRUE)'"
    case "hack": return has("composer.json") ? "composer install" : nil
    default: return nil
    }
  }

  private var javaInstall: String? {
    if has("gradlew", "build.gradle", "build.gradle.kts") {
      return (has("gradlew") ? "./gradlew" : "gradle") + " assemble"
    }
    guard has("pom.xml") else { return nil }
    return (has("mvnw") ? "./mvnw" : "mvn") + " install -DskipTests=true -B -V"
  }

  private var javaScript: String? {
    if has("gradlew", "build.gradle", "build.gradle.kts") {
      return (has("gradlew") ? "./gradlew" : "gradle") + " check"
    }
    if has("pom.xml") { return (has("mvnw") ? "./mvnw" : "mvn") + " test -B" }
    return has("build.xml") ? "ant test" : nil
  }

  private var script: String? {
    switch name {
    case "node_js", "javascript":
      if !has("package.json"), has("Makefile") { return "make test" }
      return has("yarn.lock") ? "yarn test" : "npm test"
    case "ruby", "jruby": return isNamed || has("Gemfile") ? "bundle exec rake" : nil
    case "go", "golang":
      return has("Makefile", "GNUmakefile", "BSDmakefile", "makefile") ? "make" : "go test -v ./..."
    case "java", "jvm", "groovy", "kotlin": return javaScript
    case "android":
      if has("gradlew") { return "./gradlew build connectedCheck" }
      return has("pom.xml") ? "mvn install -B" : "gradle build connectedCheck"
    case "scala":
      if has("build.sbt") || !has("build.gradle", "pom.xml") { return "sbt test" }
      return javaScript
    case "rust": return "cargo test --verbose"
    case "php": return "phpunit"
    case "elixir": return "mix test"
    case "erlang": return "rebar3 eunit"
    case "clojure": return "lein test"
    case "c", "cpp", "c++": return "./configure && make && make test"
    case "haskell": return "cabal test"
    case "perl":
      if has("Build.PL") { return "perl Build.PL && ./Build && ./Build test" }
      return has("Makefile.PL") ? "perl Makefile.PL && make test" : "make test"
    case "perl6", "raku": return "prove -v -r --exec=perl6 t/"
    case "crystal": return "crystal spec"
    case "dart": return "dart test"
    case "d": return "dub test"
    case "r": return "R CMD build . && R CMD check *tar.gz"
    case "julia": return "julia --check-bounds=yes -e 'Pkg.test()'"
    case "csharp", "fsharp", "visualbasic":
      return file(".sln").map { "msbuild /p:Configuration=Release " + $0 }
    case "objective-c", "swift":
      return file(".xcworkspace").map { "xcodebuild -workspace \($0) build test" }
        ?? "xcodebuild build test"
    case "haxe": return "haxe " + (file(".hxml") ?? "build.hxml")
    case "elm": return "elm-format --validate . && elm-test"
    case "nix": return "nix-build"
    case "matlab": return "matlab -batch runtests"
    case "smalltalk": return "smalltalkci"
    case "hack": return "hhvm vendor/bin/hacktest tests/"
    default: return nil
    }
  }
}
