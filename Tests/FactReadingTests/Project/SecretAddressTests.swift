import Testing

@testable import FactReading

/// Addresses of which a part opens what they name.
@Suite struct SecretAddressTests {
  // The hosts and the paths are put together at run time, so that no text here looks like a live one.
  @Test(arguments: [
    ("api.render.com/deploy", "srv-abc?key=hunter2"),
    ("api.vercel.com/v1/integrations/deploy", "prj_abc/hunter2"),
    ("api.netlify.com/build_hooks", "hunter2?trigger_branch=main"),
    ("discord.com/api/webhooks", "123/hunter2"), ("DISCORD.com/api/webhooks", "123/hunter2"),
    ("hooks.slack.com/services", "T0/B0/hunter2"), ("hooks.slack.com/workflows", "T0/A0/hunter2"),
    ("acme.webhook.office.com", "webhookb2/a@b/IncomingWebhook/hunter2"),
    ("events.pagerduty.com/integration", "hunter2/enqueue"),
  ])
  func `The path behind a host that acts when it is called is hidden`(
    _ host: String, _ path: String
  ) {
    #expect(
      SecretMask.masked("curl -X POST https://\(host)/\(path) -f")
        == "curl -X POST https://\(host)/*** -f")
    #expect(
      SecretMask.masked("a: {url: 'https://\(host)/\(path)'}") == "a: {url: 'https://\(host)/***'}")
  }

  @Test func `The token of a bot is hidden`() {
    let line = "curl https://api.telegram.org/" + "bot12:hunter2/sendMessage"
    #expect(SecretMask.masked(line) == "curl https://api.telegram.org/bot***")
  }

  @Test(arguments: ["key", "sig", "code", "auth", "jwt", "access", "pw"])
  func `The answer to a question for a secret is hidden`(_ name: String) {
    #expect(
      SecretMask.masked("curl 'https://x.example/a?b=c&\(name)=hunter2&d=e'")
        == "curl 'https://x.example/a?b=c&\(name)=***&d=e'")
    #expect(
      SecretMask.masked("curl https://x.example/a?\(name)=hunter2")
        == "curl https://x.example/a?\(name)=***")
    #expect(
      SecretMask.masked("<a href='https://x.example/a?b=c&amp;\(name)=hunter2'>")
        == "<a href='https://x.example/a?b=c&amp;\(name)=***'>")
  }

  @Test(arguments: [
    "curl https://hooks.slack.com/services/$SLACK", "see https://hooks.slack.com/services/",
    "curl https://api.telegram.org/bot${BOT}/sendMessage", "curl https://discord.com/invite/abc",
    "curl https://x.example/a?key=$KEY", "curl https://x.example/a?key=${{ secrets.KEY }}&b=c",
    "curl https://x.example/a?page=2&sort=key", "make a&&key=b", "a & key=b",
    "curl https://api.netlify.com/api/v1/sites",
  ])
  func `Other addresses are quoted as they are`(_ line: String) {
    #expect(SecretMask.masked(line) == line)
  }

  @Test(arguments: [
    ("postgres://a:p/hunter2@db/x", "postgres://***@db/x"),
    ("url: amqp://a:p,hunter2@mq", "url: amqp://***@mq"),
    ("a: https://hunter12@x.example/y", "a: https://***@x.example/y"),
  ])
  func `The account before a host is hidden`(_ line: String, _ shown: String) {
    #expect(SecretMask.masked(line) == shown)
    #expect(SecretMask.masked(shown) == shown)
  }

  @Test(arguments: [
    "https://git@x.example/y", "https://acme@dev.example/acme/_git/x", "ssh://ec2user1@host/x",
    "http://localhost:8080/a@b", "http://h:$PORT/a@b", "http://h:${PORT}/a@b",
    "https://x.example/a@b",
  ])
  func `Names and ports before a path are shown`(_ line: String) {
    #expect(SecretMask.masked(line) == line)
  }

  // A limit tells a text that never ends from a busy machine; speed is for the benchmarks.
  @Test(
    .timeLimit(.minutes(15)),
    arguments: [
      "?key=", "&key=a", "?key=${", "discord.com/api/webhooks/", "https://", "?&amp;", "://a:b",
    ])
  func `A line with many addresses is read to its end`(_ part: String) {
    let line = String(repeating: part, count: 20_000 / part.utf8.count)
    #expect(SecretMask.masked(line).utf8.count <= 2 * line.utf8.count)
  }
}
