import Testing

@testable import FactReading

/// Names of settings whose values reports quote or hide.
@Suite struct SecretNameTests {
  @Test(arguments: [
    "INSTANA_AGENT_KEY", "SCOUT_KEY", "SKYLIGHT_AUTHENTICATION", "AIRBRAKE_PROJECT_KEY",
    "management.datadog.metrics.export.application-key", "FLAGSMITH_ENVIRONMENT_KEY",
    "GROWTHBOOK_CLIENT_KEY", "STRIPE_KEY", "STRIPE_KEY_2", "DD_APP_KEY", "appKey", "APP_KEY",
    "RAILS_MASTER_KEY", "SSH_KEY", "AZURE_STORAGE_KEY", "jwtKey", "JWTKey", "DBPASS", "PGPASS",
    "MYSQL_PW", "BASIC_AUTH", "GH_PAT", "SUPABASE_JWT", "SESSION_COOKIE", "STORAGE_SAS",
    "REGISTRY_CREDS", "storepass", "keypass", "pwd", "SMTP_PASS", "dbPass", "SLACK_WEBHOOK",
    "SLACK_WEBHOOK_URL", "webhook.url",
  ])
  func `The value of a name for a secret is hidden`(_ name: String) {
    #expect(SecretMask.masked("\(name): hunter2") == "\(name): ***")
    #expect(SecretMask.masked("\(name)=hunter2") == "\(name)= ***")
    #expect(SecretMask.masked("a: {b: 1, \(name): hunter2}") == "a: {b: 1, \(name): ***}")
    #expect(
      SecretMask.masked("- {name: \(name), value: hunter2}") == "- {name: \(name), value: ***}")
  }

  @Test(arguments: [
    "primary_key", "foreignKey", "partition_key", "sort-key", "cache_key", "public_key",
    "idempotency-key", "topologyKey", "sonar.projectKey", "s3_key", "key", "monkey", "keyboard",
    "bypass", "compass", "path", "require_auth", "auth", "author", "pattern", "PWD",
  ])
  func `The value of another name is shown`(_ name: String) {
    for line in [
      "\(name): hunter2", "\(name)=hunter2", "a: {b: 1, \(name): hunter2}",
      "- {name: \(name), value: hunter2}",
    ] {
      #expect(SecretMask.masked(line) == line)
    }
  }

  @Test(arguments: [
    #""express-jwt": "^8.0.0","#, "google-auth==2.1", #"image: "shop-auth:1.2""#,
    "basic_auth: true",
    #"- "./server.key:/etc/server.key""#, #"- "$PWD:/app""#, "cd $PWD && ls",
    "client_authentication: required",
  ])
  func `Lines that only look like one are shown`(_ line: String) {
    #expect(SecretMask.masked(line) == line)
  }

  @Test(arguments: [
    (["agent", "--appKey", "hunter2"], "agent --appKey ***"),
    (["agent", "--pw=hunter2"], "agent --pw=***"),
    (["curl", "-H", "DD-APPLICATION-KEY:hunter2"], "curl -H DD-APPLICATION-KEY: ***"),
  ])
  func `Flags and headers of such names are hidden`(_ words: [String], _ shown: String) {
    #expect(Excerpt.command(words) == shown)
  }

  @Test(arguments: [
    (
      #"container_definitions = "[{\"name\":\"DD_API_KEY\",\"value\":\"hunter2\"}]""#,
      #"container_definitions = "[{\"name\":\"DD_API_KEY\",\"value\":\"***\"}]""#
    ),
    (
      "helm upgrade a b --set env[0].name=API_TOKEN --set env[0].value=hunter2",
      "helm upgrade a b --set env[0].name=API_TOKEN --set env[0].value=***"
    ),
    ("OTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-team=hunter2", "OTEL_EXPORTER_OTLP_HEADERS= ***"),
    ("headers: {a: 1, x-honeycomb-team: hunter2}", "headers: {a: 1, x-honeycomb-team: ***}"),
    (
      #"resource "kubernetes_secret" "a" { data = { db = "hunter2" } }"#,
      #"resource "kubernetes_secret" "a" { ***"#
    ),
    (
      #"resource "aws_ssm_parameter" "a" { value = "hunter2" }"#,
      #"resource "aws_ssm_parameter" "a" { ***"#
    ),
  ])
  func `Values that belong to a name elsewhere on the line are hidden`(
    _ line: String, _ shown: String
  ) {
    #expect(SecretMask.masked(line) == shown)
    #expect(SecretMask.masked(shown) == shown)
  }

  @Test(arguments: [
    "helm upgrade a b --set env[0].name=API_TOKEN --set env[1].value=hunter2",
    #"resource "kubernetes_secret" "a" {"#, #"resource "aws_instance" "a" { ami = "hunter2" }"#,
  ])
  func `Values of other names beside it are shown`(_ line: String) {
    #expect(SecretMask.masked(line) == line)
  }
}
