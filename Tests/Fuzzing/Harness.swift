import Glibc
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
    _ = GlobSet([(Glob(texts[0]), 1)]).values(matching: path)
    _ = RelativePath("").appending(texts[1])
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
