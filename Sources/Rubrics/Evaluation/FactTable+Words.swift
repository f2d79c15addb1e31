import FactModel
import SourceModel

extension FactTable {
  /// What words of advice mean here.
  func meanings(of words: AdviceWords) -> WordMeanings {
    WordMeanings { self.meaning(of: $0, among: words) }
  }

  private func meaning(of name: String, among words: AdviceWords) -> String? {
    guard !budget.isOverrun, let word = words[name] else { return nil }
    let found = meaning(of: name) {
      // A word is made of former ones alone, so that this ends.
      for choice in word.choices where fits(choice, among: words) {
        guard let template = choice.text else { return nil }
        if let text = filled(template, by: choice, among: words) { return text }
      }
      return nil
    }
    return found.flatMap(affordable)
  }

  /// A text that is put into another one, each time anew; `nil` where that costs too much.
  private func affordable(_ text: String) -> String? {
    budget.spend(10 * text.utf8.count)
    return budget.isOverrun ? nil : text
  }

  private func fits(_ choice: AdviceWord.Choice, among words: AdviceWords) -> Bool {
    choice.words.allSatisfy { $1.contains(meaning(of: $0, among: words) ?? "") }
      && choice.condition.map { holds($0) } ?? true
  }

  /// A text with words and, where places are given, values of the first fact there; `nil` where one
  /// is missing.
  private func filled(
    _ template: SlotTemplate, by choice: AdviceWord.Choice, among words: AdviceWords
  ) -> String? {
    var values: [String: [String]] = [:]
    if !choice.readings.isEmpty {
      guard let read = read(choice.readings, at: choice.sites) else { return nil }
      values["read"] = [read]
    } else if !choice.sites.isEmpty {
      guard let (collection, item) = item(at: choice.sites) else { return nil }
      for slot in template.slots {
        guard
          let value = Self.value(of: slot, collection, item) ?? folders(slot, at: choice.sites)
        else { continue }
        guard affordable(value) != nil else { return nil }
        values[slot] = value.isEmpty ? [] : [value]
      }
    }
    return template.filledWhole { slot in
      values[slot] ?? meaning(of: slot, among: words).map { [$0] } ?? []
    }
  }

  /// The first word of the commands found that one of the patterns wants.
  private func read(_ patterns: [WantedWord], at sites: [FactQuery]) -> String? {
    for query in sites {
      guard let index = Vocabulary.collections[query.collection].index(of: "words") else {
        continue
      }
      let items = items(of: query.collection)
      for found in indices(fitting: query) {
        guard case .texts(let words) = items[found][index] else { continue }
        if let read = patterns.lazy.compactMap({ $0.value(in: words) }).first { return read }
      }
    }
    return nil
  }

  /// The first fact that is found.
  private func item(at sites: [FactQuery]) -> (FactCollection, FactItem)? {
    for query in sites {
      let items = items(of: query.collection)
      let found = indices(fitting: query).map { items[$0] }
      let own = found.first { !Assessor.isBeside($0.signs().first?.place) }
      if let item = own ?? found.first { return (Vocabulary.collections[query.collection], item) }
    }
    return nil
  }

  /// The folders of all facts that the first fitting query finds, as a list in YAML; empty where it
  /// is no list.
  private func folders(_ slot: String, at sites: [FactQuery]) -> String? {
    guard ["folders", "outer-folder", "outer-folders"].contains(slot) else { return nil }
    for query in sites {
      let items = items(of: query.collection)
      let paths = indices(fitting: query).compactMap { items[$0].signs().first?.place?.path.folder }
        .filter { $0.text.isEmpty || $0.text.isPlainWord }
      guard !paths.isEmpty else { continue }
      var folders = Set(paths).sorted()
      if slot != "folders" { folders = folders.outermost }
      if slot == "outer-folder" { return folders.first?.text ?? "" }
      guard folders.count > 1 else { return "" }
      return "[" + folders.map { "/" + $0.text }.joined(separator: ", ") + "]"
    }
    return ""
  }

  /// A value of a fact by its name, empty where the fact has none, or one that cannot be pasted as it is;
  /// `nil` for other names.
  private static func value(
    of slot: String, _ collection: FactCollection, _ item: FactItem
  ) -> String? {
    if let index = collection.index(of: slot) {
      switch item[index] {
      case .flag(let flag): return String(flag)
      case .number(let number): return String(number)
      case .texts(let texts):
        let text = texts.first ?? ""
        return switch collection.attributes[index].form {
        case .word: plain(text)
        case .command, .pattern: text
        }
      }
    }
    let path = item.signs().first?.place?.path
    return switch slot {
    case "path": plain(path?.text)
    case "folder": plain(path?.folder.text)
    case "file": plain(path?.name)
    default: nil
    }
  }

  /// A text of the repository, where it is one plain word; empty where it is not.
  private static func plain(_ text: String?) -> String {
    text.flatMap { $0.isPlainWord ? $0 : nil } ?? ""
  }
}

extension [RelativePath] {
  /// Those that lie in no other one, in their order.
  var outermost: [RelativePath] {
    // What lies in a folder stands right behind it where slashes come before all else.
    let slash = UInt8(ascii: "/")
    let sorted = sorted { left, right in
      left.text.utf8.lazy.map { $0 == slash ? 0 : $0 }
        .lexicographicallyPrecedes(right.text.utf8.lazy.map { $0 == slash ? 0 : $0 })
    }
    var outer: [RelativePath] = []
    for path in sorted {
      if let last = outer.last, path.isInside(last) { continue }
      outer.append(path)
    }
    let kept = Set(outer)
    return filter(kept.contains)
  }
}
