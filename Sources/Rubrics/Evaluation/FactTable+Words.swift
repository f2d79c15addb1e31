import FactModel
import SourceModel

extension FactTable {
  /// What words of advice mean here; words without a value are left out.
  mutating func meanings(of words: AdviceWords) -> [String: String] {
    if let known = knownMeanings { return known }
    var meanings: [String: String] = [:]
    for word in words.words {
      for choice in word.choices {
        guard let text = text(of: choice, meanings) else { continue }
        meanings[word.name] = text
        break
      }
    }
    knownMeanings = meanings
    return meanings
  }

  /// The text of a choice; `nil` where it does not fit.
  private mutating func text(
    of choice: AdviceWord.Choice, _ meanings: [String: String]
  ) -> String? {
    for (name, texts) in choice.words where !texts.contains(meanings[name] ?? "") { return nil }
    if let condition = choice.condition, !finding(condition).holds { return nil }
    var values = meanings.mapValues { [$0] }
    if !choice.sites.isEmpty {
      guard let (collection, item) = item(at: choice.sites) else { return nil }
      for slot in choice.text.slots {
        guard let value = Self.value(of: slot, collection, item) else { continue }
        values[slot] = value.isEmpty ? [] : [value]
      }
    }
    return choice.text.filledWhole(values)
  }

  /// The first fact that is found.
  private mutating func item(at sites: [FactQuery]) -> (FactCollection, FactItem)? {
    for query in sites {
      if let item = Assessor.inOrder(finding(.some(query)).evidence).first {
        return (Vocabulary.collections[query.collection], item)
      }
    }
    return nil
  }

  /// A value of a fact by its name, empty where the fact has none; `nil` for other names.
  private static func value(
    of slot: String, _ collection: FactCollection, _ item: FactItem
  ) -> String? {
    if let index = collection.index(of: slot) {
      return switch item[index] {
      case .flag(let flag): String(flag)
      case .number(let number): String(number)
      case .texts(let texts): texts.first ?? ""
      }
    }
    return switch slot {
    case "path": item.place?.path.text ?? ""
    case "folder": item.place?.path.folder.text ?? ""
    case "file": item.place?.path.name ?? ""
    default: nil
    }
  }
}
