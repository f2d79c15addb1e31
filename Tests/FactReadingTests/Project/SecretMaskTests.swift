import Testing

@testable import FactReading

/// Lines that reports quote.
@Suite struct SecretMaskTests {
  @Test(arguments: [
    ("password: abc", "password: ***"),
    ("- {name: API_KEY, value: abc}", "- {name: API_KEY, value: ***}"),
    (#"{"name": "API_KEY", "value": "abc"}"#, #"{"name": "API_KEY", "value": "***"}"#),
    (#"env: ["A=b", "API_KEY=abc", "C=d"]"#, #"env: ["A=b", "API_KEY=***", "C=d"]"#),
    ("a: {x: 1, token: abc, y: 2}", "a: {x: 1, token: ***, y: 2}"),
    (#"a(b: 1, "Authorization: Bearer abc")"#, #"a(b: 1, "Authorization: ***")"#),
    ("a: http://u:abc@x, http://v:def@y", "a: http://***@x, http://***@y"),
    ("sentry: https://0123456789abcdef@o1.example.org/1", "sentry: https://***@o1.example.org/1"),
  ])
  func `Values of secrets are not quoted`(_ line: String, _ shown: String) {
    #expect(SecretMask.masked(line) == shown)
  }

  @Test(arguments: [
    "token: ${{ secrets.TOKEN }}", "a: {token: $TOKEN, b: 1}", "- {name: API_KEY, valueFrom: b}",
    "init({ env: 1, token: read() })", "image: acme/token-service:1.2", "image: token-service:1.2",
    "run: make test", "a: http://git@x/y", "password: var.password",
  ])
  func `References and other lines are quoted as they are`(_ line: String) {
    #expect(SecretMask.masked(line) == line)
  }

  @Test(arguments: [
    ["curl", "https://user:SECRET@example.org"], ["a", "--password=SECRET"],
    ["a", "--password", "SECRET"], ["a", "--url=https://user:SECRET@example.org"],
    ["a", "--env", "B=c;TOKEN=SECRET"], ["sh", "-c", "login --token=SECRET now"],
    ["sh", "-c", "TOKEN='SECRET' login"], ["a", "x --url https://user:SECRET@example.org"],
  ])
  func `No part of a secret is quoted from a command, however long it is`(_ words: [String]) {
    for count in [1, 100, 1_000, 4_000] {
      let secret = String(repeating: "s3cr3t", count: count)
      let command = words.map { $0.replacing("SECRET", with: secret) }
      let shown = Excerpt.command(command)
      #expect(!shown.contains("s3cr3t"), "\(count): \(shown)")
      #expect(shown.hasPrefix(words[0]))
    }
  }
}
