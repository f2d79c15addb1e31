extension SecretFlag {
  private static let colon = UInt8(ascii: ":")
  private static let equals = UInt8(ascii: "=")

  /// Programs with such words; most short flags mean something else for other programs.
  static let all: [SecretFlag] = logins + uploads + stores + archives + databases + everywhere

  private static let logins: [SecretFlag] = [
    // https://docs.docker.com/reference/cli/docker/login/
    SecretFlag(command: ["docker", "login"], flags: ["-p"], joins: ""),
    SecretFlag(command: ["podman", "login"], flags: ["-p"], joins: ""),
    // https://helm.sh/docs/helm/helm_registry_login/
    SecretFlag(command: ["registry", "login"], flags: ["-p"], joins: ""),
    SecretFlag(command: ["oc", "login"], flags: ["-p"], joins: ""),
    SecretFlag(command: ["cf", "login"], flags: ["-p"], joins: ""),
    // https://cli.cloudfoundry.org/en-US/v8/auth.html
    SecretFlag(command: ["cf", "auth"], argument: 1),
    // https://developer.hashicorp.com/vault/docs/commands/login
    SecretFlag(command: ["vault", "login"], argument: 0),
    // https://doc.rust-lang.org/cargo/commands/cargo-login.html
    SecretFlag(command: ["cargo", "login"], argument: 0),
    // https://docs.snyk.io/developer-tools/snyk-cli/commands/auth
    SecretFlag(command: ["snyk", "auth"], argument: 0),
    // https://ngrok.com/docs/agent/cli/
    SecretFlag(command: ["ngrok", "authtoken"], argument: 0),
    // https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/
    SecretFlag(command: ["cloudflared", "service", "install"], argument: 0),
    // https://min.io/docs/minio/linux/reference/minio-mc/mc-alias-set.html
    SecretFlag(command: ["alias", "set"], argument: 3),
    // https://httpd.apache.org/docs/2.4/programs/htpasswd.html
    SecretFlag(command: ["htpasswd"], argument: -1),
    // https://developer.hashicorp.com/consul/commands/acl/set-agent-token
    SecretFlag(command: ["acl", "set-agent-token"], argument: 1),
    // https://docs.gitlab.com/runner/commands/#gitlab-runner-register
    SecretFlag(command: ["gitlab-runner", "register"], flags: ["-r", "-t"]),
    // https://man7.org/linux/man-pages/man8/useradd.8.html
    SecretFlag(command: ["useradd"], flags: ["-p"]),
    SecretFlag(command: ["usermod"], flags: ["-p"]),
    // https://www.rabbitmq.com/docs/man/rabbitmqctl.8
    SecretFlag(command: ["rabbitmqctl", "add_user"], argument: 1),
    SecretFlag(command: ["rabbitmqctl", "change_password"], argument: 1),
    // https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
    SecretFlag(command: ["machine"], flags: ["password"], needs: "login"),
    // https://man7.org/linux/man-pages/man1/sshpass.1.html
    SecretFlag(command: ["sshpass"], flags: ["-p"], joins: "v"),
    // https://curl.se/docs/manpage.html
    SecretFlag(
      command: ["curl"], flags: ["-u", "--user", "-U", "--proxy-user"], separator: colon,
      joins: "fsSkLgviIqN"),
    SecretFlag(
      command: ["curl"], flags: ["-b", "--cookie"], separator: equals, joins: "fsSkLgviIqN"),
    SecretFlag(command: ["curl"], flags: ["--oauth2-bearer"]),
    // https://lftp.yar.ru/lftp-man.html
    SecretFlag(
      command: ["lftp"], flags: ["-u", "--user"], separator: UInt8(ascii: ","), joins: ""),
  ]

  private static let uploads: [SecretFlag] = [
    // https://docs.digitalocean.com/reference/doctl/reference/
    SecretFlag(command: ["doctl"], flags: ["-t"], joins: ""),
    // https://fly.io/docs/flyctl/
    SecretFlag(command: ["flyctl"], flags: ["-t"], joins: ""),
    // https://vercel.com/docs/cli/global-options#token
    SecretFlag(command: ["vercel"], flags: ["-t"], joins: ""),
    // https://docs.codecov.com/docs/codecov-uploader
    SecretFlag(command: ["codecov"], flags: ["-t"], joins: ""),
    // https://docs.codecov.com/docs/the-codecov-cli
    SecretFlag(command: ["codecovcli"], flags: ["-t"], joins: ""),
    // https://learn.microsoft.com/dotnet/core/tools/dotnet-nuget-push
    SecretFlag(command: ["nuget", "push"], flags: ["-k"], joins: ""),
    // https://learn.microsoft.com/nuget/reference/cli-reference/cli-ref-push
    SecretFlag(command: ["nuget", "push"], argument: 1),
    // https://twine.readthedocs.io/en/stable/#twine-upload
    SecretFlag(command: ["twine", "upload"], flags: ["-p"], joins: ""),
    // https://docs.astral.sh/uv/reference/cli/#uv-publish
    SecretFlag(command: ["uv", "publish"], flags: ["-t", "-p"], joins: ""),
    // https://bundler.io/man/bundle-config.1.html#CREDENTIALS-FOR-GEM-SOURCES
    SecretFlag(
      command: ["bundle", "config"],
      flags: ["rubygems.pkg.github.com", "https://rubygems.pkg.github.com", "gem.fury.io"]),
    // https://getcomposer.org/doc/articles/authentication-for-private-packages.md
    SecretFlag(
      command: ["composer"], flags: ["github-oauth.github.com", "gitlab-oauth.gitlab.com"]),
    // https://code.visualstudio.com/api/working-with-extensions/publishing-extension
    SecretFlag(command: ["vsce"], flags: ["-p"]),
    SecretFlag(command: ["ovsx"], flags: ["-p"]),
    // https://github.com/microsoft/tfs-cli
    SecretFlag(command: ["tfx"], flags: ["-t"]),
    // https://rclone.org/commands/rclone_config_create/
    SecretFlag(command: ["rclone", "obscure"], argument: 0),
    SecretFlag(
      command: ["rclone", "config"], flags: ["secret_access_key", "pass", "token", "key"]),
    // https://guides.rubygems.org/command-reference/#gem-push
    SecretFlag(command: ["gem", "push"], flags: ["-k", "--key"]),
    // https://cli.netlify.com/commands/deploy
    SecretFlag(command: ["netlify"], flags: ["--auth"]),
    // https://developers.cloudflare.com/workers/wrangler/commands/#deploy
    SecretFlag(command: ["wrangler"], flags: ["--var"], separator: colon),
    // https://learning.postman.com/docs/reference/newman-options/newman-options/
    SecretFlag(
      command: ["newman"], flags: ["--env-var", "--global-var"], separator: equals),
  ]

  /// What sets secrets that others read.
  private static let stores: [SecretFlag] = [
    // https://cli.github.com/manual/gh_secret_set
    SecretFlag(command: ["secret", "set"], flags: ["-b", "--body"], joins: ""),
    // https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_secret_generic/
    SecretFlag(command: ["create", "secret"], flags: ["--from-literal"]),
    // https://docs.aws.amazon.com/cli/latest/reference/ssm/put-parameter.html
    SecretFlag(command: ["ssm", "put-parameter"], flags: ["--value"]),
    // https://learn.microsoft.com/cli/azure/keyvault/secret
    SecretFlag(command: ["keyvault", "secret", "set"], flags: ["--value"]),
    // https://developer.hashicorp.com/vault/docs/commands/kv/put
    SecretFlag(command: ["kv", "put"], isSetting: true),
    // https://devcenter.heroku.com/articles/config-vars
    SecretFlag(command: ["heroku", "config:set"], isSetting: true),
    // https://fly.io/docs/flyctl/secrets-set/
    SecretFlag(command: ["secrets", "set"], isSetting: true),
    // https://dokku.com/docs/configuration/environment-variables/
    SecretFlag(command: ["dokku", "config:set"], isSetting: true),
    // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/eb3-setenv.html
    SecretFlag(command: ["setenv"], isSetting: true),
    // https://docs.railway.com/reference/cli-api#variables
    SecretFlag(command: ["railway"], flags: ["--set"], separator: equals),
    // https://cli.netlify.com/commands/env#envset
    SecretFlag(command: ["netlify", "env:set"], argument: 1),
    // https://www.pulumi.com/docs/iac/cli/commands/pulumi_config_set/
    SecretFlag(command: ["pulumi", "config", "set"], argument: 1, needs: "--secret"),
  ]

  private static let archives: [SecretFlag] = [
    SecretFlag(command: ["zip"], flags: ["-P"]),
    SecretFlag(command: ["unzip"], flags: ["-P"]),
    SecretFlag(command: ["7z"], flags: ["-p"], joins: "", takesNext: false),
    // https://docs.openssl.org/master/man1/openssl-passphrase-options/
    SecretFlag(command: ["openssl"], flags: ["-passin", "-passout"], separator: colon),
    SecretFlag(command: ["openssl", "enc"], flags: ["-k"]),
    // https://man.openbsd.org/ssh-keygen
    SecretFlag(command: ["ssh-keygen"], flags: ["-N", "-P"]),
    // https://keith.github.io/xcode-man-pages/security.1.html
    SecretFlag(command: ["security", "unlock-keychain"], flags: ["-p"]),
    SecretFlag(command: ["security", "create-keychain"], flags: ["-p"]),
    SecretFlag(command: ["security", "import"], flags: ["-P"]),
    // https://learn.microsoft.com/windows/win32/seccrypto/signtool
    SecretFlag(command: ["signtool"], flags: ["/p", "-p"]),
    SecretFlag(command: ["signtool.exe"], flags: ["/p", "-p"]),
  ]

  private static let databases: [SecretFlag] =
    [
      // https://redis.io/docs/latest/develop/tools/cli/
      SecretFlag(command: ["redis-cli"], flags: ["-a"]),
      // https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-utility
      SecretFlag(command: ["sqlcmd"], flags: ["-P"], joins: ""),
      // https://learn.microsoft.com/sql/tools/bcp-utility
      SecretFlag(command: ["bcp"], flags: ["-P"], joins: ""),
      // https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/starting-SQL-Plus.html
      SecretFlag(command: ["sqlplus"], accountSign: UInt8(ascii: "/")),
      SecretFlag(command: ["smbclient"], flags: ["-U", "--user"], separator: UInt8(ascii: "%")),
    ] + ldap + mysql + mongo

  // https://www.openldap.org/software/man.cgi?query=ldapsearch
  private static let ldap = ["ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldapwhoami"]
    .map { SecretFlag(command: [$0], flags: ["-w"]) }

  // A word behind `-p` is a database: https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html
  private static let mysql = [
    "mysql", "mysqldump", "mysqladmin", "mysqlimport", "mysqlcheck", "mysqlshow", "mariadb",
    "mariadb-dump", "mariadb-admin",
  ].map { SecretFlag(command: [$0], flags: ["-p"], joins: "", takesNext: false) }

  // https://www.mongodb.com/docs/mongodb-shell/reference/options/#authentication-options
  private static let mongo = ["mongosh", "mongodump", "mongorestore", "mongoimport", "mongoexport"]
    .map { SecretFlag(command: [$0], flags: ["-p"], joins: "") }

  private static let everywhere: [SecretFlag] = [
    // https://github.com/containers/skopeo/blob/main/docs/skopeo-copy.1.md
    SecretFlag(command: [], flags: ["--creds", "--src-creds", "--dest-creds"], separator: colon),
    // https://httpie.io/docs/cli/authentication
    SecretFlag(command: [], flags: ["--auth"], separator: colon),
    SecretFlag(command: [], flags: ["--key", "--auth"], isOpaque: true),
  ]

  /// Settings whose names do not say it either, in small letters, also behind the `-D` of Java.
  ///
  /// https://docs.sonarsource.com/sonarqube-server/latest/analyzing-source-code/analysis-parameters/,
  /// https://docs.airbrake.io/docs/platform/airbrake-js/,
  /// https://docs.npmjs.com/cli/v11/configuring-npm/npmrc#auth-related-configuration,
  /// https://opentelemetry.io/docs/specs/otel/protocol/exporter/,
  /// https://bundler.io/man/bundle-config.1.html#CREDENTIALS-FOR-GEM-SOURCES
  static let settings: Set<String> = [
    "sonar.login", "dsonar.login", "airbrake_project_key", "airbrake-project-key", "_auth",
    "otel_exporter_otlp_headers", "otel_exporter_otlp_traces_headers",
    "otel_exporter_otlp_metrics_headers", "otel_exporter_otlp_logs_headers", "x-honeycomb-team",
    "bundle_rubygems__pkg__github__com", "bundle_gems__contribsys__com",
    "bundle_enterprise__contribsys__com", "bundle_gem__fury__io",
  ]

  /// Words of commands that read a secret from their input.
  ///
  /// https://docs.docker.com/reference/cli/docker/login/#password-stdin,
  /// https://cli.github.com/manual/gh_auth_login,
  /// https://cloud.google.com/sdk/gcloud/reference/secrets/create
  static let readers: Set<String> = [
    "--password-stdin", "--with-token", "--data-file=-", "chpasswd",
  ]

  /// Commands that read one.
  ///
  /// https://developers.cloudflare.com/workers/wrangler/commands/#secret-put,
  /// https://cli.github.com/manual/gh_secret_set, https://vercel.com/docs/cli/env,
  /// https://docs.docker.com/reference/cli/docker/secret/create/
  static let readingCommands = [
    ["secret", "put"], ["secret", "set"], ["secret", "create"], ["env", "add"],
    ["passwd", "--stdin"],
  ]

  /// What begins the name of a registry behind which a user and a password stand.
  ///
  /// https://python-poetry.org/docs/repositories/#configuring-credentials,
  /// https://getcomposer.org/doc/articles/authentication-for-private-packages.md#http-basic
  static let registry = "http-basic."

  /// Words of programs that speak of secrets and are followed by the name of one.
  private static let naming: [String: Set<String>] = [
    // https://cloud.google.com/sdk/gcloud/reference/secrets/versions/access
    "gcloud": ["--secret", "--set-secrets", "--update-secrets"],
    // https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/get-secret-value.html
    "aws": ["--secret-id"],
    // https://www.pulumi.com/docs/iac/cli/commands/pulumi_config_set/
    "pulumi": ["--secret"],
    // https://kubectl.docs.kubernetes.io/references/kustomize/cmd/edit/set/
    "kustomize": ["secret"],
  ]

  /// The programs that have such words.
  static let namers: [String] = naming.keys.sorted()

  /// Whether a word is followed by the name of a secret, as one of the programs reads it.
  static func namesSecret(_ word: String, for programs: Set<String>) -> Bool {
    programs.contains { naming[$0]?.contains(word) == true }
  }

  /// Names of the user of a command.
  static let users: Set<String> = ["-u", "--user", "--username"]

  /// Of which one stands in each line that has such a word, in small letters.
  static let hints: [String] =
    ["login", " -u", "\"-u", "'-u", "--user", "sudo -s", "env add", "passwd", registry]
    + Array(settings) + Array(readers) + programs + flagsOfAll

  private static let programs: [String] = all.compactMap(\.command.first)
  private static let flagsOfAll: [String] = everywhere.flatMap { Array($0.flags) }
}
