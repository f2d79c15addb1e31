import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What happens where the program is told to end before it is done: half a file is taken away, and the
/// program says so and ends as the signal would have ended it.
enum Interruption {
  /// The address of the path of the file that is being written; 0 where there is none.
  ///
  /// The one thing that a handler of signals can be told, as it is called with a number alone.
  private static let part = Atomic<UInt>(0)

  /// What is said, there before any signal comes: a handler may not ask for memory.
  private static let notice: StaticString =
    "\ndevops-assess: interrupted; no file is left half written\n"

  /// Answers the signals that ask programs to end, save those that the caller has switched off.
  static func watch() {
    _ = part.load(ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var former = sigaction()
      sigaction(number, nil, &former)
      if isIgnored(former) { continue }
      signal(number) { Interruption.end($0) }
    }
  }

  /// Writes a file under a name that is taken away where the program is interrupted.
  static func removing<Result>(_ path: String, _ write: () -> Result) -> Result {
    guard let address = strdup(path) else { return write() }
    part.store(UInt(bitPattern: address), ordering: .sequentiallyConsistent)
    defer {
      part.store(0, ordering: .sequentiallyConsistent)
      free(address)
    }
    return write()
  }

  /// Only calls what a handler may call.
  ///
  /// https://man7.org/linux/man-pages/man7/signal-safety.7.html
  private static func end(_ number: Int32) {
    let address = part.load(ordering: .sequentiallyConsistent)
    if let path = UnsafePointer<CChar>(bitPattern: address) { unlink(path) }
    _ = write(2, notice.utf8Start, notice.utf8CodeUnitCount)
    signal(number, SIG_DFL)
    raise(number)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return withUnsafeBytes(of: handler) { handler in
      withUnsafeBytes(of: SIG_IGN) { handler.elementsEqual($0) }
    }
  }
}
