import SourceModel

/// The lines of a file as ranges of its bytes, without their ends.
struct SourceLines {
  let bytes: [UInt8]
  private(set) var ranges: [Range<Int>] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      ranges.append(start..<(hasReturn ? end - 1 : end))
      start = end + 1
    }
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

  /// How many lines there are.
  var count: Int { ranges.count }

  /// The bytes of a line, from 0.
  subscript(_ index: Int) -> ArraySlice<UInt8> { bytes[ranges[index]] }

  /// The position of an offset in a line, from 0.
  func position(of offset: Int, inLine index: Int) -> Position {
    var place = Position(line: index + 1, column: 1)
    place.advance(over: bytes[min(ranges[index].lowerBound, offset)..<offset])
    return place
  }

  /// The text of a scalar as shell text, with its place in the file.
  func script(of node: Node) -> TargetScript? {
    var room = TargetRoom(bytes: bytes.count)
    return script(of: node, nil, &room)
  }

  /// The text of a scalar as shell text, with its place in the file and its references resolved as
  /// far as there is room.
  func script(
    of node: Node, _ template: TargetTemplate?, _ room: inout TargetRoom
  ) -> TargetScript? {
    guard case .scalar(let scalar) = node.content, let text = node.text else { return nil }
    let (line, column) = (Int(node.position.line), Int(node.position.column))
    switch scalar.style {
    case .plain: return Self.script(text, at: node.position, template, &room)
    case .literal:
      let first = (line..<max(line, count)).first { !self[$0].isBlank } ?? line
      let indentation = first < count ? self[first].indentation : 0
      var script = TargetScript(at: Position(line: line + 1, column: indentation + 1))
      for (index, part) in text.utf8.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
      ).enumerated() {
        if index > 0 {
          script.startLine(at: Position(line: line + 1 + index, column: indentation + 1))
        }
        Self.append(Array(part)[...], to: &script, template, &room)
      }
      return script
    case .folded:
      let first = (line..<max(line, count)).first { !self[$0].isBlank } ?? line
      let indentation = first < count ? self[first].indentation : 0
      let start = Position(line: first + 1, column: indentation + 1)
      return Self.script(text, at: start, template, &room)
    case .singleQuoted, .doubleQuoted:
      return Self.script(text, at: contentStart(line: line, column: column), template, &room)
    }
  }

  private static func script(
    _ text: String, at start: Position, _ template: TargetTemplate?, _ room: inout TargetRoom
  ) -> TargetScript {
    var script = TargetScript(at: start)
    append(Array(text.utf8)[...], to: &script, template, &room)
    return script
  }

  private static func append(
    _ text: ArraySlice<UInt8>, to script: inout TargetScript, _ template: TargetTemplate?,
    _ room: inout TargetRoom
  ) {
    if let template { template.append(text, to: &script, &room) } else { script.append(text) }
  }

  /// Where a text in quotes begins, which may be three of them.
  private func contentStart(line: Int, column: Int) -> Position {
    let simple = Position(line: line, column: column + 1)
    guard line >= 1, line <= count else { return simple }
    let rest = self[line - 1].dropFirst(column - 1)
    guard rest.starts(with: "\"\"\"".utf8) || rest.starts(with: "'''".utf8) else { return simple }
    return rest.count == 3
      ? Position(line: line + 1, column: 1) : Position(line: line, column: column + 3)
  }
}

extension ArraySlice<UInt8> {
  /// Whether there is nothing but space.
  var isBlank: Bool { allSatisfy(\.isBlank) }

  /// How many spaces or tabs stand first.
  var indentation: Int { prefix(while: \.isBlank).count }

  /// Without the space around it.
  var trimmed: ArraySlice<UInt8> {
    var result = drop(while: \.isBlank)
    while let last = result.last, last.isBlank { result.removeLast() }
    return result
  }

  /// The bytes as text.
  var text: String { String(decoding: self, as: UTF8.self) }
}
