import Catalogue
import FactModel
import SourceModel

/// The values that a command puts over those of a chart in the tree.
///
/// https://helm.sh/docs/intro/using_helm/#customizing-the-chart-before-installing
struct ChartSettings {
  /// The folder of the chart as the command names it; `nil` where a variable does.
  private let chart: RelativePath?
  private let values: [(key: String, text: String)]

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
    text.split(separator: ",").compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }

  /// Whether it deploys the chart whose values name an image.
  func deploys(_ image: ImageReference) -> Bool {
    guard image.setting != nil, let chart else { return false }
    return chart.text.isEmpty || image.place.path.isInside(chart)
  }

  /// How exactly it says the version of an image; `nil` where it leaves that to the values.
  func pinning(of image: ImageReference) -> ImageReference.Pinning? {
    guard let setting = image.setting else { return nil }
    let found = values.last { $0.key == setting || $0.key.hasSuffix("." + setting) }
    return found.map { value in
      value.text.contains("/")
        ? ImageText(value.text).pinning : ImageText.pinning(ofTag: value.text)
    }
  }
}
