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

  /// The command as it stands, where it is one of plain words; `nil` where a report shows it in other
  /// words, since these hide secrets.
  ///
  /// - Parameters:
  ///   - excerpt: how reports show it.
  ///   - holdsVariables: whether it may name variables of the place where it stands.
  fileprivate func plainCommand(shownAs excerpt: String, holdsVariables: Bool) -> String? {
    guard action == nil, !words.isEmpty,
      words.allSatisfy({
        !$0.isEmpty && $0.isPlainWord(signs: adviceSigns, holdsVariables: holdsVariables)
      })
    else { return nil }
    let command = words.joined(separator: " ")
    return command == excerpt ? command : nil
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

/// The signs in the words of a command that advice may say.
private let adviceSigns = "-_./:@~%+=,"

extension RunFact {
  /// Its command, where it fits on a line and holds nothing that reports hide.
  var shortCommand: String? {
    guard step.words.count < 12 else { return nil }
    return step.plainCommand(shownAs: use.excerpt, holdsVariables: true)
  }

  /// The command of the pipeline that calls a script or target with the step, where another job
  /// could run it as it is.
  var call: String? {
    step.via.first.flatMap { place in
      job.job.steps.first { $0.place == place && $0.via.isEmpty && !$0.excerpt.isEmpty }?
        .wholeCommand
    }
  }
}

extension Step {
  /// Its command, where that says all by itself.
  fileprivate var wholeCommand: String? {
    wrappers.isEmpty ? plainCommand(shownAs: excerpt, holdsVariables: false) : nil
  }
}

extension Delivery {
  /// The command that makes it, where another job could run it as it is.
  var command: String? {
    // A colon stands in what names an action, and no excerpt hides or leaves out a plain word.
    let words = excerpt.split(separator: " ", omittingEmptySubsequences: false)
    let isWhole = words.allSatisfy {
      !$0.isEmpty && !$0.contains(":") && $0.isPlainWord(signs: adviceSigns)
    }
    return isWhole && !job.isEmpty ? excerpt : nil
  }
}
