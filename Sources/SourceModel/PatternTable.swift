/// Numbered path patterns: most of them are looked up by the parts of a path, few are tried on it.
///
/// Tells the greatest number alone, so that patterns which match the same paths need no place each.
package struct PatternTable: Sendable {
  /// A pattern that is tried.
  private struct Candidate: Sendable {
    var pattern: PathPattern
    /// What the last name must look like, where nothing else is asked for.
    var namePart: PathPattern.Part?
    var number: Int
  }

  /// Beginnings or endings of names with the greatest numbers of their patterns.
  private struct Affixes: Sendable {
    /// Longer ones are tried: each length is looked up for each path.
    static let limit = 32

    private var numbers: [ArraySlice<UInt8>: Int] = [:]
    private(set) var lengths: Set<Int> = []

    mutating func add(_ affix: [UInt8], _ number: Int) {
      lengths.insert(affix.count)
      numbers[affix[...]] = number
    }

    func greatest(_ name: ArraySlice<UInt8>, isAtStart: Bool) -> Int? {
      lengths.lazy.filter { $0 <= name.count }
        .compactMap { numbers[isAtStart ? name.prefix($0) : name.suffix($0)] }.max()
    }
  }

  /// Patterns of a last name without wildcards.
  private var names: [ArraySlice<UInt8>: Int] = [:]
  /// Patterns of a whole path without wildcards.
  private var paths: [ArraySlice<UInt8>: Int] = [:]
  /// Patterns of all below a folder, `docs/old/**`.
  private var folders: [ArraySlice<UInt8>: Int] = [:]
  /// Patterns of all below any folder of a name, `**/vendor/**`.
  private var folderNames: [ArraySlice<UInt8>: Int] = [:]
  /// `*.log`.
  private var endings = Affixes()
  /// `npm-debug*`.
  private var beginnings = Affixes()
  /// Patterns that are tried where a path has their key, in the order in which they came.
  private var keyed: [PathPattern.Key: [Candidate]] = [:]
  /// Patterns that are tried on every path, in the order in which they came.
  private var others: [Candidate] = []

  /// Makes an empty table.
  package init() {}

  /// Adds a pattern.
  ///
  /// - Parameter number: at least that of the one before.
  package mutating func add(_ pattern: PathPattern, number: Int) {
    let namePart = pattern.namePart
    switch namePart {
    case .literal(let name):
      names[name[...]] = number
      return
    case .suffix(let suffix) where suffix.count <= Affixes.limit:
      endings.add(suffix, number)
      return
    case .tokens(let tokens) where tokens.count <= Affixes.limit:
      guard let beginning = NameToken.beginning(of: tokens) else { break }
      beginnings.add(beginning, number)
      return
    case .suffix, .tokens, .anything, .folders: break
    case nil:
      if let path = pattern.plainPath {
        paths[path[...]] = number
        return
      }
      guard case .folders = pattern.parts.last else { break }
      let above = pattern.parts.dropLast()
      if let folder = PathPattern.plain(above) {
        folders[folder[...]] = number
        return
      }
      guard case .folders = above.first, let name = PathPattern.plain(above.dropFirst()),
        above.count == 2
      else { break }
      folderNames[name[...]] = number
      return
    }
    let candidate = Candidate(pattern: pattern, namePart: namePart, number: number)
    if let key = pattern.key {
      keyed[key, default: []].append(candidate)
    } else {
      others.append(candidate)
    }
  }

  /// The greatest number of a pattern that matches the path; `nil` where none does.
  ///
  /// - Parameters:
  ///   - path: without a leading slash.
  ///   - steps: grows by what was looked at.
  package func greatest(matching path: ArraySlice<UInt8>, _ steps: inout Int) -> Int? {
    guard !path.isEmpty else { return nil }
    steps += path.count / 4 + 6 * (beginnings.lengths.count + endings.lengths.count)
    let name = path[(path.lastIndex(of: slash).map { $0 + 1 } ?? path.startIndex)...]
    let found = [
      names[name], paths[path], beginnings.greatest(name, isAtStart: true),
      endings.greatest(name, isAtStart: false), greatest(ofFolders: path, &steps),
    ]
    let known = found.lazy.compactMap { $0 }.max()
    guard !keyed.isEmpty || !others.isEmpty else { return known }
    return path.withUnsafeBufferPointer { greatest(matching: $0, over: known, &steps) }
  }

  private func greatest(ofFolders path: ArraySlice<UInt8>, _ steps: inout Int) -> Int? {
    guard !folders.isEmpty || !folderNames.isEmpty else { return nil }
    var greatest: Int?
    var start = path.startIndex
    for index in path.indices where path[index] == slash {
      steps += 8 + (index - path.startIndex) / 4
      if let number = folders[path[..<index]] { greatest = max(number, greatest ?? number) }
      if let number = folderNames[path[start..<index]] {
        greatest = max(number, greatest ?? number)
      }
      start = index + 1
    }
    return greatest
  }

  private func greatest(
    matching path: UnsafeBufferPointer<UInt8>, over known: Int?, _ steps: inout Int
  ) -> Int? {
    let places = PathPattern.KeyPlaces(in: path)
    let name = path[places.name]
    var found = known
    func look(_ candidates: [Candidate]) {
      for candidate in candidates.reversed() {
        if let known = found, candidate.number <= known { return }
        let isFound: Bool
        if let part = candidate.namePart {
          isFound = part.matches(name, &steps)
        } else {
          isFound = candidate.pattern.matchesPath(path, &steps)
        }
        if isFound { found = candidate.number }
      }
    }
    if !keyed.isEmpty {
      look(keyed[.name(Array(name))] ?? [])
      if let ending = places.ending { look(keyed[.ending(Array(path[ending]))] ?? []) }
      if let folder = places.firstFolder { look(keyed[.firstFolder(Array(path[folder]))] ?? []) }
    }
    look(others)
    return found
  }
}

extension PathPattern {
  /// The only path that matches; `nil` where the pattern has wildcards or can match none.
  var plainPath: [UInt8]? { Self.plain(parts[...]) }

  /// Names without wildcards, with slashes between them; `nil` where there are none or others.
  fileprivate static func plain(_ parts: ArraySlice<Part>) -> [UInt8]? {
    guard !parts.isEmpty else { return nil }
    var path: [UInt8] = []
    var isFirst = true
    for part in parts {
      // A slash behind a backslash is within a name, where no path has one.
      guard case .literal(let name) = part, !name.contains(slash) else { return nil }
      if !isFirst { path.append(slash) }
      isFirst = false
      path += name
    }
    return path
  }
}

extension NameToken {
  /// How all names begin that fit, where nothing else is asked of them: `a*`.
  fileprivate static func beginning(of tokens: [NameToken]) -> [UInt8]? {
    guard tokens.last == .many else { return nil }
    var bytes: [UInt8] = []
    for token in tokens.dropLast() {
      guard case .byte(let byte) = token else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

private let slash = UInt8(ascii: "/")
