import FactModel
import SourceModel

/// Finds private keys and live-looking credentials in plain text.
///
/// Only forms that issuers document, so that a placeholder or a test value is no fault:
/// https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
struct SecretReader: FileReader {
  private static let skipped: Set<String> = [
    "png", "jpg", "jpeg", "gif", "svg", "ico", "pdf", "zip", "gz", "woff", "woff2", "ttf", "eot",
    "lock", "sum", "map", "snk", "pub", "crt", "cer", "mp4", "webp", "jar", "min", "csv", "ipynb",
    "po", "ndjson", "sql",
  ]
  private static let textual: Set<String> = [
    "", "yml", "yaml", "json", "toml", "ini", "cfg", "conf", "config", "properties", "env", "tf",
    "tfvars", "sh", "bash", "py", "rb", "js", "ts", "go", "java", "kt", "php", "cs", "xml", "pem",
    "key", "rsa", "txt", "gradle", "kts", "plist", "ps1", "groovy", "hcl", "mjs", "cjs", "tsx",
    "jsx",
  ]

  func wants(_ path: RelativePath) -> Bool {
    let ending = path.fileExtension
    guard Self.textual.contains(ending), !Self.skipped.contains(ending) else { return false }
    return !Self.isForTests(path)
  }

  /// Tests, examples and documents hold keys that open nothing.
  private static func isForTests(_ path: RelativePath) -> Bool {
    let name = path.name.lowercased()
    if name.contains("example") || name.contains("sample") || name.contains(".template")
      || name.contains(".dist") || name.contains("test") || name.contains("spec")
      || name.hasSuffix("lock.json") || name.hasSuffix("-lock.yaml")
    {
      return true
    }
    let folders: Set<String> = [
      "test", "tests", "spec", "specs", "__tests__", "testing", "e2e", "docs", "doc", "mock",
      "mocks", "cypress", "testutil", "testutils", "testcerts", "localdev", "keys-for-tests",
    ]
    return path.folder.parts.contains { folder in
      let folder = folder.lowercased()
      return folders.contains(folder) || folder.contains("test") || folder.contains("example")
    }
  }

  /// Whether the words before it say that it is an example.
  private static func isShown(_ bytes: [UInt8], before offset: Int) -> Bool {
    let text = String(decoding: bytes[max(0, offset - 600)..<offset], as: UTF8.self).lowercased()
    return ["example", "dummy", "fake", "sample"].contains(where: text.contains)
  }

  private static let needles = NeedleSet(forms.map(\.mark))

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    var facts = FileFacts()
    for match in Self.needles.matches(in: file.bytes, limit: 64) {
      let form = Self.forms[match.needle]
      guard form.fits(file.bytes, at: match.offset),
        !Self.isShown(file.bytes, before: match.offset)
      else { continue }
      let line = 1 + file.bytes[..<match.offset].count { $0 == UInt8(ascii: "\n") }
      facts.blemishes.append(
        Blemish(.secret, what: form.name, place: file.place(line: line)))
      return facts
    }
    return facts
  }

  private struct Form: Sendable {
    var name: String
    var mark: String
    /// How many letters and digits follow, at least.
    var length: Int
    /// Bytes beside letters and digits that belong to it.
    var extra = ""
    var shape = Shape.token

    enum Shape: Sendable {
      case token
      /// A key in the form of PEM, as it is or in base 64.
      case key, encodedKey
      /// A key as an object of JSON.
      case webKey
    }

    /// Whether the bytes at the mark look like a live one: long enough, with digits, and varied.
    func fits(_ bytes: [UInt8], at offset: Int) -> Bool {
      switch shape {
      case .token: isToken(bytes, at: offset)
      case .key: PrivateKey.isPEM(bytes, at: offset)
      case .encodedKey: PrivateKey.isPEM(PrivateKey.decoded(bytes, at: offset), at: 0)
      case .webKey: PrivateKey.isWebKey(bytes, at: offset)
      }
    }

    private func isToken(_ bytes: [UInt8], at offset: Int) -> Bool {
      if offset > 0, bytes[offset - 1].isWordByte { return false }
      let start = offset + mark.utf8.count
      let rest = bytes[start...].prefix { $0.isWordByte || extra.utf8.contains($0) }
      guard rest.count >= length, rest.count <= 300 else { return false }
      let different = Set(rest)
      let text = String(decoding: rest, as: UTF8.self).lowercased()
      let placeholders = ["example", "xxxx", "your", "placeholder", "changeme", "dummy", "fake"]
      guard !placeholders.contains(where: text.contains) else { return false }
      return different.count >= min(10, length / 2) && different.contains { $0.isASCIIDigit }
    }
  }

  private static let forms: [Form] = [
    Form(name: "a private key", mark: "-----BEGIN ", length: 0, shape: .key),
    Form(name: "a private key", mark: "LS0tLS1CRUdJTi", length: 0, shape: .encodedKey),
    Form(name: "a private key", mark: "\"kty\"", length: 0, shape: .webKey),
    Form(name: "an access key of AWS", mark: "AKIA", length: 16),
    Form(name: "a token of GitHub", mark: "ghp_", length: 36),
    Form(name: "a token of GitHub", mark: "github_pat_", length: 60),
    Form(name: "a token of GitHub", mark: "gho_", length: 36),
    Form(name: "a token of GitHub", mark: "ghs_", length: 36),
    Form(name: "a token of GitLab", mark: "glpat-", length: 20, extra: "-"),
    Form(name: "a token of Slack", mark: "xoxb-", length: 30, extra: "-"),
    Form(name: "a token of Slack", mark: "xoxp-", length: 30, extra: "-"),
    Form(name: "a webhook of Slack", mark: "hooks.slack.com/services/T", length: 30, extra: "/"),
    Form(name: "a live key of Stripe", mark: "sk_live_", length: 20),
    Form(name: "a live key of Stripe", mark: "rk_live_", length: 20),
    Form(name: "a key of SendGrid", mark: "SG.", length: 50, extra: ".-"),
    Form(name: "a token of npm", mark: "npm_", length: 36),
    Form(name: "a token of PyPI", mark: "pypi-AgEIcHlwaS5vcmc", length: 40, extra: "-"),
    Form(name: "a token of DigitalOcean", mark: "dop_v1_", length: 60),
    Form(name: "a token of Vault", mark: "hvs.", length: 60, extra: "-"),
    Form(name: "a key of OpenAI", mark: "sk-proj-", length: 40, extra: "-"),
    Form(name: "a key of Anthropic", mark: "sk-ant-api", length: 60, extra: "-"),
    Form(name: "a token of Chromatic", mark: "chpt_", length: 12),
    Form(name: "a key of Mailgun", mark: "key-", length: 32),
  ]
}
