import Catalogue

/// Hides the parts of addresses that open what stands behind them: whoever knows one may call it.
enum SecretAddress {
  /// What such addresses begin with, in small letters; all of the path behind it is the secret.
  private static let hosts: [String] = [
    // https://render.com/docs/deploy-hooks
    "api.render.com/deploy/",
    // https://vercel.com/docs/deploy-hooks
    "api.vercel.com/v1/integrations/deploy/",
    // https://docs.netlify.com/build/configure-builds/build-hooks/
    "api.netlify.com/build_hooks/",
    // https://developers.cloudflare.com/pages/configuration/deploy-hooks/
    "api.cloudflare.com/client/v4/pages/webhooks/deploy_hooks/",
    // https://discord.com/developers/docs/resources/webhook
    "discord.com/api/webhooks/", "discordapp.com/api/webhooks/",
    "discord.com/api/v6/webhooks/", "discord.com/api/v7/webhooks/", "discord.com/api/v8/webhooks/",
    "discord.com/api/v9/webhooks/", "discord.com/api/v10/webhooks/",
    // https://core.telegram.org/bots/api#making-requests
    "api.telegram.org/bot",
    // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/
    "hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/",
    // https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
    "webhook.office.com/", "outlook.office.com/webhook/",
    // https://support.pagerduty.com/main/docs/services-and-integrations
    "events.pagerduty.com/integration/",
    // https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
    "open.feishu.cn/open-apis/bot/v2/hook/", "open.larksuite.com/open-apis/bot/v2/hook/",
    // https://help.zapier.com/hc/en-us/articles/8496288690317
    "hooks.zapier.com/hooks/catch/",
    // https://healthchecks.io/docs/http_api/
    "hc-ping.com/",
    // https://ifttt.com/maker_webhooks
    "maker.ifttt.com/trigger/",
  ]

  /// The names of questions whose answers open something, and which name other things elsewhere.
  private static let queries: Set<String> = [
    "key", "sig", "code", "auth", "jwt", "access", "pw",
  ]

  private static let needles = NeedleSet(hosts)

  /// The line without them.
  static func masked(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: "/")) || line.utf8.contains(UInt8(ascii: "?")) else {
      return line
    }
    return maskingQueries(maskingHooks(maskingPaths(line)))
  }

  private static func maskingPaths(_ line: String) -> String {
    let bytes = Array(line.utf8)
    let lowered = bytes.map(\.lowercasedASCII)
    var found: [Range<Int>] = []
    for match in needles.matches(in: lowered, limit: lowered.count) {
      let start = match.offset + hosts[match.needle].utf8.count
      guard start >= (found.last?.upperBound ?? 0) else { continue }
      let end = bytes[start...].firstIndex { !isPathByte($0) } ?? bytes.endIndex
      if start < end { found.append(start..<end) }
    }
    return SecretMask.hiding(found, in: bytes) ?? line
  }

  private static let hooks = NeedleSet(["/hooks/"])

  /// `https://host/hooks/key` without the key, on whatever host such a service runs.
  ///
  /// https://developers.mattermost.com/integrate/webhooks/incoming/,
  /// https://docs.rocket.chat/docs/integrations
  private static func maskingHooks(_ line: String) -> String {
    let bytes = Array(line.utf8)
    var found: [Range<Int>] = []
    for match in hooks.matches(in: bytes, limit: bytes.count) {
      let start = match.offset + "/hooks/".utf8.count
      guard start >= (found.last?.upperBound ?? 0) else { continue }
      let part = bytes[start...].prefix { $0.isASCIILetter || $0.isASCIIDigit }
      guard part.count >= 15, part.contains(where: \.isASCIIDigit),
        part.contains(where: \.isASCIILetter), isInAddress(bytes, match.offset)
      else { continue }
      found.append(start..<(bytes[start...].firstIndex { !isPathByte($0) } ?? bytes.endIndex))
    }
    return SecretMask.hiding(found, in: bytes) ?? line
  }

  /// Whether the word before a byte has the scheme of an address.
  private static func isInAddress(_ bytes: [UInt8], _ index: Int) -> Bool {
    let near = bytes[max(0, index - 200)..<index]
    let start = near.lastIndex { !isPathByte($0) }.map { $0 + 1 } ?? near.startIndex
    return String(decoding: near[start...], as: UTF8.self).contains("://")
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    byte.isWordByte || "-./+=:%?&~@".utf8.contains(byte)
  }

  /// `https://host/path?a=b&key=word` without the word.
  private static func maskingQueries(_ line: String) -> String {
    let bytes = Array(line.utf8)
    let reference = SecretReference(bytes)
    var found: [Range<Int>] = []
    var (index, isQuery) = (0, false)
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "?") || byte == UInt8(ascii: "&") else {
        if SecretReference.endsValue(byte) { isQuery = false }
        continue
      }
      isQuery = isQuery || byte == UInt8(ascii: "?")
      guard isQuery else { continue }
      if bytes[index...].starts(with: "amp;".utf8) { index += 4 }
      guard let sign = bytes[index...].prefix(8).firstIndex(of: UInt8(ascii: "=")),
        queries.contains(
          String(decoding: bytes[index..<sign].map(\.lowercasedASCII), as: UTF8.self))
      else { continue }
      let (end, isReference) = reference.value(
        at: sign + 1, before: bytes.endIndex, holdsSpaces: false)
      if end > sign + 1, !isReference { found.append((sign + 1)..<end) }
      index = max(sign + 1, end)
    }
    return SecretMask.hiding(found, in: bytes) ?? line
  }
}
