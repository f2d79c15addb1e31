import FactModel
import Rubrics
import SourceModel

/// The areas, the effects, the infrastructure and what else was found, as pictures with words.
extension HTMLReport {
  /// The areas and the effects as bars.
  var profile: HTMLMarkup {
    section(
      "profile", labels.profile,
      """
      <div class="columns">
      \(bars(labels.areas, assessment.areas))
      \(bars(labels.effects, assessment.effects))
      </div>
      """)
  }

  private func bars(_ title: String, _ groups: [GroupScore]) -> HTMLMarkup {
    guard !groups.isEmpty else { return .none }
    let rows = groups.map { group -> HTMLMarkup in
      let score = group.score?.description ?? wording.skipped
      return """
        <li class="\(tone(of: group.score))"><span class="name">\(words(group.title))</span>\
        <span class="number">\(score)</span>\(HTMLPicture.bar(group.score))</li>
        """
    }
    return """
      <div class="card"><h3>\(title)</h3>
      <ul class="bars">
      \(HTMLMarkup(rows))
      </ul></div>
      """
  }

  private func tone(of score: Score?) -> HTMLMarkup {
    guard let score else { return "other" }
    return score.tenths >= 700 ? "met" : score.tenths >= 350 ? "partial" : "unmet"
  }

  // MARK: - Infrastructure

  /// The ladder and the orchestration with what shows them, and what comes next.
  var infrastructure: HTMLMarkup {
    let rungs = Rung.allCases.map { rung in
      item(
        wording.rung(rung), HTMLPicture.rung(rung), isFound: assessment.ladder.contains(rung),
        key: rung.rawValue)
    }
    let capabilities = OrchestrationCapability.allCases.map { capability in
      item(
        wording.capability(capability), HTMLPicture.capability(capability),
        isFound: assessment.orchestration.contains(capability), key: capability.rawValue)
    }
    let outlook = assessment.outlook.map { outlook -> HTMLMarkup in
      "<p class=\"outlook\">\(words(outlook.text))</p>"
    }
    return section(
      "infrastructure", labels.infrastructure,
      """
      <h3>\(labels.ladder)</h3>
      <ol class="ladder">
      \(HTMLMarkup(rungs))
      </ol>
      \(outlook ?? .none)
      <h3>\(labels.orchestration)</h3>
      <ul class="capabilities">
      \(HTMLMarkup(capabilities))
      </ul>
      """)
  }

  private func item(
    _ name: String, _ picture: HTMLMarkup, isFound: Bool, key: String
  ) -> HTMLMarkup {
    let places = (assessment.evidenceOf[key] ?? []).compactMap(\.place)
    let more: HTMLMarkup =
      places.count > 1 ? " <span class=\"muted\">\(wording.more(places.count - 1))</span>" : .none
    let shown = places.first.map { place -> HTMLMarkup in
      "<span class=\"seen\">\(at(place))\(more)</span>"
    }
    return """
      <li class="\(isFound ? "on" : "off")">\(picture)<span class="name">\(name)</span>\
      <span class="standing">\(isFound ? "✓ " + labels.found : labels.notFound)</span>\
      \(isFound ? shown ?? .none : .none)</li>
      """
  }

  // MARK: - What else was found

  /// The technologies, by category.
  var technologies: HTMLMarkup {
    guard !assessment.technologies.isEmpty else { return .none }
    var categories: [String] = []
    for technology in assessment.technologies where !categories.contains(technology.category) {
      categories.append(technology.category)
    }
    let groups = categories.map { category -> HTMLMarkup in
      let chips = assessment.technologies.filter { $0.category == category }
        .map { technology -> HTMLMarkup in
          "<li class=\"chip plain\">\(technology.name) \(at(technology.place))</li>"
        }
      return """
        <h3 lang="en">\(category)</h3>
        <ul class="chips" translate="no">\(HTMLMarkup(chips, by: " "))</ul>
        """
    }
    return section("technologies", labels.technologies, HTMLMarkup(groups))
  }

  /// What could not be read, and other faults.
  var warnings: HTMLMarkup {
    guard !assessment.warnings.isEmpty else { return .none }
    let items = assessment.warnings.map { warning -> HTMLMarkup in
      "<li><code>\(warning.line(in: options.language))</code></li>"
    }
    return section(
      "warnings", "\(wording.warnings) (\(assessment.warnings.count))",
      """
      <ul class="lines" lang="en" translate="no">
      \(HTMLMarkup(items))
      </ul>
      """)
  }
}
