import Catalogue
import SourceModel

/// The command that starts a container, as units of services write it.
enum ContainerRun {
  /// Options of `docker run` that stand without a value.
  ///
  /// https://docs.docker.com/reference/cli/docker/container/run/
  private static let switches: Set<String> = [
    "--rm", "-d", "--detach", "-i", "--interactive", "-t", "--tty", "-it", "-ti", "--init",
    "--privileged", "--read-only", "-P", "--publish-all", "--no-healthcheck", "--sig-proxy",
    "--replace", "--oom-kill-disable", "-di", "-dt", "-dit", "-itd", "--quiet", "-q",
  ]

  /// The image that a command starts; `nil` where it starts none.
  static func image(in command: String) -> String? {
    let words = Self.words(of: command.drop { "-@:+!".contains($0) })
    guard let program = words.first.map(ProgramName.key), ["docker", "podman"].contains(program),
      let run = words.firstIndex(of: "run")
    else { return nil }
    var index = run + 1
    while index < words.count, words[index].hasPrefix("-") {
      index += switches.contains(words[index]) || words[index].contains("=") ? 1 : 2
    }
    return index < words.count ? words[index] : nil
  }

  /// The words, each value that a template puts in as one: `{{ item }}`.
  private static func words(of command: Substring) -> [String] {
    var words: [String] = []
    var isOpen = false
    for word in command.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
      if isOpen, let last = words.indices.last {
        words[last] += " " + word
      } else {
        words.append(String(word))
      }
      let parts = word.split(separator: "{{", omittingEmptySubsequences: false)
      isOpen = (isOpen || parts.count > 1) && parts.last?.contains("}}") != true
    }
    return words
  }
}
