/// One path pattern, compiled: parts between slashes, where `**` stands for any folders.
///
/// The common ground of globs and `.gitignore` rules (https://git-scm.com/docs/gitignore). Matching
/// goes back to the latest star only, once among the folders and once within a name, so the worst
/// case is the length of the pattern times the length of the path.
package struct PathPattern: Hashable, Sendable {
  /// What one part of a path must look like.
  enum Part: Hashable, Sendable {
    /// `**`: any folders, also none; at the end at least one name.
    case folders
    /// A name without wildcards.
    case literal([UInt8])
    /// `*`: any name.
    case anything
    /// `*.yml`: any name that ends so.
    case suffix([UInt8])
    /// Everything else.
    case tokens([NameToken])
  }

  /// The parts, from the root.
  let parts: [Part]

  /// Compiles a pattern.
  ///
  /// A pattern without a slash matches the last name at any depth; with one it is anchored at the
  /// root. Returns `nil` for a pattern that can match nothing: empty, an unclosed `[`, or a
  /// backslash at the end.
  package init?(_ pattern: some Sequence<UInt8>) {
    var parser = PathPatternParser(Array(pattern))
    guard let parts = parser.parse() else { return nil }
    self.parts = parts
  }

  /// Whether the path, without a leading slash, matches.
  package func matches(_ path: some Sequence<UInt8>) -> Bool {
    var steps = 0
    return matches(path, &steps)
  }

  /// Whether the path, without a leading slash, matches.
  package func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    var steps = 0
    return matches(path, &steps)
  }

  /// Whether the path matches.
  ///
  /// - Parameter steps: grows by what was looked at, and by what that costs at least.
  func matches(_ path: some Sequence<UInt8>, _ steps: inout Int) -> Bool {
    path.withContiguousStorageIfAvailable { matches($0, &steps) }
      ?? Array(path).withUnsafeBufferPointer { matches($0, &steps) }
  }

  private func matches(_ path: UnsafeBufferPointer<UInt8>, _ steps: inout Int) -> Bool {
    steps += 8
    guard let part = namePart else { return matchesPath(path, &steps) }
    guard !path.isEmpty else { return false }
    let start = path.lastIndex(of: slash).map { $0 + 1 } ?? 0
    return part.matches(path[start...], &steps)
  }

  /// What the last name must look like, where nothing else is asked for.
  var namePart: Part? {
    guard parts.count == 2, case .folders = parts[0] else { return nil }
    if case .folders = parts[1] { return nil }
    return parts[1]
  }

  /// Whether the path matches, part by part.
  ///
  /// - Parameter steps: grows by what was looked at.
  func matchesPath(_ path: UnsafeBufferPointer<UInt8>, _ steps: inout Int) -> Bool {
    guard !path.isEmpty else { return false }
    var part = 0
    var start = 0
    var retry: (part: Int, start: Int)?
    while start <= path.count {
      let end = path[start...].firstIndex(of: slash) ?? path.count
      steps += 1 + (end - start) / 4
      if part < parts.count, parts[part] == .folders {
        guard part + 1 < parts.count else { return true }
        retry = (part + 1, start)
        part += 1
      } else if part < parts.count, parts[part].matches(path[start..<end], &steps) {
        part += 1
        start = end + 1
      } else {
        guard let (retryPart, retryStart) = retry else { return false }
        start = (path[retryStart...].firstIndex(of: slash) ?? path.count) + 1
        steps += 1 + (start - retryStart) / 4
        part = retryPart
        retry = (retryPart, start)
      }
    }
    return part == parts.count
  }
}

extension PathPattern {
  /// What a matching path surely has, to look patterns up in a table rather than try each.
  package enum Key: Hashable, Sendable {
    /// The last name.
    case name([UInt8])
    /// What follows the last dot of the last name.
    case ending([UInt8])
    /// The first folder.
    case firstFolder([UInt8])
  }

  /// Where in a path its keys stand.
  package struct KeyPlaces {
    /// The last name.
    package let name: Range<Int>
    /// What follows the last dot of the last name; `nil` where it has none.
    package let ending: Range<Int>?
    /// The first folder; `nil` at the root.
    package let firstFolder: Range<Int>?

    /// Finds them.
    package init(in path: UnsafeBufferPointer<UInt8>) {
      name = (path.lastIndex(of: slash).map { $0 + 1 } ?? 0)..<path.count
      ending = path[name].lastIndex(of: UInt8(ascii: ".")).map { ($0 + 1)..<path.count }
      firstFolder = path.firstIndex(of: slash).map { 0..<$0 }
    }
  }

  /// The key under which to look the pattern up, `nil` where it must be tried on every path.
  package var key: Key? {
    switch parts.last {
    case .literal(let name): return .name(name)
    case .suffix(let suffix):
      guard let dot = suffix.lastIndex(of: UInt8(ascii: ".")) else { break }
      return .ending(Array(suffix[(dot + 1)...]))
    case .tokens(let tokens):
      // `app-*.yml` asks for an ending as well as `*.yml`.
      guard let ending = NameToken.ending(of: tokens) else { break }
      return .ending(ending)
    case .folders, .anything, nil: break
    }
    guard parts.count > 1, case .literal(let folder) = parts[0] else { return nil }
    return .firstFolder(folder)
  }
}

extension PathPattern {
  /// The characters that every matching path holds.
  package var neededCharacters: CharacterMask { CharacterMask(parts.flatMap(\.neededBytes)) }
}

extension PathPattern.Part {
  /// Bytes that every matching name holds.
  fileprivate var neededBytes: [UInt8] {
    switch self {
    case .folders, .anything: []
    case .literal(let bytes), .suffix(let bytes): bytes
    case .tokens(let tokens):
      tokens.compactMap { token in
        guard case .byte(let byte) = token else { return nil }
        return byte
      }
    }
  }

  /// Whether the name looks so.
  ///
  /// - Parameter steps: grows by what was looked at.
  func matches(_ name: Slice<UnsafeBufferPointer<UInt8>>, _ steps: inout Int) -> Bool {
    steps += 1
    switch self {
    case .folders, .anything: return true
    case .literal(let literal): return name.elementsEqual(literal)
    case .suffix(let suffix):
      return name.count >= suffix.count && name.suffix(suffix.count).elementsEqual(suffix)
    case .tokens(let tokens):
      return NameToken.matches(tokens, UnsafeBufferPointer(rebasing: name), &steps)
    }
  }
}

private let slash = UInt8(ascii: "/")
