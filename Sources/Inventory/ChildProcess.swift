import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Why a program cannot be started.
struct StartFailure: Error {
  /// The system's words.
  var reason: String
}

/// A program that was started, with pipes from and to it.
///
/// `posix_spawn` and not Foundation's `Process`, which makes a static binary three times as large and
/// waits in steps of 50 ms.
struct ChildProcess: Sendable {
  /// What a program gave.
  struct Output: Sendable {
    /// Its exit status; 128 and more where a signal ended it.
    var status: Int32
    /// Its standard output.
    var bytes: [UInt8]
    /// Its error output, the first few kilobytes.
    var errors: String
    /// How it ended.
    var ending = Ending.itself
  }

  /// How a program came to its end.
  enum Ending: Hashable, Sendable {
    /// By itself.
    case itself
    /// It was ended, since it took too long.
    case late
    /// It was ended, since for a second, or for half of one when its time was over, it gave nothing and
    /// did nothing.
    case idle
    /// It was ended, since it gave too much.
    case excessive
  }

  /// Held while a pipe is made and while a program is started: a program that starts between the
  /// making of a pipe and its marking would inherit it and keep it open.
  private static let starting = Mutex(())

  private let process: pid_t
  let input: Int32
  let output: Int32
  private let errors: Int32?

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - words: the name by which it is called, and its arguments.
  ///   - hasInput: whether it is asked while it runs. Nobody then reads its errors: they
  ///     go nowhere, as a program whose errors are not taken waits for that at some time.
  init(
    _ program: String, _ words: [String], environment: [String], hasInput: Bool = false
  ) throws(StartFailure) {
    var fromChild: [Int32] = [-1, -1]
    var fromErrors: [Int32] = [-1, -1]
    var toChild: [Int32] = [-1, -1]
    guard Self.makePipe(&fromChild) else { throw StartFailure(reason: System.reason) }
    guard hasInput ? Self.makePipe(&toChild) : Self.makePipe(&fromErrors) else {
      let failure = StartFailure(reason: System.reason)
      fromChild.forEach { close($0) }
      throw failure
    }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    if hasInput {
      posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, fromErrors[1], 2)
    }
    var words = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var pid = pid_t()
    let failure = Self.starting.withLock { _ in
      posix_spawn(&pid, program, &actions, nil, &words, &variables)
    }
    close(fromChild[1])
    close(hasInput ? toChild[0] : fromErrors[1])
    guard failure == 0 else {
      close(fromChild[0])
      close(hasInput ? toChild[1] : fromErrors[0])
      throw StartFailure(reason: String(cString: strerror(failure)))
    }
    (process, input, output) = (pid, toChild[1], fromChild[0])
    errors = hasInput ? nil : fromErrors[0]
  }

  /// A pipe that other programs do not inherit.
  private static func makePipe(_ ends: inout [Int32]) -> Bool {
    starting.withLock { _ in
      guard pipe(&ends) == 0 else { return false }
      return ends.allSatisfy { fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }
    }
  }

  /// Reads all that the program gives, and waits for its end.
  ///
  /// - Parameters:
  ///   - seconds: after this time the program is ended.
  ///   - limit: with more bytes than this the program is ended.
  func finish(within seconds: Int, upTo limit: Int) -> Output {
    var bytes: [UInt8] = []
    var output = finish(within: seconds, upTo: limit) { bytes += $0 }
    output.bytes = bytes
    return output
  }

  /// Reads all that the program gives, and waits for its end.
  ///
  /// - Parameters:
  ///   - seconds: after this time the program is ended.
  ///   - limit: with more bytes than this the program is ended.
  ///   - take: is given the bytes as they come; the output has none.
  func finish(
    within seconds: Int, upTo limit: Int, _ take: (ArraySlice<UInt8>) -> Void
  ) -> Output {
    var count = 0
    var told: [UInt8] = []
    var open = [output, errors].compactMap(\.self)
    let deadline = Self.now() + seconds * 1000
    var ending = Ending.itself
    var watch = ProcessWatch(process)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !open.isEmpty {
      let left = deadline - Self.now()
      if left <= 0 { ending = watch.isQuiet ? .idle : .late }
      if count > limit { ending = .excessive }
      guard ending == .itself else { break }
      var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let wait = min(left, ProcessWatch.interval)
      guard poll(&polled, nfds_t(polled.count), Int32(clamping: wait)) > 0 else {
        if watch.isIdle() { ending = .idle }
        continue
      }
      watch.noteOutput()
      for item in polled where item.revents != 0 {
        let got = Self.read(item.fd, &buffer)
        if got <= 0 {
          open.removeAll { $0 == item.fd }
        } else if item.fd == output {
          count += got
          take(buffer[..<got])
        } else if told.count < 4096 {
          told += buffer[..<got]
        }
      }
    }
    if ending != .itself { stop() }
    let status = end()
    return Output(
      status: status, bytes: [], errors: String(decoding: told, as: UTF8.self),
      ending: ending)
  }

  /// Waits for something to read.
  ///
  /// - Returns: `false` where the program does nothing any more.
  func waitForOutput() -> Bool {
    var watch = ProcessWatch(process)
    var polled = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    while poll(&polled, 1, Int32(ProcessWatch.interval)) <= 0 {
      if watch.isIdle() { return false }
    }
    return true
  }

  /// Ends the program, whatever it does.
  func stop() { kill(process, SIGKILL) }

  /// Closes the pipes and waits for the program's end.
  @discardableResult
  func end() -> Int32 {
    if input >= 0 { close(input) }
    close(output)
    if let errors { close(errors) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      // Whoever cannot know how a program ended must not take its output for an answer.
      guard errno == EINTR else { return 255 }
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }

  static func read(_ file: Int32, _ buffer: inout [UInt8]) -> Int {
    buffer.withUnsafeMutableBytes { bytes in
      #if canImport(Darwin)
        Darwin.read(file, bytes.baseAddress, bytes.count)
      #elseif canImport(Musl)
        Musl.read(file, bytes.baseAddress, bytes.count)
      #else
        Glibc.read(file, bytes.baseAddress, bytes.count)
      #endif
    }
  }

  /// Milliseconds of a clock that only goes forward.
  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }
}
