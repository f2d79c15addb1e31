import SourceModel

/// A call within a statement: `sh 'make'`, `stage('Build') { … }`, `x = docker.build(name)`.
struct GroovyCall: Sendable {
  /// A value that is passed, with its label where it has one.
  struct Argument: Sendable {
    var label: String?
    var parts: [GroovyPart]
  }

  var name: String
  var position: Position
  var arguments: [Argument] = []
  /// The blocks behind the arguments.
  var blocks: [[GroovyStatement]] = []
  /// What is reached through the result: `.inside`, `.push`.
  var followUps: [(name: String, position: Position)] = []

  /// The first argument without a label, or the one with one of these labels.
  func text(_ labels: String...) -> GroovyText? {
    let labelled = labels.lazy.compactMap { label in
      arguments.first { $0.label == label }
    }.first
    return (labelled ?? arguments.first { $0.label == nil })?.parts.text
  }

  /// The argument with a label.
  func argument(_ label: String) -> [GroovyPart]? {
    arguments.first { $0.label == label }?.parts
  }
}

extension GroovyStatement {
  /// The call that the statement makes, seen through `def x =` and `return`.
  var call: GroovyCall? {
    var parts = parts[...]
    if let index = assignment { parts = parts[(index + 1)...] }
    while case .name(let name, _)? = parts.first, ["def", "return", "final", "new"].contains(name) {
      parts = parts.dropFirst()
    }
    guard case .name(let name, let position)? = parts.first else { return nil }
    var call = GroovyCall(name: name, position: position)
    var rest = parts.dropFirst()
    if case .parens(let statements, _)? = rest.first {
      call.arguments = Self.arguments(statements.map { $0.parts[...] })
      rest = rest.dropFirst()
    } else {
      let loose = rest.prefix { part in
        if case .block = part { return false }
        return true
      }
      let items = loose.split { part in
        if case .sign(UInt8(ascii: ","), _) = part { return true }
        return false
      }
      call.arguments = Self.arguments(items)
      // `parallel a: { … }, b: { … }` passes its blocks.
      if call.arguments.contains(where: { $0.label != nil && $0.parts.isEmpty }) {
        call.arguments = Self.arguments(Self.items(rest))
        return call
      }
      rest = rest.dropFirst(loose.count)
    }
    for part in rest {
      switch part {
      case .block(let statements, _): call.blocks.append(statements)
      case .name(let name, let position) where name.hasPrefix("."):
        call.followUps.append((String(name.dropFirst()), position))
      case .parens(let statements, _):
        if !call.followUps.isEmpty {
          call.arguments += Self.arguments(statements.map { $0.parts[...] })
        }
      case .name, .text, .sign, .list: continue
      }
    }
    return call
  }

  /// The statement without the parameters of the lambda that it begins: `it -> …`.
  var withoutParameters: GroovyStatement {
    guard
      let arrow = parts.indices.first(where: { index in
        guard index + 1 < parts.count, case .sign(UInt8(ascii: "-"), _) = parts[index],
          case .sign(UInt8(ascii: ">"), _) = parts[index + 1]
        else { return false }
        return true
      }),
      parts[..<arrow].allSatisfy({ part in
        switch part {
        case .name, .sign: true
        case .text, .parens, .list, .block: false
        }
      })
    else { return self }
    var statement = self
    statement.parts = Array(parts[(arrow + 2)...])
    return statement
  }

  /// The name that the statement gives a value to.
  var assigned: String? {
    guard let index = assignment, index > 0, case .name(let name, _) = parts[index - 1] else {
      return nil
    }
    return name
  }

  /// What stands behind a single `=`, or all of it.
  var value: [GroovyPart] { assignment.map { Array(parts[($0 + 1)...]) } ?? parts }

  /// Where a single `=` stands.
  private var assignment: Int? {
    let equal = UInt8(ascii: "=")
    return parts.indices.first { index in
      guard case .sign(equal, _) = parts[index] else { return false }
      if index + 1 < parts.count, case .sign(let next, _) = parts[index + 1],
        next == equal || next == UInt8(ascii: "~")
      {
        return false
      }
      guard index > 0, case .sign(let former, _) = parts[index - 1] else { return true }
      return !"=!<>".utf8.contains(former)
    }
  }

  private static func items(_ parts: ArraySlice<GroovyPart>) -> [ArraySlice<GroovyPart>] {
    parts.split { part in
      if case .sign(UInt8(ascii: ","), _) = part { return true }
      return false
    }
  }

  private static func arguments(_ items: [ArraySlice<GroovyPart>]) -> [GroovyCall.Argument] {
    // A map in brackets passes the same labels.
    if items.count == 1, let item = items.first, item.count == 1,
      case .list(let statements, _)? = item.first
    {
      let inner = statements.map { argument($0.parts[...]) }
      if inner.contains(where: { $0.label != nil }) { return inner }
    }
    return items.map(argument)
  }

  private static func argument(_ parts: ArraySlice<GroovyPart>) -> GroovyCall.Argument {
    guard let first = parts.first, case .sign(UInt8(ascii: ":"), _)? = parts.dropFirst().first
    else {
      return GroovyCall.Argument(parts: Array(parts))
    }
    switch first {
    case .name(let label, _):
      return GroovyCall.Argument(label: label, parts: Array(parts.dropFirst(2)))
    case .text(let text):
      return GroovyCall.Argument(label: text.text, parts: Array(parts.dropFirst(2)))
    case .sign, .parens, .list, .block: return GroovyCall.Argument(parts: Array(parts))
    }
  }
}

extension [GroovyPart] {
  /// The string that the parts make; names between its pieces stand as `${name}`.
  var text: GroovyText? {
    let first = lazy.compactMap { part -> GroovyText? in
      if case .text(let text) = part { return text }
      return nil
    }.first
    guard var result = first else { return nil }
    let pieces = compactMap { part -> String? in
      switch part {
      case .text(let text): text.text
      case .name(let name, _): name.hasPrefix(".") ? nil : "${\(name)}"
      case .sign, .parens, .list, .block: nil
      }
    }
    guard pieces.count > 1 else { return result }
    result.text = pieces.joined()
    return result
  }

  /// The strings of a list, or the one string.
  var texts: [GroovyText] {
    if case .list(let items, _)? = first { return items.compactMap(\.parts.text) }
    return text.map { [$0] } ?? []
  }

  /// Calls the function with every part, outermost first.
  func visit(_ body: (GroovyPart) -> Void) {
    var pending = Array(reversed())
    while let part = pending.popLast() {
      body(part)
      switch part {
      case .parens(let statements, _), .list(let statements, _), .block(let statements, _):
        for statement in statements.reversed() { pending += statement.parts.reversed() }
      case .name, .text, .sign: continue
      }
    }
  }
}

extension [GroovyStatement] {
  /// The block of the first statement that opens one under this name.
  func block(_ name: String) -> [GroovyStatement]? {
    for statement in self {
      guard case .name(name, _)? = statement.parts.first,
        case .block(let block, _)? = statement.parts.last
      else { continue }
      return block
    }
    return nil
  }

  /// Every part of every statement.
  func visit(_ body: (GroovyPart) -> Void) { flatMap(\.parts).visit(body) }
}

extension [GroovyPart] {
  /// A name that stands alone: `true`, `params.VERSION`.
  var plainName: String? {
    guard count == 1, case .name(let name, _)? = first else { return nil }
    return name
  }
}
