import FactModel
import SourceModel

/// Reads systemd's units and what they bound, and Podman's units of containers.
///
/// https://www.freedesktop.org/software/systemd/man/latest/systemd.resource-control.html
/// https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html
struct SystemdUnitReader: FileReader {
  private static let systemd = NamedTool("systemd", "systemd", "orchestration")
  private static let podman = NamedTool("podman-quadlet", "Podman Quadlet", "orchestration")
  private static let suffixes = [
    ".service", ".slice", ".scope", ".container", ".service.j2", ".service.tmpl", ".service.erb",
  ]
  private static let limits: Set<String> = [
    "MemoryMax", "MemoryHigh", "MemoryLimit", "CPUQuota", "TasksMax", "IOReadBandwidthMax",
    "IOWriteBandwidthMax", "IOReadIOPSMax", "IOWriteIOPSMax", "CPUWeight", "IOWeight",
    "AllowedCPUs", "CPUShares", "BlockIOWeight",
  ]

  var endings: Set<String>? { Self.suffixes.endings.union(["conf"]) }

  func wants(_ path: RelativePath) -> Bool {
    Self.suffixes.contains(where: path.name.hasSuffix)
      || path.fileExtension == "conf" && path.folder.name.hasSuffix(".service.d")
  }

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    guard
      file.contains("[Service]") || file.contains("[Slice]") || file.contains("[Container]")
        || file.contains("[Scope]")
    else { return FileFacts() }
    var sheet = FactSheet(file, context)
    var section = ""
    let lines = file.lines.map(\.trimmingSpaces)
    // The first line that continues none before it.
    var next = 0
    for (index, line) in lines.enumerated() where index >= next {
      let (text, count) = Self.whole(line, lines[(index + 1)...])
      next = index + 1 + count
      if text.hasPrefix("["), text.hasSuffix("]") { section = text }
      guard let equals = text.firstIndex(of: "="), !text.hasPrefix("#"), !text.hasPrefix(";") else {
        continue
      }
      let key = text[..<equals].trimmingSpaces
      let value = text[text.index(after: equals)...].trimmingSpaces
      let place = file.place(line: index + 1)
      // An empty value takes back what was set before.
      guard !value.isEmpty else { continue }
      switch section {
      case "[Container]": readContainer(key, value, at: place, into: &sheet)
      case "[Service]", "[Slice]", "[Scope]": readService(key, value, at: place, into: &sheet)
      default: continue
      }
    }
    return sheet.facts
  }

  /// How many lines may continue one; real ones have some ten.
  private static let continuationLimit = 1_000

  /// A line with those that continue it, and how many these are.
  ///
  /// https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html
  private static func whole(
    _ line: String, _ following: ArraySlice<String>
  ) -> (text: String, count: Int) {
    guard line.hasSuffix("\\"), !line.hasPrefix("#") else { return (line, 0) }
    var text = String(line.dropLast())
    var count = 0
    for next in following.prefix(continuationLimit) {
      count += 1
      guard next.hasSuffix("\\") else { return (text + next, count) }
      text += next.dropLast()
    }
    return (text, count)
  }

  private func readService(
    _ key: String, _ value: String, at place: Place, into sheet: inout FactSheet
  ) {
    if Self.limits.contains(key), value != "infinity" {
      sheet.use(Self.systemd, [.boundsResources], at: place)
    }
    if key == "ExecStart", let image = ContainerRun.image(in: value) {
      sheet.facts.images.append(ImageText(image).reference(.deployed, at: place))
    }
    // A service that does not answer in time is restarted.
    if key == "WatchdogSec", value != "0", value != "infinity" {
      sheet.use(Self.systemd, [.checksHealth], at: place)
    }
  }

  private func readContainer(
    _ key: String, _ value: String, at place: Place, into sheet: inout FactSheet
  ) {
    switch key {
    case "Image":
      let isBuilt = value.hasSuffix(".build") || value.hasSuffix(".image")
      if !isBuilt { sheet.facts.images.append(ImageText(value).reference(.deployed, at: place)) }
    case "HealthCmd":
      if value != "none" { sheet.use(Self.podman, [.checksHealth], at: place) }
    case "Volume":
      let source = value.prefix { $0 != ":" }
      if source.hasSuffix(".volume") || !source.hasPrefix("/") && !source.hasPrefix(".") {
        sheet.use(Self.podman, [.keepsData], at: place)
      }
    case "Memory", "PidsLimit": sheet.use(Self.podman, [.boundsResources], at: place)
    default: return
    }
  }
}
