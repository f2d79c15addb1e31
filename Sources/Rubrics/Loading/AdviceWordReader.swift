import FactModel
import SourceModel
import Syntax

/// Reads the words of advice that depend on the repository: `advice/words.yml`.
struct AdviceWordReader {
  /// What a choice's text may hold of any fact that has a place.
  private static let placeSlots: Set<String> = [
    "file", "folder", "folders", "outer-folder", "outer-folders", "path",
  ]

  /// Words of the forms, which stay in the text until a job is written.
  private static let formSlots: Set<String> = ["commit", "image", "version"]

  /// How many words there may be; the built-in rubric has 168.
  private static let wordLimit = 500

  let conditions: ConditionReader

  /// The words, by their names.
  ///
  /// - Parameter isWhole: whether choices are read and checked; those of the program's own tree are folded
  ///   and read when they are asked for.
  func words(_ node: Node, isWhole: Bool, _ faults: inout FaultList) -> AdviceWords? {
    guard node.isMapping else {
      faults.add("found \(node.description), expected words with choices", at: node.position)
      return nil
    }
    guard node.entries.count <= Self.wordLimit else {
      faults.addTooMany(node.entries.count, "words", most: Self.wordLimit, at: node.position)
      return nil
    }
    let all = Set(node.entries.compactMap(\.key.text))
    var names: Set<String> = []
    var words: [AdviceWord] = []
    for entry in node.entries {
      guard let name = entry.key.filledText(&faults) else { continue }
      if isWhole, SlotTemplate("{\(name)}").slots != [name] {
        faults.add(
          "found the word `\(name)`, expected small letters and hyphens", at: entry.key.position)
      }
      let choices =
        isWhole
        ? LateList(entry.value.list(of: "choices", &faults) { choice($0, knowing: names, &$1) })
        : LateList(folded: entry.value.items, in: faults.path) { choice($0, knowing: all, &$1) }
      words.append(AdviceWord(name: name, choices: choices))
      names.insert(name)
    }
    return AdviceWords(words)
  }

  private func choice(
    _ node: Node, knowing names: Set<String>, _ faults: inout FaultList
  ) -> AdviceWord.Choice? {
    guard
      let fields = Fields(
        node, "a choice", required: ["is"], optional: ["if", "of", "read", "switches", "when"],
        faults: &faults)
    else { return nil }
    let condition = fields["when"].flatMap { conditions.condition($0, &faults) }
    let sites = (fields["of"]?.itemsOrSelf ?? []).compactMap { conditions.site($0, &faults) }
    var words: [String: [String]] = [:]
    for entry in fields["if"]?.entries ?? [] {
      guard let name = entry.key.word("word", in: names, &faults) else { continue }
      words[name] = entry.value.itemsOrSelf.map { $0.text ?? "" }
    }
    guard let node = fields["is"], case .scalar = node.content else {
      faults.add("found no text, expected one for `is`", at: fields.position)
      return nil
    }
    let readings = readings(fields, &faults)
    if node.isNull {
      return AdviceWord.Choice(
        condition: condition, words: words, sites: sites, readings: readings, text: nil)
    }
    var ofFacts = sites.isEmpty ? [] : Self.placeSlots
    for site in sites {
      ofFacts.formUnion(Vocabulary.collections[site.collection].attributes.map(\.name))
    }
    if !readings.isEmpty { ofFacts.insert("read") }
    let written = (node.text ?? "").withoutLineFeed
    let slots = Set(SlotTemplate(written).slots)
    // What a fact says of itself is meant before what a form says of a job.
    let known = slots.filter { slot in
      readings.isEmpty && ofFacts.contains(slot)
        || !Self.formSlots.contains(slot) && (names.contains(slot) || ofFacts.contains(slot))
    }
    for slot in slots.subtracting(known).subtracting(Self.formSlots).sorted() {
      faults.addUnknown(slot, "slot", among: names.union(ofFacts).sorted(), at: node.position)
    }
    let text = SlotTemplate(written, knowing: known)
    return AdviceWord.Choice(
      condition: condition, words: words, sites: sites, readings: readings, text: text)
  }

  /// What the commands that are found are read by.
  private func readings(_ fields: Fields, _ faults: inout FaultList) -> [WantedWord] {
    let switches = Set((fields["switches"]?.itemsOrSelf ?? []).compactMap(\.text))
    return (fields["read"]?.itemsOrSelf ?? []).compactMap { node in
      guard let text = node.filledText(&faults) else { return nil }
      let pattern = WantedWord(text, switches: switches)
      if pattern == nil {
        faults.add("found `\(text)`, expected `{}` in one of its words", at: node.position)
      }
      return pattern
    }
  }
}

extension String {
  /// The text without one line feed behind it; spaces may matter before another word.
  fileprivate var withoutLineFeed: String { hasSuffix("\n") ? String(dropLast()) : self }
}
