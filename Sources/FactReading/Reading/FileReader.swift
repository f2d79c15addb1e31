package import SourceModel

/// Reads files of one kind into facts.
///
/// Readers are values without state.
package protocol FileReader: Sendable {
  /// The endings of the files that it may want, as `RelativePath.fileExtension` gives them; `nil`
  /// where any may be wanted.
  ///
  /// Only files of these are shown to `wants`, and hidden ones without an ending.
  var endings: Set<String>? { get }
  /// Whether the reader wants the file, judged by its path alone, quickly.
  func wants(_ path: RelativePath) -> Bool
  /// What the file says. Called once for each wanted file, in parallel with others.
  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts
}

extension FileReader {
  /// Files of any ending.
  package var endings: Set<String>? { nil }
}

/// One file's content, parsed on demand in the form that a reader asks for.
///
/// Each form is parsed anew when asked for, so a reader asks once and keeps the result in a local.
package struct SourceFile: Sendable {
  /// Where the file lies.
  package let path: RelativePath
  /// Its bytes.
  package let bytes: [UInt8]

  /// Makes a file from its bytes.
  package init(path: RelativePath, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The text, faulty UTF-8 repaired.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text's lines without their ends, `\r\n` and `\n` alike.
  package var lines: [Substring] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// Whether the bytes hold the text, byte by byte.
  ///
  /// Quick: for filters before parsing.
  package func contains(_ needle: StaticString) -> Bool {
    needle.withUTF8Buffer { needle in
      bytes.withUnsafeBufferPointer { ByteSearch.offset(of: needle, in: $0) != nil }
    }
  }

  /// A place in this file.
  package func place(_ position: Position) -> Place { Place(path, position) }

  /// A place in this file by its line, from 1.
  package func place(line: Int) -> Place { Place(path, line: line) }
}

/// What a reader may know beside its file: which other files there are, and their bytes.
package struct ReadingContext: Sendable {
  /// Every file that counts, for questions such as "is there a lock file beside it".
  package let files: Set<RelativePath>
  /// Folders that hold files that count, at any depth.
  package let folders: Set<RelativePath>
  /// Reads another file; `nil` when it is not there, is no regular file or is too large.
  package private(set) var read: @Sendable (RelativePath) -> SourceFile?
  /// Counts bytes that were read or made of other files beside reading them.
  private(set) var charge: @Sendable (Int) -> Void = { _ in }
  /// What was made of other files.
  private(set) var memory = ReadingMemory()
  private let listed: [RelativePath]
  private let filesByFolder: [RelativePath: [RelativePath]]

  /// Makes a context.
  ///
  /// - Parameters:
  ///   - files: every file that counts; quickest in the order of a listing.
  ///   - read: reads one of them.
  package init(
    files: [RelativePath], read: @escaping @Sendable (RelativePath) -> SourceFile?
  ) {
    self.files = Set(files)
    self.read = read
    listed = files
    var folders: Set<RelativePath> = []
    var filesByFolder: [RelativePath: [RelativePath]] = [:]
    // Files beside each other are put into their folder at once.
    var rest = files[...]
    while let first = rest.first {
      let beside = rest.prefix { $0.isBeside(first) }
      rest = rest[beside.endIndex...]
      var folder = first.folder
      filesByFolder[folder, default: []] += beside
      while folders.insert(folder).inserted, !folder.text.isEmpty { folder = folder.folder }
    }
    (self.folders, self.filesByFolder) = (folders, filesByFolder)
  }

  /// The same files, read and counted in another way; nothing was made of them yet.
  func replacing(
    _ read: @escaping @Sendable (RelativePath) -> SourceFile?,
    charging charge: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> ReadingContext {
    var context = self
    context.read = read
    context.charge = charge
    context.memory = ReadingMemory()
    return context
  }

  /// The same files with what was made of them, some of which are not read.
  func refusing(_ isRefused: @escaping @Sendable (RelativePath) -> Bool) -> ReadingContext {
    var context = self
    let read = read
    context.read = { path in isRefused(path) ? nil : read(path) }
    return context
  }

  /// The files directly in the folder, in any order.
  func files(in folder: RelativePath) -> [RelativePath] { filesByFolder[folder] ?? [] }

  /// The folders directly in the folder that hold files that count, in any order.
  func folders(in folder: RelativePath) -> [RelativePath] {
    let byFolder = memory.foldersByFolder {
      Dictionary(grouping: folders.lazy.filter { !$0.text.isEmpty }, by: \.folder)
    }
    return byFolder[folder] ?? []
  }

  /// The files in the folder and in those below it, in order.
  func files(below folder: RelativePath) -> ArraySlice<RelativePath> {
    let ordered = memory.ordered { listed.sorted() }
    guard !folder.text.isEmpty else { return ordered[...] }
    let prefix = folder.text + "/"
    let first = ordered.partitionPoint {
      !$0.text.utf8.lexicographicallyPrecedes(prefix.utf8)
    }
    let end = ordered[first...].partitionPoint { !$0.text.utf8.starts(with: prefix.utf8) }
    return ordered[first..<end]
  }

  /// Whether a file of this name stands in the folder.
  package func has(_ name: String, in folder: RelativePath) -> Bool {
    folder.appending(name).map(files.contains) ?? false
  }
}
