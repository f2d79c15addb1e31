import FactModel
import SourceModel
import Syntax

/// Takes note of manifests whose content says no more than that they are there and whether a lock
/// file stands beside them.
struct PresenceReader: ManifestReader {
  /// One format.
  struct Format {
    /// The ecosystem.
    var ecosystem: String
    /// Whole names.
    var names: Set<String> = []
    /// Endings.
    var extensions: Set<String> = []
    /// The names of lock files; `nil` where the tool knows none.
    var locks: [String]?
    /// Whether it manages packages and not only a build.
    var managesPackages = true
    /// Whether only the topmost of nested files counts.
    var isNested = false
    /// Whether its text is a Makefile's, whose targets are called by name.
    var hasTargets = false
    /// What the text must hold, for names that mean other things too.
    var marker: String?
  }

  private let format: Format

  var names: Set<String> { format.names }
  var extensions: Set<String> { format.extensions }

  /// Makes a reader of one format.
  init(_ format: Format) {
    self.format = format
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    if let marker = format.marker, file.firstLine(holding: marker) == nil { return FileFacts() }
    let folder = file.path.folder
    if format.isNested, folder.text != "", context.has(file.path.name, in: folder.folder) {
      return FileFacts()
    }
    var draft = ManifestDraft(format.ecosystem, file: file)
    draft.manifest.managesPackages = format.managesPackages
    if format.hasTargets {
      // References make many names of a short text.
      let targets = Targets.makefile(file.text).prefix(200 + file.bytes.count / 8)
      draft.scripts = targets.map { target in
        Script(
          ecosystem: format.ecosystem, name: target.name, place: file.place(target.position))
      }
    }
    if let locks = format.locks {
      let lock = LockFiles.find(locks, in: folder, context)
      (draft.manifest.lock, draft.manifest.lockPlace) = (
        lock == nil ? .floating : .locked, lock ?? draft.manifest.place
      )
    }
    return draft.facts
  }

  /// Every format that is only noted.
  static let all: [any ManifestReader] = (packages + builds).map(PresenceReader.init)

  private static let packages: [Format] = [
    Format(
      ecosystem: "haskell", names: ["stack.yaml"], extensions: ["cabal"],
      locks: ["stack.yaml.lock", "cabal.project.freeze"]),
    Format(ecosystem: "clojure", names: ["deps.edn", "project.clj"]),
    Format(ecosystem: "nix", names: ["flake.nix"], locks: ["flake.lock"]),
    Format(
      ecosystem: "r", names: ["DESCRIPTION"], locks: ["renv.lock", "packrat/packrat.lock"],
      marker: "Package:"),
    Format(ecosystem: "zig", names: ["build.zig.zon"]),
    Format(ecosystem: "zig", names: ["build.zig"], managesPackages: false),
    Format(ecosystem: "crystal", names: ["shard.yml"], locks: ["shard.lock"]),
    Format(ecosystem: "perl", names: ["cpanfile"], locks: ["cpanfile.snapshot"]),
    Format(ecosystem: "perl", names: ["Makefile.PL", "Build.PL"], managesPackages: false),
    Format(ecosystem: "opam", names: ["dune-project"], extensions: ["opam"]),
    Format(ecosystem: "carthage", names: ["Cartfile"], locks: ["Cartfile.resolved"]),
    Format(ecosystem: "erlang", names: ["rebar.config"], locks: ["rebar.lock"]),
    Format(ecosystem: "elm", names: ["elm.json"]),
    Format(ecosystem: "gleam", names: ["gleam.toml"], locks: ["manifest.toml"]),
    Format(ecosystem: "nim", extensions: ["nimble"], locks: ["nimble.lock"]),
    Format(ecosystem: "dub", names: ["dub.json", "dub.sdl"], locks: ["dub.selections.json"]),
    Format(ecosystem: "lua", extensions: ["rockspec"]),
    Format(ecosystem: "mill", names: ["build.mill", "build.sc"]),
    Format(ecosystem: "conda", names: ["pixi.toml"], locks: ["pixi.lock"]),
  ]

  private static let builds: [Format] = [
    Format(ecosystem: "cmake", names: ["CMakeLists.txt"], managesPackages: false, isNested: true),
    Format(ecosystem: "meson", names: ["meson.build"], managesPackages: false, isNested: true),
    Format(ecosystem: "bazel", names: ["WORKSPACE", "WORKSPACE.bazel"], managesPackages: false),
    Format(
      ecosystem: "make", names: ["Makefile", "makefile", "GNUmakefile", "Makefile.am"],
      managesPackages: false, isNested: true, hasTargets: true),
    Format(ecosystem: "autotools", names: ["configure.ac"], managesPackages: false),
    Format(ecosystem: "ant", names: ["build.xml"], managesPackages: false, marker: "<project"),
    Format(ecosystem: "rake", names: ["Rakefile"], managesPackages: false),
    Format(ecosystem: "just", names: ["justfile", "Justfile"], managesPackages: false),
    Format(
      ecosystem: "task", names: ["Taskfile.yml", "Taskfile.yaml"], managesPackages: false),
    Format(ecosystem: "scons", names: ["SConstruct"], managesPackages: false),
    Format(ecosystem: "docker", names: ["Dockerfile", "Containerfile"], managesPackages: false),
    Format(
      ecosystem: "kustomize", names: ["kustomization.yaml", "kustomization.yml", "Kustomization"],
      managesPackages: false),
    Format(ecosystem: "nuget", extensions: ["sln", "slnx"], managesPackages: false),
    Format(ecosystem: "xcode", extensions: ["pbxproj"], managesPackages: false),
  ]
}
