#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What a program and those that it started have done so far, to tell one that waits for what never
/// comes from one that works.
///
/// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
struct ProcessActivity: Equatable {
  /// The time of the processor that they took, in the kernel's ticks.
  private(set) var ticks = 0
  /// Whether one of them runs, or waits for a disk.
  private(set) var isBusy = false

  /// So many threads are looked at.
  private static let limit = 256

  /// `nil` where the system does not tell it.
  init?(of process: pid_t) {
    var pending = [Int(process)]
    var seen = 0
    while let next = pending.popLast(), seen < Self.limit {
      for thread in Self.threads(of: next) {
        seen += 1
        let folder = "/proc/\(next)/task/\(thread)/"
        guard let (state, taken) = Self.standing(folder + "stat") else { continue }
        ticks += taken
        if "RD".contains(state) { isBusy = true }
        let children = Self.text(folder + "children") ?? ""
        pending += children.split(separator: " ").compactMap { Int($0) }
      }
    }
    guard seen > 0 else { return nil }
  }

  private static func threads(of process: Int) -> [String] {
    let names = System.names(in: Array("/proc/\(process)/task".utf8)) ?? []
    return names.map { String(decoding: $0.name, as: UTF8.self) }
      .filter { $0.first?.isNumber == true }
  }

  /// The state of a thread and the ticks that it took.
  ///
  /// Its name stands in parentheses before them and may hold anything.
  private static func standing(_ path: String) -> (state: Character, ticks: Int)? {
    guard let text = text(path), let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 12, let state = fields[0].first, let user = Int(fields[11]),
      let system = Int(fields[12])
    else { return nil }
    return (state, user + system)
  }

  private static func text(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let got = ChildProcess.read(file, &buffer)
    return got > 0 ? String(decoding: buffer[..<got], as: UTF8.self) : nil
  }
}

/// Looks at a program from time to time, while nothing comes from it.
struct ProcessWatch {
  /// How often, in milliseconds.
  static let interval = 100
  /// After so many looks at which nothing was done, the program is taken to wait for ever.
  private static let patience = 10

  private let process: pid_t
  private var last: ProcessActivity?
  private var quiet = 0

  init(_ process: pid_t) {
    self.process = process
  }

  /// Something came.
  mutating func noteOutput() { quiet = 0 }

  /// Whether nothing was done at the last looks, for one that has no more time.
  var isQuiet: Bool { quiet >= Self.patience / 2 }

  /// Looks again: whether nothing was done for about a second.
  ///
  /// It never says so where the system does not tell.
  mutating func isIdle() -> Bool {
    guard let now = ProcessActivity(of: process) else { return false }
    quiet = now == last && !now.isBusy ? quiet + 1 : 0
    last = now
    return quiet >= Self.patience
  }
}
