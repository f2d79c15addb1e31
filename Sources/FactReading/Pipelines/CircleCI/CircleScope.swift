import SourceModel

/// What parameters hold where they are filled in.
///
/// https://circleci.com/docs/reference/reusing-config/#using-the-parameters-declaration
struct CircleScope: Sendable {
  /// The longest text that filling in makes.
  private static let textLimit = 200_000

  /// Values by their whole names, `parameters.version`.
  var values: [String: PipelineValue] = [:]

  /// How many parameters of a job, command or executor are read; people declare some twenty.
  private static let parameterLimit = 1_000

  /// The scope within a job, command or executor: its defaults, and what is passed.
  ///
  /// - Parameter budget: how many values may still be made, of which those that are taken over are some.
  func inner(
    _ declared: PipelineValue?, passed: [PipelineValue.Entry], _ budget: inout Int
  ) -> CircleScope {
    var inner = CircleScope(values: values.filter { !$0.key.hasPrefix("parameters.") })
    guard budget > 0 else { return inner }
    let declared = (declared?.entries ?? []).prefix(Self.parameterLimit)
    let passed = passed.prefix(Self.parameterLimit)
    budget -= (values.count + declared.count + passed.count) / 16
    for entry in declared {
      inner.values["parameters." + entry.key] = entry.value["default"]
    }
    for entry in passed { inner.values["parameters." + entry.key] = entry.value }
    return inner
  }

  /// The value with parameters filled in; a list may come in place of one placeholder.
  ///
  /// - Parameter budget: how many values may still be made, since lists can double at each level.
  func filled(_ value: PipelineValue, _ budget: inout Int, depth: Int = 64) -> PipelineValue {
    guard budget > 0, depth > 0 else { return value }
    budget -= 1
    var result = value
    switch value.content {
    case .text(let text, let isNull):
      guard text.contains("<<") else { return value }
      budget -= text.utf8.count / 64
      let pieces = CirclePiece.pieces(of: text)
      if pieces.count == 1, case .placeholder(let name) = pieces[0], let known = values[name] {
        budget -= known.count(upTo: budget)
        return known
      }
      let filled = self.filled(pieces)
      result.content = .text(filled, isNull: isNull)
      result.chunk?.text = filled
    case .list(let items):
      result.content = .list(items.map { filled($0, &budget, depth: depth - 1) })
    case .map(let entries):
      result.content = .map(
        entries.map { entry in
          PipelineValue.Entry(
            key: entry.key, place: entry.place,
            value: filled(entry.value, &budget, depth: depth - 1))
        })
    case .reference: break
    }
    return result
  }

  private func filled(_ pieces: [CirclePiece]) -> String {
    var result = ""
    for piece in pieces {
      guard result.utf8.count < Self.textLimit else { break }
      switch piece {
      case .plain(let text): result += text
      case .placeholder(let name):
        let known = values[name].flatMap { value in
          value.isNull ? "" : value.texts.isEmpty ? nil : value.texts.joined(separator: ",")
        }
        result += known ?? "<< \(name) >>"
      }
    }
    return result
  }
}

/// A piece of a text: as written, or the name in `<< >>`.
enum CirclePiece: Hashable {
  case plain(String)
  case placeholder(String)

  /// Cuts a text at its placeholders; what else stands behind `<<` is none.
  static func pieces(of text: String) -> [CirclePiece] {
    let bytes = Array(text.utf8)
    var pieces: [CirclePiece] = []
    var start = 0
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] == less, bytes[index + 1] == less,
        index == 0 || bytes[index - 1] != UInt8(ascii: "\\"),
        let (name, end) = placeholder(in: bytes, from: index + 2)
      else {
        index += 1
        continue
      }
      if index > start {
        pieces.append(.plain(String(decoding: bytes[start..<index], as: UTF8.self)))
      }
      pieces.append(.placeholder(name))
      (index, start) = (end, end)
    }
    if start < bytes.count {
      pieces.append(.plain(String(decoding: bytes[start...], as: UTF8.self)))
    }
    return pieces
  }

  /// A name with dots and the `>>` behind it.
  private static func placeholder(in bytes: [UInt8], from start: Int) -> (String, end: Int)? {
    let inner = bytes[start...].drop { $0 == UInt8(ascii: " ") }
    let name = inner.prefix { $0.isNamePart || $0 == UInt8(ascii: ".") }
    let rest = inner.dropFirst(name.count).drop { $0 == UInt8(ascii: " ") }
    guard name.contains(UInt8(ascii: ".")), rest.prefix(2).elementsEqual([greater, greater]) else {
      return nil
    }
    return (String(decoding: name, as: UTF8.self), rest.startIndex + 2)
  }

  private static let less = UInt8(ascii: "<")
  private static let greater = UInt8(ascii: ">")

  /// The text with placeholders that only the run fills in written as other vendors write theirs, so
  /// that no shell takes them for a redirection.
  static func shown(_ text: String) -> String {
    guard text.contains("<<") else { return text }
    return pieces(of: text).map { piece in
      switch piece {
      case .placeholder(let name): return "${{ \(name) }}"
      case .plain(let text):
        return text.split(separator: "\\<<", omittingEmptySubsequences: false)
          .joined(separator: "<<")
      }
    }.joined()
  }
}
