import SourceModel

/// A form of credentials that its issuer documents, so that it is told from other text.
struct SecretForm: Sendable {
  /// What follows the mark.
  enum Body: Hashable, Sendable {
    /// Letters and digits, so many or more; the text names further bytes that belong to it.
    case atLeast(Int, extra: String = "")
    /// So many capital letters and digits, and no more.
    case capitals(Int)
    /// So many digits of base 16, and no more.
    case hexadecimal(Int)
    /// A private key in the form of PEM, as it is or in base 64.
    case key, encodedKey
    /// A private key as an object of JSON.
    case webKey
    /// A password up to `@` and the host of a hosted database.
    case address
  }

  /// What it is, said to the reader.
  var name: String
  /// What it begins with.
  var mark: String
  /// What follows.
  var body: Body
  /// Texts of a file that show that everybody has it, so that it opens nothing.
  var openBeside: [String] = []

  /// Whether the bytes at the mark look like a live one: long enough, with digits, and varied.
  func fits(_ bytes: [UInt8], at offset: Int) -> Bool {
    let start = offset + mark.utf8.count
    let startsInWord = mark.utf8.first.map(\.isWordByte) == true
    if startsInWord, offset > 0, bytes[offset - 1].isWordByte { return false }
    switch body {
    case .key: return PrivateKey.isPEM(bytes, at: offset)
    case .encodedKey: return PrivateKey.isEncodedPEM(bytes, at: offset)
    case .webKey: return PrivateKey.isWebKey(bytes, at: offset)
    case .address: return Self.isAddress(bytes, at: start)
    case .atLeast(let length, let extra):
      let rest = bytes[start...].prefix(Self.longest + 1).prefix {
        $0.isWordByte || extra.utf8.contains($0)
      }
      return rest.count >= length && rest.count <= Self.longest
        && Self.isVaried(rest, least: length)
    case .capitals(let length):
      let rest = bytes[start...].prefix(Self.longest + 1).prefix { $0.isWordByte }
      return rest.count == length && rest.allSatisfy { $0.isASCIIDigit || (65...90).contains($0) }
        && Self.isVaried(rest, least: length)
    case .hexadecimal(let length):
      let rest = bytes[start...].prefix(Self.longest + 1).prefix { $0.isWordByte }
      return rest.count == length
        && rest.allSatisfy { $0.isASCIIDigit || (97...102).contains($0 | 0x20) }
        && Self.isVaried(rest, least: length)
    }
  }

  /// How many bytes a secret may have.
  private static let longest = 300

  private static let placeholders = [
    "example", "xxxx", "your", "placeholder", "changeme", "change_me", "dummy", "fake", "123456789",
    "abcdefg",
  ]

  /// How the keys begin, in small letters, that emulators on a developer's machine all share and their
  /// vendor publishes.
  ///
  /// https://learn.microsoft.com/azure/storage/common/storage-connect-azurite,
  /// https://learn.microsoft.com/azure/cosmos-db/emulator
  private static let published = ["eby8vdm02xnocqflquwj", "c2y6ydjf5/r+ob0n8a7c"]

  private static func isVaried(_ rest: ArraySlice<UInt8>, least: Int) -> Bool {
    let text = String(decoding: rest, as: UTF8.self).lowercased()
    guard !placeholders.contains(where: text.contains), !published.contains(where: text.hasPrefix)
    else { return false }
    let different = Set(rest)
    return different.count >= min(10, least / 2) && different.contains { $0.isASCIIDigit }
  }

  /// A user and a password before the host of a hosted database, both written out.
  private static func isAddress(_ bytes: [UInt8], at start: Int) -> Bool {
    let rest = bytes[start...].prefix(200).prefix { byte in
      !byte.isBlank && byte != UInt8(ascii: "\n") && !"\"'`<>{}$()[]%*".utf8.contains(byte)
    }
    guard let at = rest.firstIndex(of: UInt8(ascii: "@")),
      let colon = rest[..<at].firstIndex(of: UInt8(ascii: ":"))
    else { return false }
    let password = rest[(colon + 1)..<at]
    let host = String(decoding: rest[(at + 1)...], as: UTF8.self)
    return password.count >= 10 && host.contains(".mongodb.net")
      && isVaried(password, least: password.count)
  }

  // Secret scanning knows them by the same names:
  // https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
  static let all: [SecretForm] = [
    SecretForm(name: "a private key", mark: "-----BEGIN ", body: .key),
    SecretForm(name: "a private key", mark: "LS0tLS1CRUdJTi", body: .encodedKey),
    SecretForm(name: "a private key", mark: "\"kty\"", body: .webKey),
    SecretForm(name: "a private key", mark: "\"Kty\"", body: .webKey),
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    SecretForm(name: "an access key of AWS", mark: "AKIA", body: .capitals(16)),
    // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    SecretForm(name: "a token of GitHub", mark: "ghp_", body: .atLeast(36)),
    SecretForm(name: "a token of GitHub", mark: "gho_", body: .atLeast(36)),
    SecretForm(name: "a token of GitHub", mark: "ghu_", body: .atLeast(36)),
    SecretForm(name: "a token of GitHub", mark: "ghs_", body: .atLeast(36)),
    SecretForm(name: "a token of GitHub", mark: "ghr_", body: .atLeast(36)),
    SecretForm(name: "a token of GitHub", mark: "github_pat_", body: .atLeast(60)),
    // https://docs.gitlab.com/security/tokens/#token-prefixes
    SecretForm(name: "a token of GitLab", mark: "glpat-", body: .atLeast(20, extra: "-.")),
    SecretForm(name: "a token of GitLab", mark: "gldt-", body: .atLeast(20, extra: "-.")),
    SecretForm(name: "a token of GitLab", mark: "glrt-", body: .atLeast(20, extra: "-.")),
    SecretForm(name: "a token of GitLab", mark: "glptt-", body: .atLeast(40)),
    // https://api.slack.com/authentication/token-types
    SecretForm(name: "a token of Slack", mark: "xoxb-", body: .atLeast(30, extra: "-")),
    SecretForm(name: "a token of Slack", mark: "xoxp-", body: .atLeast(30, extra: "-")),
    SecretForm(
      name: "a webhook of Slack", mark: "hooks.slack.com/services/T",
      body: .atLeast(30, extra: "/")),
    // https://docs.stripe.com/keys
    SecretForm(name: "a live key of Stripe", mark: "sk_live_", body: .atLeast(20)),
    SecretForm(name: "a live key of Stripe", mark: "rk_live_", body: .atLeast(20)),
    SecretForm(name: "a key of SendGrid", mark: "SG.", body: .atLeast(50, extra: ".-")),
    SecretForm(name: "a key of Mailgun", mark: "key-", body: .hexadecimal(32)),
    SecretForm(name: "a token of npm", mark: "npm_", body: .atLeast(36)),
    SecretForm(
      name: "a token of PyPI", mark: "pypi-AgEIcHlwaS5vcmc", body: .atLeast(40, extra: "-")),
    SecretForm(name: "a key of RubyGems", mark: "rubygems_", body: .hexadecimal(48)),
    SecretForm(name: "a token of Docker Hub", mark: "dckr_pat_", body: .atLeast(27, extra: "-")),
    SecretForm(name: "a token of DigitalOcean", mark: "dop_v1_", body: .hexadecimal(64)),
    SecretForm(name: "a token of Vault", mark: "hvs.", body: .atLeast(60, extra: "-")),
    SecretForm(name: "a token of Shopify", mark: "shpat_", body: .hexadecimal(32)),
    // Programs on people's own machines identify themselves with it, and cannot keep it:
    // https://developers.google.com/identity/protocols/oauth2#installed
    SecretForm(
      name: "a client secret of Google", mark: "GOCSPX-", body: .atLeast(28, extra: "-"),
      openBeside: [
        "urn:ietf:wg:oauth:2.0:oob", "urn:ietf:params:oauth:grant-type:device_code",
      ]),
    SecretForm(name: "a key of OpenAI", mark: "sk-proj-", body: .atLeast(40, extra: "-")),
    SecretForm(name: "a key of Anthropic", mark: "sk-ant-api", body: .atLeast(60, extra: "-")),
    SecretForm(name: "a key of OpenRouter", mark: "sk-or-v1-", body: .hexadecimal(64)),
    SecretForm(name: "a token of Chromatic", mark: "chpt_", body: .atLeast(12)),
    // https://github.com/FiloSottile/age
    SecretForm(name: "a private key of age", mark: "AGE-SECRET-KEY-1", body: .capitals(58)),
    // https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string
    SecretForm(
      name: "an account key of Azure Storage", mark: "AccountKey=", body: .atLeast(86, extra: "+/")),
    // https://www.mongodb.com/docs/manual/reference/connection-string/
    SecretForm(
      name: "a password of a hosted database", mark: "mongodb+srv://", body: .address),
  ]
}
