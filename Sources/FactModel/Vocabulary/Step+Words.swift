import SourceModel

extension Step {
  /// How many bytes of values its words take in.
  private static let valueLimit = 10_000

  /// The words of its command, or the inputs of its action as `name=value`, with the values of
  /// variables that the pipeline itself says.
  var writtenWords: [String] {
    let inputs = action?.inputs.map { "\($0.name)=\($0.value)" } ?? []
    var left = Self.valueLimit
    return (words + inputs).map { filled($0, &left) }
  }

  /// The command as it stands, where it fits on a line.
  var shortCommand: String? {
    guard action == nil, words.count < 12,
      words.allSatisfy({ !$0.contains { " \n;|&".contains($0) } })
    else { return nil }
    return words.joined(separator: " ")
  }

  /// A word with the values of its variables; as it is where one of them is not said, or too long.
  private func filled(_ word: String, _ left: inout Int) -> String {
    guard word.contains("$") else { return word }
    var text = ""
    var rest = Substring(word)
    while let dollar = rest.firstIndex(of: "$") {
      text += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      let isBraced = rest.first == "{"
      if isBraced { rest = rest.dropFirst() }
      let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      rest = rest[name.endIndex...]
      guard let value = environment[String(name)], value.utf8.count <= left, !value.contains("$")
      else { return word }
      left -= value.utf8.count
      if isBraced {
        guard rest.first == "}" else { return word }
        rest = rest.dropFirst()
      }
      text += value
    }
    return text + rest
  }
}

extension RunFact {
  /// The command of the pipeline that calls a script or target with the step, where another job
  /// could run it as it is.
  var call: String? {
    step.via.first.flatMap { place in
      job.job.steps.first { $0.place == place && $0.via.isEmpty }?.wholeCommand
    }
  }
}

extension Step {
  /// Its command, where that says all by itself.
  fileprivate var wholeCommand: String? {
    guard action == nil, wrappers.isEmpty, !words.isEmpty else { return nil }
    let isWhole = words.allSatisfy { word in
      !word.isEmpty && !word.contains { "$`{}()<>|;&*'\" \n".contains($0) }
    }
    return isWhole ? words.joined(separator: " ") : nil
  }
}

extension Delivery {
  /// The command that makes it, where another job could run it as it is.
  var command: String? {
    let isWhole = !excerpt.isEmpty && !excerpt.contains { "$`{}()<>|;&*'\":…".contains($0) }
    return isWhole && !job.isEmpty ? excerpt : nil
  }
}
