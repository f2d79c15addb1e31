/// The beginning of tokens of one kind, so that they are not shown wherever they stand.
///
/// Fewer signs are asked for than where a token is told as a fault: what is hidden for nothing harms
/// less than a token that is shown, and nothing is said of it.
struct SecretMark: Sendable {
  /// What follows the mark.
  enum Body: Hashable, Sendable {
    /// Letters and digits, so many or more; the text names further bytes that belong to it.
    case atLeast(Int, extra: String = "")
    /// So many capital letters and digits.
    case capitals(Int)
    /// So many digits of base 16.
    case hexadecimal(Int)
    /// A user and a password in base 64.
    case account
  }

  /// What the token begins with.
  var mark: String
  /// What follows.
  var body: Body

  private static let needles = NeedleSet(all.map(\.mark))
  /// How much of a token is looked at to tell whether it is one.
  private static let longest = 300

  /// The line without what follows the marks.
  static func masked(_ line: String) -> String {
    let bytes = Array(line.utf8)
    var found: [Range<Int>] = []
    for match in needles.matches(in: bytes, limit: bytes.count) {
      let mark = all[match.needle]
      let start = match.offset + mark.mark.utf8.count
      let isInWord = match.offset > 0 && bytes[match.offset - 1].isWordByte
      guard !isInWord, start >= (found.last?.upperBound ?? 0),
        mark.fits(bytes[start...].prefix(longest))
      else { continue }
      let end = bytes[start...].firstIndex { !mark.holds($0) } ?? bytes.endIndex
      found.append(start..<end)
    }
    return SecretMask.hiding(found, in: bytes) ?? line
  }

  /// Whether a byte belongs to the token.
  private func holds(_ byte: UInt8) -> Bool {
    switch body {
    case .atLeast(_, let extra): byte.isWordByte || extra.utf8.contains(byte)
    case .capitals, .hexadecimal: byte.isWordByte
    case .account: byte.isWordByte || "+/=".utf8.contains(byte)
    }
  }

  /// Whether a token begins the bytes.
  private func fits(_ bytes: ArraySlice<UInt8>) -> Bool {
    let rest = bytes.prefix { holds($0) }
    return switch body {
    case .atLeast(let length, _):
      rest.count >= length && rest.contains(where: \.isASCIIDigit)
    case .capitals(let length):
      rest.count == length && rest.allSatisfy { $0.isASCIIDigit || (65...90).contains($0) }
    case .hexadecimal(let length):
      rest.count >= length
        && rest.prefix(length).allSatisfy { $0.isASCIIDigit || (97...102).contains($0 | 0x20) }
    case .account: Self.isBase64(rest)
    }
  }

  /// Whether it is no word of a sentence: `Basic authentication`.
  private static func isBase64(_ text: ArraySlice<UInt8>) -> Bool {
    text.count >= 8 && text.count.isMultiple(of: 4)
      && text.contains { (97...122).contains($0) }
      && text.dropFirst().contains { (65...90).contains($0) || $0.isASCIIDigit }
  }
}

extension SecretMark {
  /// The marks, by the kind of what gives such tokens out.
  private static let all: [SecretMark] = clouds + hosts + services

  private static let clouds: [SecretMark] = [
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    SecretMark(mark: "ASIA", body: .capitals(16)),
    // https://cloud.google.com/docs/authentication/api-keys
    SecretMark(mark: "AIza", body: .atLeast(30, extra: "-")),
    SecretMark(mark: "ya29.", body: .atLeast(20, extra: "-.")),
    // https://docs.digitalocean.com/reference/api/oauth/
    SecretMark(mark: "doo_v1_", body: .atLeast(16)),
    SecretMark(mark: "HRKU-", body: .atLeast(16, extra: "-")),
    SecretMark(mark: "fo1_", body: .atLeast(16, extra: "-")),
    SecretMark(mark: "nfp_", body: .atLeast(16)),
    SecretMark(mark: "pul-", body: .hexadecimal(40)),
    // https://docs.databricks.com/aws/en/dev-tools/auth/pat
    SecretMark(mark: "dapi", body: .hexadecimal(32)),
    SecretMark(mark: "pscale_tkn_", body: .atLeast(16, extra: "-.")),
    SecretMark(mark: "sbp_", body: .atLeast(16)),
    // https://tailscale.com/kb/1085/auth-keys
    SecretMark(mark: "tskey-auth-", body: .atLeast(16, extra: "-")),
    SecretMark(mark: "dp.pt.", body: .atLeast(16)),
  ]

  private static let hosts: [SecretMark] = [
    // https://docs.gitlab.com/security/tokens/#token-prefixes
    SecretMark(mark: "glsoat-", body: .atLeast(16, extra: "-.")),
    SecretMark(mark: "glcbt-", body: .atLeast(16, extra: "-.")),
    SecretMark(mark: "glft-", body: .atLeast(16, extra: "-.")),
    // https://id.atlassian.com/manage-profile/security/api-tokens
    SecretMark(mark: "ATATT3", body: .atLeast(30, extra: "-=")),
    SecretMark(mark: "dckr_oat_", body: .atLeast(16, extra: "-")),
    SecretMark(mark: "AKCp", body: .atLeast(30)),
    SecretMark(mark: "bkua_", body: .atLeast(16)),
    // https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/
    SecretMark(mark: "sqp_", body: .atLeast(20)),
    SecretMark(mark: "squ_", body: .atLeast(20)),
    SecretMark(mark: "hf_", body: .atLeast(20)),
  ]

  private static let services: [SecretMark] = [
    // https://www.rfc-editor.org/rfc/rfc7519#section-3
    SecretMark(mark: "eyJ", body: .atLeast(30, extra: "-.")),
    // https://www.rfc-editor.org/rfc/rfc7617#section-2
    SecretMark(mark: "Basic ", body: .account),
    // https://www.rfc-editor.org/rfc/rfc6750#section-2.1
    SecretMark(mark: "Bearer ", body: .atLeast(12, extra: "-._~+/=")),
    SecretMark(mark: "bearer ", body: .atLeast(12, extra: "-._~+/=")),
    // https://docs.stripe.com/keys
    SecretMark(mark: "sk_test_", body: .atLeast(16)),
    SecretMark(mark: "rk_test_", body: .atLeast(16)),
    SecretMark(mark: "whsec_", body: .atLeast(16, extra: "+/=")),
    // https://docs.slack.dev/authentication/tokens
    SecretMark(mark: "xapp-", body: .atLeast(16, extra: "-")),
    SecretMark(mark: "xoxa-", body: .atLeast(16, extra: "-")),
    SecretMark(mark: "xoxs-", body: .atLeast(16, extra: "-")),
    // https://grafana.com/docs/grafana/latest/administration/service-accounts/
    SecretMark(mark: "glsa_", body: .atLeast(16)),
    SecretMark(mark: "glc_", body: .atLeast(20, extra: "+/=")),
    // https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/
    SecretMark(mark: "NRAK-", body: .atLeast(16)),
    // https://docs.sentry.io/account/auth-tokens/
    SecretMark(mark: "sntrys_", body: .atLeast(16, extra: "+/=-.")),
    SecretMark(mark: "sntryu_", body: .atLeast(16)),
    SecretMark(mark: "PMAK-", body: .atLeast(16, extra: "-")),
    SecretMark(mark: "phx_", body: .atLeast(20)),
    SecretMark(mark: "lin_api_", body: .atLeast(16)),
    SecretMark(mark: "sk-svcacct-", body: .atLeast(16, extra: "-")),
    SecretMark(mark: "gsk_", body: .atLeast(20)),
    // https://shopify.dev/docs/apps/build/authentication-authorization
    SecretMark(mark: "shpss_", body: .atLeast(16)),
    SecretMark(mark: "figd_", body: .atLeast(16, extra: "-")),
  ]
}
