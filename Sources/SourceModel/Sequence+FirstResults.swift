// Chains of lazy sequences say the same, but the language's run time makes several types for each when it is first
// met, and looks through all conformances of the program for each of these: 2 % of a run on a small service.

extension Sequence {
  /// The first results of a function in the order of the elements; no more of these are asked than that takes.
  @inlinable package func firstResults<Result>(
    _ limit: Int, _ result: (Element) -> Result?
  ) -> [Result] {
    var results: [Result] = []
    for element in self {
      guard results.count < limit else { break }
      if let found = result(element) { results.append(found) }
    }
    return results
  }

  /// The first results of a function that has several for an element.
  @inlinable package func firstResultsOfEach<Result>(
    _ limit: Int, _ results: (Element) -> [Result]
  ) -> [Result] {
    var found: [Result] = []
    for element in self {
      guard found.count < limit else { break }
      found += results(element).prefix(limit - found.count)
    }
    return found
  }
}
