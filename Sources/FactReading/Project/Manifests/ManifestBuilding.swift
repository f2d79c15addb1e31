import FactModel
import SourceModel
import Syntax

/// What a reader gathers about one manifest before its facts are complete.
struct ManifestDraft {
  /// The manifest so far.
  var manifest: Manifest
  /// Its direct dependencies.
  var dependencies: [Dependency] = []
  /// The commands that it keeps under names.
  var scripts: [Script] = []
  /// The versions that it asks for.
  var runtimes: [Runtime] = []
  /// Faults of the text.
  var warnings: [Diagnostic] = []

  /// How many dependencies one manifest may have: large ones have some hundred.
  static let dependencyLimit = 10_000

  /// Starts a draft for a file; the folder decides whether it stands at the root.
  init(_ ecosystem: String, file: SourceFile, line: Int = 1, folder: RelativePath? = nil) {
    let folder = folder ?? file.path.folder
    manifest = Manifest(
      ecosystem: ecosystem, place: file.place(line: line), isRoot: folder.text.isEmpty)
  }

  /// Decides the lock by the lock file, else by the versions of the dependencies that count.
  mutating func settleLock(
    lockFile: Place?, counted: [Dependency]? = nil, isExact: (Dependency) -> Bool
  ) {
    let counted = counted ?? dependencies
    if let lockFile {
      (manifest.lock, manifest.lockPlace) = (.locked, lockFile)
    } else if let floating = counted.first(where: { !isExact($0) }) {
      (manifest.lock, manifest.lockPlace) = (.floating, floating.place)
    } else if let first = counted.first {
      (manifest.lock, manifest.lockPlace) = (.locked, first.place)
    } else {
      manifest.lock = .noDependencies
    }
  }

  /// Adds the commands of a mapping from names to one or several of them.
  mutating func addScripts(_ node: Node?, in file: SourceFile) {
    scripts += (node?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      return Script(
        ecosystem: manifest.ecosystem, name: name,
        command: entry.value.itemsOrSelf.compactMap(\.text).joined(separator: " && "),
        place: file.place(entry.key.position))
    }
  }

  /// Adds a version that the manifest asks for.
  mutating func addRuntime(_ name: String, _ text: String?, at place: Place) {
    runtimes += text.flatMap { Runtime(name, asking: $0, at: place) }.map { [$0] } ?? []
  }

  /// Adds the errors of a parsed text.
  mutating func addFaults(_ faults: [SyntaxFault], in file: SourceFile) {
    warnings += faults.filter { $0.severity == .error }.prefix(1).map {
      $0.diagnostic(in: file.path)
    }
  }

  /// The facts of the file.
  var facts: FileFacts {
    var facts = FileFacts()
    facts.manifests = [manifest]
    facts.dependencies = dependencies
    if dependencies.count > Self.dependencyLimit {
      facts.dependencies.removeSubrange(Self.dependencyLimit...)
    }
    facts.scripts = scripts
    facts.runtimes = runtimes
    facts.warnings = warnings
    return facts
  }
}

/// Looks for lock files.
enum LockFiles {
  /// The first of the names that stands in the folder.
  static func find(
    _ names: [String], in folder: RelativePath, _ context: ReadingContext
  ) -> Place? {
    for name in names {
      guard let path = folder.appending(name), context.files.contains(path) else { continue }
      return Place(path)
    }
    return nil
  }

  /// The lock file beside a manifest, or in a folder above that covers it as a workspace's root.
  static func find(
    _ names: [String], from folder: RelativePath, _ context: ReadingContext,
    coveredBy isWorkspace: (RelativePath) -> Bool
  ) -> Place? {
    if let place = find(names, in: folder, context) { return place }
    // Most folders above hold other folders alone, and their paths may be long.
    let areBeside = !names.contains { $0.utf8.contains(UInt8(ascii: "/")) }
    for ancestor in folder.ancestors where !areBeside || !context.files(in: ancestor).isEmpty {
      guard let place = find(names, in: ancestor, context) else { continue }
      return isWorkspace(ancestor) ? place : nil
    }
    return nil
  }
}

/// What versions look like.
enum VersionText {
  /// Whether the text is one whole version: at least so many numbers between dots, and what may follow them.
  static func isExact(_ text: some StringProtocol, numbers: Int = 3) -> Bool {
    var bytes = Array(text.utf8)[...]
    if bytes.first == UInt8(ascii: "v") || bytes.first == UInt8(ascii: "=") { bytes.removeFirst() }
    bytes = bytes.drop { $0.isBlank }
    var count = 0
    while let digit = bytes.first, digit.isASCIIDigit {
      count += 1
      bytes = bytes.drop { $0.isASCIIDigit }
      guard bytes.first == UInt8(ascii: "."), let next = bytes.dropFirst().first,
        next.isASCIIDigit
      else { break }
      bytes.removeFirst()
    }
    guard count >= numbers else { return false }
    guard !bytes.elementsEqual(".x".utf8) else { return false }
    return bytes.allSatisfy { byte in
      byte.isWordByte || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "+")
    }
  }

  /// Whether a version of Maven, Gradle or NuGet may resolve to different ones over time.
  ///
  /// https://maven.apache.org/pom.html#dependency-version-requirement-specification
  /// https://docs.gradle.org/current/userguide/dependency_versions.html
  static func isMovingForJVM(_ text: String) -> Bool {
    let version = text.trimmingSpaces
    if version == "LATEST" || version == "RELEASE" || version.hasPrefix("latest.") { return true }
    if version.utf8.last == UInt8(ascii: "+") { return true }
    guard version.hasPrefix("[") || version.hasPrefix("(") || version.hasPrefix("]") else {
      return false
    }
    // `[1.0]` and `[1.0,1.0]` name one version.
    let bounds = version.dropFirst().dropLast().split(separator: ",").map { $0.trimmingSpaces }
    let isOne = bounds.count == 1 && !version.contains(",")
    return !(isOne || (bounds.count == 2 && bounds[0] == bounds[1] && !bounds[0].isEmpty))
  }
}
