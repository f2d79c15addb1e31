import Catalogue
import FactModel
import SourceModel

/// The values that a command puts over those of a chart in the tree.
///
/// https://helm.sh/docs/intro/using_helm/#customizing-the-chart-before-installing
struct ChartSettings {
  /// The folder of the chart as the command names it; `nil` where a variable does.
  let chart: RelativePath?
  let values: [(key: String, text: String)]

  /// Reads the command of a step; `nil` for those that deploy no chart of the tree.
  init?(_ step: Step) {
    guard step.action == nil, step.words.first.map(ProgramName.key) == "helm",
      step.words.contains("upgrade") || step.words.contains("install"),
      step.uses.contains(where: { $0.gives(.deploys) })
    else { return nil }
    let operands = step.words.dropFirst(2).filter { word in
      // Files of values stand behind flags of their own.
      !word.hasPrefix("-") && !word.contains("=") && !word.hasSuffix(".yaml")
        && !word.hasSuffix(".yml")
    }
    let named = operands.first { $0.contains("/") || $0.hasPrefix(".") }
    guard let named, !named.contains("://") else { return nil }
    chart = Placeholder.isIn(named) ? nil : RelativePath("").appending(named)
    let variables = StepVariables(step)
    let flags: Set<String> = ["--set", "--set-string"]
    values = zip(step.words, step.words.dropFirst() + [""]).flatMap { word, next in
      let own = flags.first { word.hasPrefix($0 + "=") }.map {
        String(word.dropFirst($0.count + 1))
      }
      return Self.pairs(own ?? (flags.contains(word) ? next : ""))
    }.map { ($0.key, variables.resolved($0.text)) }
  }

  private static func pairs(_ text: String) -> [(key: String, text: String)] {
    text.firstItems { $0 == "," }.compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }
}

/// What all commands put over the values of charts, by the charts.
struct CommandedValues {
  /// What the commands say of the version behind one key.
  private struct Pinned {
    /// How many commands say it.
    var commands = 0
    /// The first that does, and how exactly.
    var first: (command: Int, pinning: ImageReference.Pinning)?
    var moves = false
  }

  private struct Chart {
    var commands = 0
    var pinned: [Substring: Pinned] = [:]
  }

  /// How many bytes an ending of a key has at most; whole keys may be longer.
  private static let longestEnding = 200

  private let settings: Set<Substring>
  private var charts: [RelativePath: Chart] = [:]
  /// The charts above the file that was asked for last, from the innermost.
  private var latest: (file: RelativePath, charts: [Chart])?
  private var count = 0

  /// Makes a table of the keys that images have.
  init(for images: [ImageReference]) {
    settings = Set(images.compactMap { $0.setting?[...] })
  }

  /// Adds a command.
  mutating func add(_ command: ChartSettings) {
    guard !settings.isEmpty, let path = command.chart else { return }
    count += 1
    charts[path, default: Chart()].commands += 1
    var texts: [Substring: String] = [:]
    for value in command.values {
      for key in endings(of: value.key) where settings.contains(key) { texts[key] = value.text }
    }
    for (key, text) in texts {
      let pinning =
        text.contains("/") ? ImageText(text).pinning : ImageText.pinning(ofTag: text)
      var pinned = charts[path]?.pinned[key] ?? Pinned()
      pinned.commands += 1
      pinned.first = pinned.first ?? (command: count, pinning: pinning)
      pinned.moves = pinned.moves || pinning == .moving
      charts[path]?.pinned[key] = pinned
    }
  }

  /// The key, and what stands behind each of its dots.
  private func endings(of key: String) -> [Substring] {
    let bytes = key.utf8
    let dots = bytes.indices.suffix(Self.longestEnding + 1)
      .filter { bytes[$0] == UInt8(ascii: ".") }
    return [key[...]] + dots.map { key[bytes.index(after: $0)...] }
  }

  /// How exactly the version of an image is said by the commands that deploy the chart whose values name
  /// it; `nil` where one of them leaves that to the values.
  mutating func pinning(of image: ImageReference) -> ImageReference.Pinning? {
    guard let setting = image.setting, !charts.isEmpty else { return nil }
    var commands = 0
    var all: [Pinned] = []
    for chart in chartsAbove(image.place.path) {
      commands += chart.commands
      if let pinned = chart.pinned[setting[...]] { all.append(pinned) }
    }
    guard all.reduce(0, { $0 + $1.commands }) == commands else { return nil }
    // The values' own default is deployed nowhere.
    if all.contains(where: \.moves) { return .moving }
    return all.compactMap(\.first).min { $0.command < $1.command }?.pinning
  }

  private mutating func chartsAbove(_ file: RelativePath) -> [Chart] {
    if let latest, latest.file == file { return latest.charts }
    let found = file.folder.withAncestors.compactMap { charts[$0] }
    latest = (file, found)
    return found
  }
}
