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
    "SLACK_WEBHOOK_URL", "webhook.url", "PASS_PROD", "DB_PASS_STAGING", "DEPLOY_KEY_TEST",
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
    "cache_key_prod", "auth_test",
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
    "existingSecret=shop", "auth.existingSecret: shop", "credentialsSecretRef=shop",
    "credentialsId: 'deploy'", "webhook.port=9443", "webhook.replicaCount=3", "tokenTTL=3600",
    "TOKEN_EXPIRY=3600", "tokenRefreshInterval=30s", "MAX_TOKENS=4096",
    "passwordPolicy.minLength=12", "PASSWORD_HASHER=argon2", "SECRETS_BACKEND=vault",
    "CREDENTIAL_HELPER=store", "AUTHORIZATION_MODE=RBAC", "kube --authorization-mode=RBAC",
    "SECRET_KEY_BASE=dummy", "gcloud secrets versions access latest --secret=db-password",
    "gcloud secrets versions access latest --secret db-password",
    "aws secretsmanager get-secret-value --secret-id prod/db",
    "aws sts a --web-identity-token file://t", "docker build --secret id=npmrc,src=.npmrc .",
    "docker build --secret=id=npmrc,src=.npmrc .", "kustomize edit set secret shop-secret",
  ])
  func `What a secret is called and how it is kept is shown`(_ line: String) {
    #expect(SecretMask.masked(line) == line)
    #expect(Excerpt.command(line.split(separator: " ").map(String.init)) == line)
  }

  @Test(arguments: [
    ("VAULT_SECRET_ID=hunter2", "VAULT_SECRET_ID= ***"),
    ("AWS_ACCESS_KEY_ID=hunter2", "AWS_ACCESS_KEY_ID= ***"), ("password: 12345", "password: ***"),
    ("shop run --secret hunter2", "shop run --secret ***"),
    ("shop run --secret-id hunter2", "shop run --secret-id ***"),
    ("pulumi config set --secret a hunter2", "pulumi config set --secret a ***"),
  ])
  func `What only looks like the name of a secret is hidden`(_ line: String, _ shown: String) {
    #expect(SecretMask.masked(line) == shown)
    #expect(SecretMask.masked(shown) == shown)
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
