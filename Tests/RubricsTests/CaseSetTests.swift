import FactModel
import Testing

@Suite struct CaseSetTests {
  @Test func everyCaseIsASetOfItsOwn() {
    for (index, capability) in Capability.allCases.enumerated() {
      let set: CaseSet<Capability> = [capability]
      #expect(Array(set) == [capability])
      #expect(set.count == 1)
      let others = CaseSet(
        Capability.allCases.enumerated().filter { $0.offset != index }.map(\.element))
      #expect(!others.contains(capability))
      #expect(others.isDisjoint(with: set))
      #expect(others.union(set).count == Capability.allCases.count)
    }
  }

  @Test func itIsASetLikeAnyOther() {
    var set: CaseSet<Rung> = []
    let rungs = Rung.allCases
    #expect(set.isEmpty)
    #expect(set.insert(rungs[2]).inserted)
    #expect(!set.insert(rungs[2]).inserted)
    set.formUnion([rungs[0], rungs[3]])
    #expect(Array(set) == [rungs[0], rungs[2], rungs[3]])
    #expect(set.isSuperset(of: [rungs[0], rungs[3]]))
    #expect(set.remove(rungs[1]) == nil)
    #expect(set.remove(rungs[0]) == rungs[0])
    set.subtract([rungs[3]])
    #expect(set == [rungs[2]])
    #expect(set.symmetricDifference([rungs[1], rungs[2]]) == [rungs[1]])
    #expect(set.intersection([rungs[1], rungs[2]]) == [rungs[2]])
  }
}
