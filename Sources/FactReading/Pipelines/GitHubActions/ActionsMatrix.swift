import FactModel
import SourceModel
import Syntax

/// The matrix of a job.
///
/// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix
struct ActionsMatrix {
  /// One choice of values.
  struct Variant {
    /// What tells it from the others; `nil` where the job is not split.
    var label: String?
    /// The values by their names in lower case.
    var values: [String: ActionsValue] = [:]
  }

  /// A job is split into at most this many.
  private static let variantLimit = 12
  /// How many parts a name has at most, `task.docker.run`.
  static let depthLimit = 4

  /// The node to point at where the job runs more than once at a time.
  let fanOut: Node?
  let axes: [(name: String, values: [Node])]
  let additions: [Node]
  let exclusions: [Node]
  /// Whether an expression says some of it.
  let isComputed: Bool

  init(_ strategy: Node?) {
    let matrix = strategy?["matrix"]
    axes = (matrix?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text, name != "include", name != "exclude" else { return nil }
      return (name.lowercased(), entry.value.items)
    }
    additions = matrix?["include"]?.items ?? []
    exclusions = matrix?["exclude"]?.items ?? []
    isComputed =
      matrix?.text != nil || (matrix?.entries ?? []).contains { $0.value.text != nil }
    let isWide = isComputed || additions.count > 1 || axes.contains { $0.values.count > 1 }
    let isSerial = strategy?["max-parallel"]?.integer == 1
    fanOut = isWide && !isSerial ? strategy?.entry("matrix")?.key : nil
  }

  /// The choices to tell apart: those of the values by which the environment or the call is named,
  /// or that are commands.
  ///
  /// A matrix over versions stays one job; one over environments is a job for each.
  func variants(namedIn job: Node) -> [Variant] {
    let texts = [job["environment"]?.text, job["environment"]?["name"]?.text].compactMap { $0 }
    let passed = job["uses"] == nil ? [] : job["with"]?.entries.compactMap(\.value.text) ?? []
    let named = Self.names(in: texts + passed)
    let told = (named + commandNames(in: job)).uniqued()
    let names = told.isEmpty ? environmentNames : told
    let roots = names.map(Self.root(of:)).uniqued()
    guard let first = roots.first else { return [Variant()] }
    let choices = roots.count == 1 ? choices(of: first) : additionChoices
    guard !choices.isEmpty, choices.count <= Self.variantLimit else { return [Variant()] }
    let listed = Set(axes.map(\.name))
    let keys = Set(choices.flatMap(\.keys))
    return choices.map { choice in
      // What another choice has and this one has not is nothing here, but for a list of which this one takes any value.
      let told = Set(choice.keys.map(Self.root(of:)))
      let nothing = keys.lazy.filter { key in
        let root = Self.root(of: key)
        return told.contains(root) || !listed.contains(root)
      }.map { ($0, ActionsValue.null) }
      return Variant(
        label: label(of: choice, names),
        values: choice.merging(nothing) { known, _ in known })
    }
  }

  /// The names whose values are environments, each of them deployed to.
  private var environmentNames: [String] {
    let named = axes.filter { axis in
      axis.values.count > 1
        && axis.values.allSatisfy { $0.text.map(EnvironmentName.isDeployedTo) ?? false }
    }
    return named.prefix(1).map(\.name)
  }

  /// The values by which a choice is named, or the name that it has itself.
  private func label(of choice: [String: ActionsValue], _ names: [String]) -> String {
    let parts = names.compactMap { name -> String? in
      let title = name.contains(".") ? choice[Self.root(of: name) + ".name"]?.exactText : nil
      return (title ?? choice[name]?.rendered).map { String($0.prefix(40)) }
    }
    return parts.uniqued().joined(separator: ", ")
  }

  /// The names whose values are commands that steps run or pass on: `run: ${{ matrix.task.run }}`.
  private func commandNames(in job: Node) -> [String] {
    let steps = job["steps"]?.items ?? []
    let runs = steps.compactMap { $0["run"]?.text?.trimmingSpaces }
    let passed = steps.flatMap { $0["with"]?.entries.compactMap(\.value.text) ?? [] }
    let isWhole = { (text: String) in text.hasPrefix("${{") && text.hasSuffix("}}") }
    let names = Self.names(in: (runs + passed).filter(isWhole))
    return names.isEmpty ? [] : names.filter(longNames.contains)
  }

  /// The names of values that have several words.
  private var longNames: Set<String> {
    let listed = axes.lazy.flatMap { axis in axis.values.lazy.map { $0.matrixValues(axis.name) } }
    var found: Set<String> = []
    for values in [Array(listed), additions.map(\.additionValues)].joined() {
      for (name, value) in values where value.exactText?.contains(" ") == true {
        found.insert(name)
      }
    }
    return found
  }

  /// The choices of one name at the top, from its list and from `include`; of more than may be
  /// told apart one more than these.
  private func choices(of name: String) -> [[String: ActionsValue]] {
    var found = FirstChoices(limit: Self.variantLimit + 1)
    let listed = axes.first { $0.name == name }?.values ?? []
    guard listed.isEmpty else {
      for value in listed where !found.isFull { found.add(value.matrixValues(name)) }
      // What `include` says of a value comes with it; a value of its own is one more job.
      let known = Set(found.choices.map { $0[name] ?? .null })
      var added: [ActionsValue: [String: ActionsValue]] = [:]
      for values in additions.lazy.map(\.additionValues) {
        guard let value = values[name] else { continue }
        if known.contains(value) {
          added[value, default: [:]].merge(values) { $1 }
        } else if !found.isFull {
          found.add(values)
        }
      }
      return found.choices.map { value in
        let more = added[value[name] ?? .null] ?? [:]
        return more.merging(value) { $1 }
      }
    }
    for addition in additions where !found.isFull {
      let all = addition.additionValues
      let own = all.filter { Self.root(of: $0.key) == name }
      found.add(own, as: axes.isEmpty ? all : own)
    }
    return found.choices
  }

  private var additionChoices: [[String: ActionsValue]] {
    axes.isEmpty ? additions.map(\.additionValues) : []
  }

  /// `task` of `task.run`.
  static func root(of name: String) -> String { String(name.prefix { $0 != "." }) }

  private static let context = Array("matrix.".utf8)

  /// The names behind `matrix.` in the texts, each once.
  static func names(in texts: [String]) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for text in texts where text.contains("${{") {
      var rest = Array(text.lowercased().utf8)[...]
      while let start = rest.firstIndex(of: UInt8(ascii: "m")) {
        rest = rest[start...]
        guard rest.starts(with: context) else {
          rest = rest.dropFirst()
          continue
        }
        rest = rest.dropFirst(context.count)
        let path = rest.prefix { $0.isNamePart || $0 == UInt8(ascii: ".") }
        rest = rest[path.endIndex...]
        let name = path.split(separator: UInt8(ascii: ".")).prefix(depthLimit)
          .map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
        if !name.isEmpty, seen.insert(name).inserted { names.append(name) }
      }
    }
    return names
  }
}

/// The first choices that differ.
private struct FirstChoices {
  let limit: Int
  private(set) var choices: [[String: ActionsValue]] = []
  private var seen: Set<[String: ActionsValue]> = []

  init(limit: Int) { self.limit = limit }

  var isFull: Bool { choices.count >= limit }

  /// Adds a choice that is not there yet.
  mutating func add(_ choice: [String: ActionsValue], as whole: [String: ActionsValue]? = nil) {
    guard !choice.isEmpty, seen.insert(choice).inserted else { return }
    choices.append(whole ?? choice)
  }
}

extension Node {
  /// The values of an entry of `include` by their names.
  var additionValues: [String: ActionsValue] {
    entries.reduce(into: [:]) { values, entry in
      guard let key = entry.key.text?.lowercased() else { return }
      values.merge(entry.value.matrixValues(key)) { $1 }
    }
  }

  /// A value under its name, or the values of a mapping under names such as `task.run`.
  func matrixValues(_ name: String) -> [String: ActionsValue] {
    var values: [String: ActionsValue] = [:]
    var pending = [(name: name, node: self, depth: 1)]
    while let next = pending.popLast() {
      if let flag = next.node.flag {
        values[next.name] = .bool(flag)
      } else if let text = next.node.text {
        values[next.name] = .text(text)
      } else if next.node.isMapping, next.depth < ActionsMatrix.depthLimit {
        pending += next.node.entries.compactMap { entry in
          entry.key.text.map { key in
            (next.name + "." + key.lowercased(), entry.value, next.depth + 1)
          }
        }
      } else if !next.node.items.isEmpty {
        values[next.name] = .list(next.node.texts.map { .text($0) })
      }
    }
    return values
  }
}
