import FactModel
import SourceModel

/// What a text runs in several turns, each step once: those of later turns that no other has had come
/// behind the call that leads to them.
struct MergedSteps {
  /// A step with the steps that it leads to.
  private struct Branch {
    var step: Step
    var inner = MergedSteps()
    /// What its words mean in some turn, kept from the second meaning on.
    private var meanings: Set<[String]> = []

    init(_ step: Step) { self.step = step }

    /// Takes over what the words of the same step mean in another turn.
    mutating func addMeanings(of other: Step) {
      guard other.meanings != step.meanings else { return }
      if meanings.isEmpty {
        step.meanings = step.judged
        meanings.formUnion(step.meanings)
      }
      for words in other.judged where meanings.insert(words).inserted {
        step.meanings.append(words)
      }
    }
  }

  /// What makes two steps of different turns the same.
  private struct Key: Hashable {
    var place: Place
    var words: [String]
    /// How many of the same came before it in its turn.
    var count = 0
  }

  private var branches: [Branch] = []
  private var indices: [Key: Int] = [:]

  /// The steps, those behind a call right behind it.
  var steps: [Step] { branches.flatMap { [$0.step] + $0.inner.steps } }

  /// Adds the steps of a turn.
  mutating func add(_ steps: ArraySlice<Step>) {
    var counts: [Key: Int] = [:]
    var rest = steps
    while let step = rest.first {
      let inner = rest.dropFirst().prefix { $0.via.count > step.via.count }
      rest = rest[inner.endIndex...]
      var key = Key(place: step.place, words: step.words)
      let count = counts[key, default: 0]
      counts[key] = count + 1
      key.count = count
      let index = indices[key] ?? branches.count
      if index == branches.count {
        indices[key] = index
        branches.append(Branch(step))
      } else {
        branches[index].addMeanings(of: step)
      }
      branches[index].inner.add(inner)
    }
  }
}
