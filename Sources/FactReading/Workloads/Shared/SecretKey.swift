import Catalogue
import SourceModel

/// Tells the names of settings and options whose values are secrets.
enum SecretKey {
  /// What makes a name speak of a secret wherever it stands in it, in small letters.
  private static let words: [String] =
    [
      "password", "passwd", "passphrase", "passwort", "kennwort", "contrasena", "secret", "token",
      "credential", "dsn", "authorization", "connection_string", "connection-string",
      "connectionstring",
    ] + keys.flatMap { ["\($0)key", "\($0)_key", "\($0)-key"] }

  /// What stands before `key` in the names of keys that open something, in the midst of a name too.
  private static let keys = [
    "api", "private", "access", "license", "service", "auth", "sdk", "instrumentation",
    "integration", "routing", "signing", "encryption", "account", "write",
  ]

  /// Of which one stands in each such name, in small letters.
  static let hints: [String] =
    words
    + [
      "webhook", "key", "pass", "pwd", "pw", "auth", "pat", "jwt", "cookie", "sas", "creds", "psk",
      "pswd",
    ] + SecretFlag.settings

  private static let needles = NeedleSet(words)
  private static let hintNeedles = NeedleSet(hints)

  /// Whether a name, `DB_PASSWORD` or `--api-key`, has a secret as its value.
  static func speaks(_ name: ArraySlice<UInt8>) -> Bool {
    let bare = name.drop { $0 == UInt8(ascii: "-") }
    let lowered = bare.map(\.lowercasedASCII)
    let text = String(decoding: lowered, as: UTF8.self)
    if SecretFlag.settings.contains(text) { return true }
    guard hintNeedles.isAny(in: lowered) else { return false }
    let words = withoutInstance(bare)
    guard needles.isAny(in: lowered) || isWebhook(lowered, words) || endsInSecret(bare, words)
    else { return false }
    return !isPlain(text, words)
  }

  /// Whether the last word of a name is one for a secret: `PRIVATE-TOKEN`, but not `token-service`.
  static func isLastWord(of name: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: name.map(\.lowercasedASCII), as: UTF8.self)
    if isWord("pass", atEndOf: text) || isWord("pwd", atEndOf: text) { return true }
    if words.contains(where: { text.hasSuffix($0) || text.hasSuffix($0 + "s") }) { return true }
    // `server.key` is a file.
    return text.hasSuffix("webhook") || text.hasSuffix("webhooks")
      || (!text.hasSuffix(".key") && text.hasSuffix("key")
        && endsInSecret(name, withoutInstance(name)))
  }

  /// Whether a name is one for several secrets, `passwords`, so that what it holds has names of its own.
  static func isPlural(_ name: ArraySlice<UInt8>) -> Bool {
    let lowered = name.map(\.lowercasedASCII)
    // Those are made of parts, such as a user.
    guard lowered.last == UInt8(ascii: "s"), !lowered.suffix(11).elementsEqual("credentials".utf8)
    else { return false }
    return isLastWord(of: name.dropLast())
  }

  /// Whether a byte may be part of a name without quotes.
  static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isWordByte || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func isWord(_ word: String, atEndOf text: String) -> Bool {
    text == "pass" || ["_", "-", "."].contains { text.hasSuffix($0 + word) }
  }

  /// The words of a name without the number or the environment at its end: `STRIPE_KEY_2`, `PASS_PROD`.
  private static func withoutInstance(_ name: ArraySlice<UInt8>) -> [String] {
    var words = String(decoding: name, as: UTF8.self).nameWords
    while words.count > 1, let last = words.last,
      EnvironmentName.isEnvironment(last) || last.utf8.allSatisfy(\.isASCIIDigit)
    {
      words.removeLast()
    }
    return words
  }
}

// MARK: - Last words

extension SecretKey {
  /// Last words that need no other before them.
  private static let wholeNames: Set<String> = [
    "pass", "pw", "jwt", "storepass", "keypass", "requirepass", "masterauth", "passcode", "bindpw",
    "psk",
    "pswd",
  ]

  /// Last words that say it behind another word only: `BASIC_AUTH`.
  private static let endings: Set<String> = ["pwd", "pat", "sas", "creds"]

  /// Others that stand in the names of switches as well.
  private static let settings: Set<String> = ["authentication", "auth", "cookie"]

  /// What is written in one with a word for a password: `PGPASS`; other words that end so are many.
  private static let heads = [
    "db", "pg", "mysql", "redis", "mongo", "smtp", "mail", "ftp", "ssh", "ldap", "http", "user",
    "root", "admin", "sudo", "my",
  ]

  private static let joined: Set<String> = Set(
    heads.flatMap { head -> [String] in ["\(head)pass", "\(head)pwd", "\(head)pw"] }
  ).union(["appkey", "jwtkey", "sshkey", "aeskey", "hmackey", "masterkey", "storagekey"])

  /// What stands before `key` in the names of keys that open nothing: those of rows and of texts, files
  /// of certificates, and names that a service shows.
  private static let plainKeys: Set<String> = [
    "primary", "foreign", "partition", "sort", "row", "column", "cache", "group", "object",
    "public", "pub", "idempotency", "answer", "hash", "range", "index", "unique", "composite",
    "map", "dict", "label", "tag", "topology", "property", "config", "metadata", "annotation",
    "message", "locale", "translation", "i18n", "lock", "state", "bucket", "s3", "kms", "project",
    "issue", "tls", "ssl", "ca", "cert", "certificate", "field", "lookup", "dedup", "dedupe",
    "deduplication", "correlation", "concurrency", "restore", "shard", "distribution", "entity",
    "event", "record", "item", "topic", "query", "search", "param", "parameter", "theme",
    "context", "feature", "flag", "experiment", "parent", "child", "input", "output", "order",
    "arrow", "enter", "escape", "any", "no", "merge", "blob", "file", "path", "section",
    "registry", "log",
  ]

  /// What stands before a last word in the names of switches: `require_auth`.
  private static let switches: Set<String> = [
    "enable", "enabled", "require", "required", "requires", "use", "uses", "no", "disable",
    "disabled", "skip", "with", "without", "has", "needs", "allow", "is", "secure",
  ]

  private static func endsInSecret(_ name: ArraySlice<UInt8>, _ words: [String]) -> Bool {
    // A sentence in quotes is no name.
    guard let last = words.last, !name.contains(SecretReference.space) else { return false }
    if wholeNames.contains(last) || joined.contains(last) { return true }
    // `SQLPass`
    if name.count > 4, name.suffix(4).elementsEqual("Pass".utf8) { return true }
    guard let before = words.dropLast().last else {
      // In capitals it is where a command runs.
      return name.elementsEqual("pwd".utf8) || name.elementsEqual("Pwd".utf8)
    }
    if last == "key" { return !plainKeys.contains(before) }
    return endings.contains(last) || (settings.contains(last) && !switches.contains(before))
  }

  // Each name of a line is asked for it, and a text searches anew for its own.
  private static let webhooks = NeedleSet(["webhook"])

  /// Whether the name is that of the address of a webhook rather than of a service that has some.
  private static func isWebhook(_ name: [UInt8], _ words: [String]) -> Bool {
    guard webhooks.isAny(in: name) else { return false }
    if ["url", "uri", "address"].contains(words.last ?? "") { return true }
    let part = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).last
    return part.map { webhooks.isAny(in: Array($0)) } ?? false
  }
}

// MARK: - Names of other things

extension SecretKey {
  /// How names end whose values say where a secret is.
  private static let ways = ["file", "path", "stdin", "_name", "-name", "secretname"]

  /// Last words of names that tell of a secret what it is called, how long it holds and the like.
  private static let properties: Set<String> = [
    "name", "names", "ref", "refs", "id", "ids", "ttl", "expiry", "expiration", "lifetime",
    "timeout", "interval", "length", "port", "count", "mode", "backend", "helper", "hasher",
    "policy", "enabled",
  ]

  /// Others that tell of one among several, `secrets: {token: {external: true}}`.
  private static let traits: Set<String> = [
    "description", "driver", "environment", "external", "kind", "provider", "required", "source",
    "store", "target", "type", "version",
  ]

  /// Whether a name among those of several secrets tells of them, `secrets: {backend: vault}`.
  static func isTrait(_ name: ArraySlice<UInt8>) -> Bool {
    let words = String(decoding: name, as: UTF8.self).nameWords
    let text = String(decoding: name.map(\.lowercasedASCII), as: UTF8.self)
    return traits.contains(text) || isPlain(text, words)
  }

  private static func isPlain(_ text: String, _ words: [String]) -> Bool {
    if ways.contains(where: text.hasSuffix) || words.contains("existing") { return true }
    // `MAX_TOKENS` of a model
    if words.last == "tokens", words.contains("max") || words.contains("min") { return true }
    // That of a secret is the password of a role, and that of a key half of a credential:
    // https://developer.hashicorp.com/vault/docs/auth/approle
    if words.suffix(2) == ["secret", "id"] || words.suffix(2) == ["key", "id"] { return false }
    return words.last.map(properties.contains) ?? false
  }
}
