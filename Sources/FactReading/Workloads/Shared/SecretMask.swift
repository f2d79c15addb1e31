import Catalogue
import SourceModel

/// Hides what looks like the value of a secret in a line.
enum SecretMask {
  private static let forms = NeedleSet(SecretForm.all.map(\.mark))

  /// The line, values replaced where their keys speak of secrets or their forms are known.
  static func masked(_ line: String) -> String {
    let addressed = maskingAccounts(maskingCredentials(SecretAddress.masked(line)))
    let shown = SecretMark.masked(maskingForms(addressed))
    return maskingData(maskingBodies(SecretLine(shown)?.masked ?? shown))
  }

  /// Resources of Terraform that hold secrets under names that do not say it.
  private static let bodies: Set<String> = [
    "kubernetes_secret", "kubernetes_secret_v1", "aws_ssm_parameter",
    "aws_secretsmanager_secret_version", "google_secret_manager_secret_version",
    "azurerm_key_vault_secret", "vault_generic_secret", "vault_kv_secret_v2",
    "github_actions_secret",
  ]

  /// `resource "kubernetes_secret" "a" { … }` without what it holds.
  private static func maskingBodies(_ line: String) -> String {
    guard let start = line.firstRange(of: "resource \"")?.upperBound,
      bodies.contains(String(line[start...].prefix(50).prefix { $0 != "\"" })),
      let brace = line[start...].firstIndex(of: "{"),
      line[brace...].dropFirst().contains(where: { $0 != " " && $0 != "}" })
    else { return line }
    return line[...brace] + " ***"
  }

  /// `stringData: {a: word}` of a secret of Kubernetes without what it holds.
  ///
  /// https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/
  private static func maskingData(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: "{")),
      let start = line.firstRange(of: "stringData")?.upperBound,
      let brace = line[start...].firstIndex(of: "{"),
      line[start..<brace].allSatisfy({ "\"': \\".contains($0) }),
      line[brace...].dropFirst().contains(where: { $0 != " " && $0 != "}" })
    else { return line }
    return line[...brace] + " ***"
  }

  /// `https://user:word@host` without the user and the word.
  private static func maskingCredentials(_ line: String) -> String {
    guard line.contains("://") else { return line }
    var shown = ""
    var rest = line[...]
    while let scheme = rest.firstRange(of: "://") {
      shown += rest[..<scheme.upperBound]
      rest = rest[scheme.upperBound...]
      let authority = rest.prefix { !"/ \"',".contains($0) }
      let isWeb = ["http://", "https://"].contains(where: shown.hasSuffix)
      guard let at = endOfAccount(in: authority, of: rest, isWeb: isWeb) else { continue }
      shown += "***"
      rest = rest[at...]
    }
    return shown + rest
  }

  /// Where the account ends that stands before a host; `nil` where none does, or one without a word.
  private static func endOfAccount(
    in authority: Substring, of text: Substring, isWeb: Bool
  ) -> Substring.Index? {
    if let at = authority.lastIndex(of: "@") {
      let account = authority[..<at]
      return account.contains(":") || isKey(account, isWeb: isWeb) ? at : nil
    }
    // A word may hold the signs that end a host, but for those that stand around an address.
    guard let colon = authority.firstIndex(of: ":"), colon > authority.startIndex else {
      return nil
    }
    let word = authority[authority.index(after: colon)...]
    guard word.contains(where: \.isLetter), !word.contains(where: "${<%[".contains) else {
      return nil
    }
    return text.utf8.prefix(200).prefix { !" \"'".utf8.contains($0) }
      .firstIndex(of: UInt8(ascii: "@"))
  }

  /// Whether what stands alone before a host is a key, as in a DSN: a name such as `git` is none.
  private static func isKey(_ text: Substring, isWeb: Bool) -> Bool {
    guard text.count < 16 else { return true }
    return isWeb && text.utf8.count >= 6 && text.utf8.allSatisfy(\.isWordByte)
      && text.utf8.contains(where: \.isASCIIDigit) && text.utf8.contains(where: \.isASCIILetter)
  }

  /// `user:word@host` without the word, as programs that copy files take it.
  private static func maskingAccounts(_ line: String) -> String {
    let (at, colon) = (UInt8(ascii: "@"), UInt8(ascii: ":"))
    guard line.utf8.contains(at), line.utf8.contains(colon) else { return line }
    let bytes = Array(line.utf8)
    var shown: [UInt8] = []
    var end = 0
    for index in bytes.indices where bytes[index] == at {
      let before = bytes[max(end, index - 200)..<index]
      let start = before.lastIndex { !isAccountByte($0) }.map { $0 + 1 } ?? before.startIndex
      let parts = bytes[start..<index].split(separator: colon, omittingEmptySubsequences: false)
      guard parts.count == 2, start == 0 || !"/@".utf8.contains(bytes[start - 1]),
        isUser(parts[0]), isHost(bytes[(index + 1)...]),
        !SecretReference.isReference(String(decoding: parts[1], as: UTF8.self))
      else { continue }
      shown += bytes[end..<parts[1].startIndex]
      shown += Array("***".utf8)
      end = index
    }
    return end == 0 ? line : String(decoding: shown + bytes[end...], as: UTF8.self)
  }

  private static func isAccountByte(_ byte: UInt8) -> Bool {
    !SecretReference.endsValue(byte) && !"/@{[<>".utf8.contains(byte)
  }

  /// What stands before a colon and an address, or a package with its version, and is no user.
  private static let kinds: Set<String> = [
    "npm", "jsr", "file", "link", "workspace", "git", "github", "gitlab", "bitbucket", "docker",
    "oci", "pkg", "image", "mailto", "email", "mail", "from", "to", "cc", "author", "contact",
    "user", "sender", "member", "group", "serviceaccount", "principal", "domain",
  ]

  private static func isUser(_ text: ArraySlice<UInt8>) -> Bool {
    let start = text.lastIndex(of: UInt8(ascii: "=")).map { $0 + 1 } ?? text.startIndex
    let name = text[start...]
    return name.first?.isASCIILetter == true
      && name.allSatisfy { $0.isWordByte || "-.".utf8.contains($0) }
      && !kinds.contains(String(decoding: name.map(\.lowercasedASCII), as: UTF8.self))
  }

  /// Whether the name of a host follows rather than a version or a digest.
  private static func isHost(_ text: ArraySlice<UInt8>) -> Bool {
    text.first?.isASCIILetter == true
      && !["sha256:", "sha512:"].contains { text.starts(with: $0.utf8) }
  }

  /// The line without what has the form of a token that its issuer documents.
  private static func maskingForms(_ line: String) -> String {
    let bytes = Array(line.utf8)
    var found: [Range<Int>] = []
    for match in forms.matches(in: bytes) where match.offset >= found.last?.upperBound ?? 0 {
      let form = SecretForm.all[match.needle]
      guard form.fits(bytes, at: match.offset) else { continue }
      let start = match.offset + form.mark.utf8.count
      let rest = bytes[start...]
      // A key that stands on one line has spaces between its parts, or signs for the ends of lines.
      let end =
        form.body == .key
        ? rest.firstIndex(where: SecretReference.isQuote)
        : rest.firstIndex { !($0.isWordByte || "-./+=".utf8.contains($0)) }
      found.append(start..<(end ?? bytes.count))
    }
    return hiding(found, in: bytes) ?? line
  }

  /// The text without the parts; `nil` where there are none.
  static func hiding(_ parts: [Range<Int>], in bytes: [UInt8]) -> String? {
    guard !parts.isEmpty else { return nil }
    var shown: [UInt8] = []
    var end = 0
    for part in parts {
      shown += bytes[end..<part.lowerBound]
      shown += Array("***".utf8)
      end = part.upperBound
    }
    shown += bytes[end...]
    return String(decoding: shown, as: UTF8.self)
  }
}
