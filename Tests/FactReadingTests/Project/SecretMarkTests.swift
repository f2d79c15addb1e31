import Testing

@testable import FactReading

/// Tokens that are known by what they begin with.
@Suite struct SecretMarkTests {
  // Put together at run time, so that no text of this file looks like a live one.
  private static let body = "q7Rz2LmX9aKv4TyB8cWn3JpD6fHs1GeU5oQiZxCvBnM0"
  private static let hex = String(repeating: "0f1e2d3c4b5a69788796", count: 2)

  @Test(arguments: [
    ["AI", "za"], ["ya", "29."], ["e", "yJ"], ["sk_te", "st_"], ["whs", "ec_"], ["xa", "pp-"],
    ["xo", "xa-"], ["xo", "xs-"], ["gls", "oat-"], ["glc", "bt-"], ["gl", "ft-"], ["gl", "sa_"],
    ["gl", "c_"], ["NR", "AK-"], ["dp.", "pt."], ["h", "f_"], ["sntr", "ys_"], ["sntr", "yu_"],
    ["PM", "AK-"], ["ph", "x_"], ["ATA", "TT3"], ["nf", "p_"], ["fo", "1_"], ["HR", "KU-"],
    ["lin_", "api_"], ["sk-svc", "acct-"], ["gs", "k_"], ["shp", "ss_"], ["dckr_", "oat_"],
    ["AK", "Cp"], ["doo_", "v1_"], ["sq", "p_"], ["sq", "u_"], ["bk", "ua_"], ["pscale_", "tkn_"],
    ["sb", "p_"], ["fi", "gd_"], ["tskey-", "auth-"],
  ])
  func `A token is hidden behind its mark`(_ parts: [String]) {
    let mark = parts.joined()
    #expect(SecretMask.masked("run: a \(mark)\(Self.body) b") == "run: a \(mark)*** b")
    #expect(SecretMask.masked("a '\(mark)\(Self.body)'") == "a '\(mark)***'")
    for line in ["see \(mark)", "x\(mark)\(Self.body)", "\(mark)abc", "\(mark)*** b"] {
      #expect(SecretMask.masked(line) == line)
    }
  }

  @Test(arguments: [["da", "pi"], ["pu", "l-"]])
  func `A token of digits of base 16 is hidden behind its mark`(_ parts: [String]) {
    let mark = parts.joined()
    #expect(SecretMask.masked("a \(mark)\(Self.hex) b") == "a \(mark)*** b")
    #expect(SecretMask.masked("a \(mark)\(Self.body) b") == "a \(mark)\(Self.body) b")
  }

  @Test func `The key of a session is hidden, and a part of the world is not`() {
    let key = "AS" + "IA" + String(Self.body.uppercased().prefix(16))
    #expect(SecretMask.masked("a \(key) b") == "a ASIA*** b")
    #expect(SecretMask.masked("a ASIA_PACIFIC_SOUTHEAST_1 b") == "a ASIA_PACIFIC_SOUTHEAST_1 b")
  }

  @Test func `A user and a password in base 64 are hidden`() {
    #expect(SecretMask.masked("curl -H 'X: Basic YTpodW50ZXIy'") == "curl -H 'X: Basic ***'")
    #expect(
      SecretMask.masked("# Basic authentication of users") == "# Basic authentication of users")
  }

  // A limit tells a text that never ends from a busy machine; speed is for the benchmarks.
  @Test(.timeLimit(.minutes(15)), arguments: ["eyJ-", "eyJ", "Basic ", "glc_/", "xapp-a1-"])
  func `A line with many marks is read to its end`(_ part: String) {
    let line = String(repeating: part, count: 20_000 / part.utf8.count)
    #expect(SecretMask.masked(line).utf8.count <= 2 * line.utf8.count)
  }
}
