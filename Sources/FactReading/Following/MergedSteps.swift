import FactModel
import SourceModel

/// What a text runs in several turns, each step once: those of later turns that no other has had come
/// behind the call that leads to them.
struct MergedSteps {
  /// A step with the steps that it leads to.
  private struct Branch {
    var step: Step
    var inner: MergedSteps
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
        branches.append(Branch(step: step, inner: MergedSteps()))
      }
      branches[index].inner.add(inner)
    }
  }
}
