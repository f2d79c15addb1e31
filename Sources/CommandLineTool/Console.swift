import Reports

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where the program writes, and what it knows of its surroundings.
package struct Console: Sendable {
  /// Writes to standard output; a reason where that fails.
  package var put: @Sendable (String) -> String?
  /// Writes to the error output.
  package var errors: @Sendable (String) -> Void
  /// Writes a file; a reason where that fails.
  package var write: @Sendable (_ text: String, _ path: String) -> String?
  /// Writes a file where there is none yet, not even a link; how that went.
  package var create: @Sendable (_ text: String, _ path: String) -> Creation
  /// Appends to a file; a reason where that fails.
  package var append: @Sendable (_ text: String, _ path: String) -> String?
  /// How many bytes a file has; 0 where there is none.
  package var size: @Sendable (_ path: String) -> Int
  /// The seconds since the beginning of 1970.
  package var clock: @Sendable () -> Int
  /// Whether standard output is a terminal.
  package var isTerminal: Bool
  /// Whether the error output is a terminal.
  package var isErrorTerminal: Bool
  /// Waits as long as nobody asks whether the program still works: half a second.
  package var patience: @Sendable () async -> Void
  /// The variables of the environment.
  package var environment: [String: String]

  /// How the making of a file went.
  package enum Creation: Hashable, Sendable {
    /// It is written.
    case done
    /// There was something already, which stays as it is.
    case exists
    /// It cannot be written, for a reason in words.
    case failed(String)
  }

  /// Makes a console.
  package init(
    put: @escaping @Sendable (String) -> String?, errors: @escaping @Sendable (String) -> Void,
    write: @escaping @Sendable (String, String) -> String?,
    create: @escaping @Sendable (String, String) -> Creation,
    append: @escaping @Sendable (String, String) -> String? = { _, _ in "nothing is appended" },
    size: @escaping @Sendable (String) -> Int = { _ in 0 },
    clock: @escaping @Sendable () -> Int, isTerminal: Bool = false, isErrorTerminal: Bool = false,
    patience: @escaping @Sendable () async -> Void = {},
    environment: [String: String] = [:]
  ) {
    self.put = put
    self.errors = errors
    self.write = write
    self.create = create
    self.append = append
    self.size = size
    self.clock = clock
    self.isTerminal = isTerminal
    self.isErrorTerminal = isErrorTerminal
    self.patience = patience
    self.environment = environment
  }

  /// The console of the process.
  package static var process: Console {
    signal(SIGPIPE, SIG_IGN)
    // Whoever starts the program may have said that nobody waits for children, which passes on.
    signal(SIGCHLD, SIG_DFL)
    Interruption.watch()
    let names = [
      "NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TERM", "COLUMNS", "SOURCE_DATE_EPOCH",
      "LC_ALL", "LC_MESSAGES", "LANG", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT",
    ]
    var environment: [String: String] = [:]
    for name in names {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return Console(
      put: { text in
        // A reader that has seen enough (`| head`) ends the output quietly.
        writeAll(text, to: 1) || errno == EPIPE ? nil : reason
      }, errors: { _ = writeAll($0, to: 2) },
      write: writeFile, create: createFile, append: appendFile, size: fileSize,
      clock: { time(nil) }, isTerminal: isatty(1) == 1,
      isErrorTerminal: isatty(2) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb",
      patience: { try? await Task.sleep(nanoseconds: 500_000_000) }, environment: environment)
  }

  /// Writes a message to the error output, in one line that nobody obeys, whatever it quotes.
  func tell(_ message: String) { errors(PlainText.line(message) + "\n") }

  /// Writes to standard output.
  func output(_ text: String) throws(OutputFailure) {
    if let reason = put(text) { throw OutputFailure(reason: reason) }
  }

  /// The language that the surroundings ask for, where reports speak it.
  ///
  /// https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02
  var language: Language? {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return set.flatMap { value in
      Language(rawValue: String(value.prefix { $0 != "_" && $0 != "." && $0 != "@" }))
    }
  }

  /// Whether colours are wanted.
  ///
  /// https://no-color.org and https://bixense.com/clicolors/
  func isColoured(_ choice: String?) -> Bool {
    switch choice {
    case "always": return true
    case "never": return false
    default: break
    }
    func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    if isSet("NO_COLOR") { return false }
    if isSet("FORCE_COLOR") || (isSet("CLICOLOR_FORCE") && environment["CLICOLOR_FORCE"] != "0") {
      return environment["FORCE_COLOR"] != "0"
    }
    return isTerminal && environment["TERM"] != "dumb"
  }

  /// How wide a line may be; `nil` where the output goes on to a file or a program, which fold lines
  /// themselves.
  var width: Int? { environment["COLUMNS"].flatMap { Int($0) } ?? (isTerminal ? 100 : nil) }

  static func writeAll(_ text: String, to file: Int32) -> Bool {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { buffer in
        #if canImport(Darwin)
          Darwin.write(file, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          Musl.write(file, buffer.baseAddress, buffer.count)
        #else
          Glibc.write(file, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}

/// Standard output that takes no more, and why.
struct OutputFailure: Error, CustomStringConvertible {
  /// The reason in the system's words.
  var reason: String

  var description: String { "could not write the output: \(reason)" }
}
