/// What a build tool puts into the text of its commands: `{{name}}`, `{posargs}`, `#{name}`.
struct TargetTemplate: Sendable {
  private let opening: [UInt8]
  private let closing: [UInt8]
  /// The text for what stands between the marks; `nil` where it is not known.
  private let value: @Sendable (String) -> String?

  init(
    _ opening: String, _ closing: String,
    value: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.opening = Array(opening.utf8)
    self.closing = Array(closing.utf8)
    self.value = value
  }

  /// Adds text to a script, whose values stand in the text itself.
  func append(_ text: ArraySlice<UInt8>, to script: inout TargetScript) {
    var room = TargetRoom(bytes: text.count)
    append(text, to: &script, &room)
  }

  /// Adds text to a script, values as long as there is room for what many references make of one.
  func append(
    _ text: ArraySlice<UInt8>, to script: inout TargetScript, _ room: inout TargetRoom
  ) {
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      guard text[index] == opening[0], text[index...].starts(with: opening) else {
        index += 1
        continue
      }
      guard let close = close(in: text, from: index + opening.count) else { break }
      script.append(text[start..<index])
      let whole = text[index..<(close + closing.count)]
      let inner = text[(index + opening.count)..<close].trimmed.text
      if room.isOpen, let value = value(inner) {
        room.take(bytes: value.utf8.count)
        script.append([.text(Array(value.utf8))], for: whole)
      } else {
        script.append([.hidden(whole.text)], for: whole)
      }
      index = whole.endIndex
      start = index
    }
    script.append(text[start...])
  }

  private func close(in text: ArraySlice<UInt8>, from start: Int) -> Int? {
    var level = 0
    var index = start
    while index < text.endIndex {
      // References inside a reference; marks of two bytes have none.
      if closing.count == 1, text[index] == UInt8(ascii: "{") { level += 1 }
      if text[index] == closing[0], text[index...].starts(with: closing) {
        guard level > 0 else { return index }
        level -= 1
      }
      index += 1
    }
    return nil
  }
}
