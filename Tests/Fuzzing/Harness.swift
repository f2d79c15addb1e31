import Catalogue
import Dispatch
import FactModel
import FactReading
import Glibc
import Inventory
import Rubrics
import SourceModel
import Syntax

/// Runs one reader on what the fuzzer makes up, and checks what no input may break.
///
/// `FUZZ_TARGET` names the reader. A trap, a leak of memory, or a position outside of the text is a
/// finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  target(bytes)
  return 0
}

private typealias Target = @Sendable ([UInt8]) -> Void

private let targets: [String: Target] = [
  "yaml": { bytes in
    check(YAML.parse(bytes, manner: .strict), bytes)
    check(YAML.parse(bytes, manner: .tolerant), bytes)
  },
  "json": { bytes in
    for dialect in [JSON.Dialect.strict, .withComments, .json5] {
      check(JSON.parse(bytes, dialect: dialect), bytes)
    }
  },
  "toml": { check(TOML.parse($0), $0) },
  "ini": { check(INI.parse($0), $0) },
  "hcl": { bytes in for fault in HCL.parse(bytes).faults { check(fault.position, bytes) } },
  "xml": { bytes in for fault in XML.parse(bytes).faults { check(fault.position, bytes) } },
  "dockerfile": { _ = Dockerfile.parse($0) },
  "shell": { _ = ShellScript.parse($0) },
  "targets": { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    for target in Targets.makefile(text) + Targets.just(text) + Targets.taskfile(bytes)
      + Targets.rake(text) + Targets.tox(text) + Targets.nox(text)
      + Targets.packageScripts(bytes)
    {
      check(target.position, bytes)
    }
  },
  "glob": { bytes in
    let parts = bytes.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
    let texts = parts.map { String(decoding: $0, as: UTF8.self) }
    guard texts.count == 2 else { return }
    let path = RelativePath(texts[1])
    _ = Glob(texts[0]).matches(path)
    _ = RelativePath("").appending(texts[1])
  },
  "catalogue": { bytes in
    // What a repository may call its files, images, commands and all else that is looked up.
    let name = String(decoding: bytes, as: UTF8.self)
    _ = Knowledge.catalogue.files(at: RelativePath(name))
    _ = Knowledge.catalogue.commands(of: name)
    _ = Knowledge.catalogue.actions(named: name)
    _ = Knowledge.catalogue.exactActions(named: name)
    _ = Knowledge.catalogue.dependencies(named: name)
    _ = Knowledge.catalogue.images(named: name)
    _ = Knowledge.catalogue.objects(named: name)
    _ = Knowledge.catalogue.resources(named: name)
    _ = Knowledge.catalogue.charts(named: name)
    _ = Knowledge.catalogue.programVariables(named: name)
  },
  "gitignore": { bytes in
    // The first line is the path, the rest the file.
    let parts = bytes.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
    var rules = IgnoreRules()
    var steps = 0
    if let text = parts.dropFirst().first { rules.add(Array(text), in: [], &steps) }
    rules.add(bytes, in: Array("a/b".utf8), &steps)
    for path in [parts.first.map(Array.init) ?? [], Array("a/b/c".utf8)] {
      _ = rules.ignores(path, isFolder: false, &steps)
      _ = rules.ignores(path, isFolder: true, &steps)
    }
  },
  "rubric": { bytes in
    // The first byte says as which file of a small rubric the rest is loaded.
    guard let first = bytes.first else { return }
    let names = ["v1-v5.yml", "criteria/v1/source.git.yml", "advice/jobs.yml", "advice/words.yml"]
    let name = names[Int(first) % names.count]
    let file = RubricFile(name: name, bytes: Array(bytes.dropFirst()))
    let loaded = RubricLoader.load(Knowledge.rubric.filter { $0.name != name } + [file])
    for diagnostic in loaded.diagnostics where diagnostic.place?.path.text == name {
      if let position = diagnostic.place?.position { check(position, bytes) }
    }
    if RubricLoader.isExtension([file]) {
      _ = RubricLoader.load([file], extending: Knowledge.rubric)
    }
  },
  "facts": { bytes in
    // The first two bytes choose the path, among those of the fixtures.
    guard bytes.count > 2, !Knowledge.paths.isEmpty else { return }
    let path = Knowledge.paths[(Int(bytes[0]) << 8 + Int(bytes[1])) % Knowledge.paths.count]
    let tree = SourceTree(name: "acme", [path: Array(bytes.dropFirst(2))])
    let collector = FactCollector(catalogue: Knowledge.catalogue)
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      _ = await collector.facts(of: tree, history: HistoryFact())
      done.signal()
    }
    done.wait()
  },
  "packed": { bytes in _ = bytes.withUnsafeBufferPointer { PackedNode.node($0) } },
]

private let target: Target = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = targets[name] else {
    fatalError("found FUZZ_TARGET=\(name), expected one of \(targets.keys.sorted())")
  }
  return target
}()

private func check(_ tree: SyntaxTree, _ bytes: [UInt8]) {
  for fault in tree.faults { check(fault.position, bytes) }
  for document in tree.documents { document.visit { check($0.position, bytes) } }
}

/// A position lies in the text: no line beyond the last one, no column beyond all characters.
private func check(_ position: Position, _ bytes: [UInt8]) {
  // CR, LF and NEL-like ends of lines all count at most one byte each.
  precondition(position.line >= 1 && position.column >= 1)
  precondition(Int(position.line) <= bytes.count + 1, "line \(position.line)")
  precondition(Int(position.column) <= bytes.count + 1, "column \(position.column)")
}

/// What the program is built with, and the paths of the fixtures, from the folder `FUZZ_KNOWLEDGE`.
private enum Knowledge {
  static let rubric = files.filter {
    $0.path == "v1-v5.yml" || $0.path.hasPrefix("criteria/v1/") || $0.path.hasPrefix("advice/")
  }
  .map { RubricFile(name: $0.path, bytes: $0.bytes) }
  static let catalogue = ToolCatalogue.load(
    files.filter { $0.path.hasPrefix("catalogue/") }
      .map { (RelativePath($0.path), YAML.parse($0.bytes, manner: .tolerant)) }
  ).0
  static let paths = lines("paths").map { RelativePath($0) }

  private static let folder = getenv("FUZZ_KNOWLEDGE").map { String(cString: $0) } ?? "."
  private static let files = lines("rubrics").map { path in
    (path: path, bytes: contents("\(folder)/rubrics.d/\(path)"))
  }

  private static func lines(_ name: String) -> [String] {
    String(decoding: contents("\(folder)/\(name)"), as: UTF8.self).split(separator: "\n")
      .map(String.init)
  }

  private static func contents(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { fatalError("\(path) cannot be read") }
    defer { fclose(file) }
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      result += chunk.prefix(count)
    }
    return result
  }
}
