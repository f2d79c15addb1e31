import FactModel
import SourceModel
import Syntax

extension Node {
  /// A text in both languages: `{en: …, ko: …}`.
  func phrase(_ faults: inout FaultList) -> Phrase? {
    guard let fields = Fields(self, "a text", required: ["en", "ko"], faults: &faults) else {
      return nil
    }
    let english = fields["en"]?.filledText(&faults)
    let korean = fields["ko"]?.filledText(&faults)
    guard let english, let korean else { return nil }
    return Phrase(english.withoutLineEnd, korean.withoutLineEnd)
  }

  /// The name by which a stage, a criterion, an area, an effect or a milestone is called in reports, files
  /// and outputs of steps: in one line, and without what is markup there.
  func identifier(_ faults: inout FaultList) -> String? {
    guard let text = filledText(&faults) else { return nil }
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "<", ">", "&", "`", "|", "[", "]", "\\", "\"", "'": false
      case " "..."~": true
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
      }
    }
    if isPlain { return text }
    faults.add(
      "found \(description), expected a name without line ends and the marks of HTML and Markdown",
      at: position)
    return nil
  }

  /// A text in both languages that stands within a sentence, and so ends without a full stop.
  func clause(_ faults: inout FaultList) -> Phrase? {
    for language in ["en", "ko"] {
      guard let text = self[language], text.text?.withoutLineEnd.hasSuffix(".") ?? false else {
        continue
      }
      faults.add("found a full stop at the end, expected none", at: text.position)
    }
    return phrase(&faults)
  }
}

extension String {
  /// The text without line ends behind it, as blocks of YAML leave them.
  var withoutLineEnd: String {
    let end = utf8.lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: " ") }
    return end.map { String(self[...$0]) } ?? ""
  }
}
