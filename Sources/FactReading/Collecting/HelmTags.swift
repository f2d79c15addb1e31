import FactModel
import SourceModel

/// The tags that Helm's flags set, whatever the chart calls them: `--set web.webTag=$SHA`.
enum HelmTags {
  private static let flags = ["--set", "--set-string"]

  /// The tags that a word of the command, and the one behind it, set.
  static func set(by word: String, _ next: String) -> [String] {
    let text =
      flags.contains(word)
      ? next
      : flags.first { word.hasPrefix($0 + "=") }.map { String(word.dropFirst($0.count + 1)) }
    return (text ?? "").firstItems { $0 == "," }.compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      return parts.count == 2 && parts[0].nameWords.last == "tag" ? parts[1] : nil
    }
  }
}

extension String {
  /// How many items of a list in one text are looked at; real ones have some dozens, and thousands of steps
  /// may share one.
  private static let itemLimit = 200

  /// The first parts of a list between its separators.
  func firstItems(_ isSeparator: (Character) -> Bool) -> ArraySlice<Substring> {
    split(maxSplits: Self.itemLimit, whereSeparator: isSeparator).prefix(Self.itemLimit)
  }
}

extension RelativePath {
  /// Whether an image is built from it.
  var isImageRecipe: Bool {
    name.hasPrefix("Dockerfile") || name.hasSuffix(".Dockerfile") || name == "Containerfile"
  }
}

extension ImageReference {
  /// Whether it says one version, be it that the pipeline fills it in.
  var isExact: Bool { pinning != .moving && pinning != .absent }
}
