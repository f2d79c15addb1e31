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
    ("BUGSNAG_API_KEY: ${BUGSNAG_API_KEY:-hunter20}", "BUGSNAG_API_KEY: ***"),
    ("run: a ${API_KEY:-hunter20} b", "run: a ${API_KEY:-***} b"),
    (#"HONEYBADGER_API_KEY: "hunter22${SUFFIX}""#, "HONEYBADGER_API_KEY: ***"),
    ("ROLLBAR_ACCESS_TOKEN: $$hunter21", "ROLLBAR_ACCESS_TOKEN: ***"),
    ("secrets: {token: abc}", "secrets: {token: ***}"),
    (#"API_TOKENS: ["abc"]"#, #"API_TOKENS: ["***"]"#),
    ("password: ${DB_PASSWORD:hunter}", "password: ***"),
    ("token: ${{ secrets.A || 'hunter' }}", "token: ***"),
    (#"token: {{ .Values.token | default "hunter" }}"#, "token: ***"),
    ("token: !Sub hunter-${A}", "token: ***"),
    (#"token: !Sub "hunter-${A}""#, "token: ***"),
    ("PASSWORD=!hunter2 a", "PASSWORD= ***"),
    ("run: a --token ${T:-a b} c", "run: a --token *** c"),
    ("token: !!str hunter", "token: ***"),
    (
      "kubectl apply -f https://x.example/k8s.yml?token=hunter02",
      "kubectl apply -f https://x.example/k8s.yml?token=***"
    ),
    (
      "curl -f http://localhost/healthz?token=hunter31&a=b",
      "curl -f http://localhost/healthz?token=***&a=b"
    ),
    (
      "helm upgrade --set image.repo=a/b --set db.password=hunter01,x=1",
      "helm upgrade --set image.repo=a/b --set db.password=***,x=1"
    ),
    (
      #"repository: "https://x.example/charts?token=hunter50""#,
      #"repository: "https://x.example/charts?token=***""#
    ),
    (
      #"CMD ["ddtrace-run","node","a.js","--token","hunter32"]"#,
      #"CMD ["ddtrace-run","node","a.js","--token","***"]"#
    ),
    (
      #"command: ["agent", "--api-key", "hunter24", "-v"]"#,
      #"command: ["agent", "--api-key", "***", "-v"]"#
    ),
    ("ENV SENTRY_DSN hunter30", "ENV SENTRY_DSN ***"),
    (
      "RUN aws configure set aws_secret_access_key hunter07",
      "RUN aws configure set aws_secret_access_key ***"
    ),
    (
      "npm config set //registry.npmjs.org/:_authToken hunter",
      "npm config set //registry.npmjs.org/:_authToken ***"
    ),
    ("run: kubectl --token hunter get pods", "run: kubectl --token *** get pods"),
    (#"run: "kubectl --token hunter get pods""#, #"run: "kubectl --token *** get pods""#),
    (#"run: foo --password "my pass phrase" bar"#, #"run: foo --password "***" bar"#),
    (
      "- {value: hunter40, name: NEW_RELIC_LICENSE_KEY}",
      "- {value: ***, name: NEW_RELIC_LICENSE_KEY}"
    ),
    (
      "- {value: hunter${A}, name: NEW_RELIC_LICENSE_KEY}",
      "- {value: ***, name: NEW_RELIC_LICENSE_KEY}"
    ),
    (#"<add key="ApiKey" value="hunter"/>"#, #"<add key="ApiKey" value="***"/>"#),
    ("<apiKey>hunter</apiKey>", "<apiKey>***</apiKey>"),
    ("LD_SDK_KEY: abc", "LD_SDK_KEY: ***"),
    ("APPINSIGHTS_INSTRUMENTATIONKEY=abc", "APPINSIGHTS_INSTRUMENTATIONKEY= ***"),
    (
      "a: {integration_key: abc, routing_key: x, signing_key: y, encryption_key: z}",
      "a: {integration_key: ***, routing_key: ***, signing_key: ***, encryption_key: ***}"
    ),
    (
      "a: {account_key: abc, write_key: x, passphrase: y, SMTP_PASS: z, dbPass: q}",
      "a: {account_key: ***, write_key: ***, passphrase: ***, SMTP_PASS: ***, dbPass: ***}"
    ),
    (#"curl -d '{"token": "hunter"}' https://x"#, #"curl -d '{"token": ***"#),
    (#"curl -d "{\"a\": 1, \"token\": \"hunter\"}""#, #"curl -d "{\"a\": 1, \"token\": \"***\"}""#),
    (#"curl -H "PRIVATE-TOKEN:hunter" https://x"#, #"curl -H "PRIVATE-TOKEN: ***"#),
    (
      #"curl -s https://a -H "PRIVATE-TOKEN:hunter" https://x"#,
      #"curl -s https://a -H "PRIVATE-TOKEN:***" https://x"#
    ),
    (#"a: 1, header("Authorization", "Bearer abc")"#, #"a: 1, header("Authorization", "***")"#),
    ("- NEW_RELIC_LICENSE_KEY=(hunter", "- NEW_RELIC_LICENSE_KEY= ***"),
    ("NEW_RELIC_LICENSE_KEY=&hunter", "NEW_RELIC_LICENSE_KEY= ***"),
    ("API_KEY: (hunter", "API_KEY: ***"),
    ("API_KEY: &k hunter", "API_KEY: ***"),
    ("API_KEY: &k 'hunter'", "API_KEY: ***"),
    ("PASSWORD: !vault hunter", "PASSWORD: ***"),
    ("- {name: API_KEY, value: &v hunter}", "- {name: API_KEY, value: &v ***}"),
    ("- {name: &n API_KEY, value: hunter}", "- {name: &n API_KEY, value: ***}"),
    ("- {name: !!str API_KEY, value: hunter}", "- {name: !!str API_KEY, value: ***}"),
    (#"["A=b", "DB_PASSWORD=a&hunter"]"#, #"["A=b", "DB_PASSWORD=***"]"#),
    (#"["A=b", "DB_PASSWORD=a hunter"]"#, #"["A=b", "DB_PASSWORD=***"]"#),
    (#"["A=b", "DB_PASSWORD=a(hunter"]"#, #"["A=b", "DB_PASSWORD=***"]"#),
    ("ENV A=b API_KEY=a&hunter C=d", "ENV A=b API_KEY=*** C=d"),
    (#"ENV A=b API_KEY=a\ hunter C=d"#, #"ENV A=b API_KEY=*** C=d"#),
    ("ENV A=b API_KEY='a'hunter C=d", "ENV A=b API_KEY=*** C=d"),
    (#"- {name: API_KEY, value: "a\"hunter"}"#, #"- {name: API_KEY, value: "***"}"#),
    ("- {name: API_KEY, value: 'a''hunter'}", "- {name: API_KEY, value: '***'}"),
    ("command: [a, --password, hunter]", "command: [a, --password, ***]"),
    (#"token: {{ quote "hunter" }}"#, "token: ***"),
    (#"token: {{ "hunter" | b64enc }}"#, "token: ***"),
    ("token: ${{ format('hunter') }}", "token: ***"),
    ("TOKEN=$(echo hunter | base64 -d)", "TOKEN= ***"),
    ("'Server=a;Pwd=hunter;'", "'Server=a;Pwd=***;'"),
    ("psk: hunter", "psk: ***"),
    ("credentials: {user: a, value: hunter}", "credentials: {user: a, value: ***}"),
    ("stringData: {a: hunter}", "stringData: { ***"),
    ("passwords: {a: hunter, b: hunter}", "passwords: {a: ***, b: ***}"),
    ("a: {api_keys: {b: hunter}, c: d}", "a: {api_keys: {b: ***}, c: d}"),
    (#"--web.tokens={"a": "hunter"}"#, #"--web.tokens={"a": "***"}"#),
    (#"secrets: {backend: vault, "a": 'hunter'}"#, #"secrets: {backend: vault, "a": '***'}"#),
    (#"a { tokens = { b = "hunter" } }"#, #"a { tokens = { b = "***" } }"#),
    (
      #"passwords = { "a" => "hunter", "b" => "hunter" }"#,
      #"passwords = { "a" => "***", "b" => "***" }"#
    ),
    ("helm --set tokens={hunter,hunter}", "helm --set tokens={***,***}"),
    ("helm --set a=b,tokens[0]=hunter", "helm --set a=b,tokens[0]=***"),
    ("a: 'b password=''hunter'' c'", "a: 'b password=''***'' c'"),
    ("a: 'b --token ''hunter'' c'", "a: 'b --token ''***'' c'"),
    ("run: setx API_KEY hunter", "run: setx API_KEY ***"),
    ("run: 'setx API_KEY hunter'", "run: 'setx API_KEY ***'"),
    ("git config --global a.token hunter", "git config --global a.token ***"),
    (
      "aws configure set --profile a aws_secret_access_key hunter",
      "aws configure set --profile a aws_secret_access_key ***"
    ),
    (
      "aws --parameters ParameterKey=DbPassword,ParameterValue=hunter A=b",
      "aws --parameters ParameterKey=DbPassword,ParameterValue=*** A=b"
    ),
    (
      #"{"ParameterKey": "DbPassword", "ParameterValue": "hunter"}"#,
      #"{"ParameterKey": "DbPassword", "ParameterValue": "***"}"#
    ),
    (
      #"variable "db_password" { default = "hunter" }"#,
      #"variable "db_password" { default = "***" }"#
    ),
    (#"a: "Bearer hunter0123456789""#, #"a: "Bearer ***""#),
    (
      "curl https://discord.com/api/v10/webhooks/1/hunter",
      "curl https://discord.com/api/v10/webhooks/***"
    ),
    (
      "curl https://chat.example.org/hooks/hunterhunterhunter1",
      "curl https://chat.example.org/hooks/***"
    ),
    (
      "curl https://chat.example.org/hooks/64c1a2b3c4d5e6f7a8/hunter",
      "curl https://chat.example.org/hooks/***"
    ),
  ])
  func `Values of secrets are not quoted in any notation`(_ line: String, _ shown: String) {
    #expect(SecretMask.masked(line) == shown)
    #expect(SecretMask.masked(shown) == shown)
  }

  @Test(arguments: [
    ("docker login -u a -p hunter03", "docker login -u a -p ***"),
    ("oc login -p hunter https://x", "oc login -p *** https://x"),
    ("cf login -p hunter", "cf login -p ***"),
    ("twine upload -u a -p x dist/*", "twine upload -u a -p *** dist/*"),
    ("ncftpput -u a -p x host", "ncftpput -u a -p *** host"),
    ("doctl auth init -t x", "doctl auth init -t ***"),
    ("vercel deploy -t x", "vercel deploy -t ***"),
    ("codecov -t x -F u", "codecov -t *** -F u"),
    ("dotnet nuget push a.nupkg -k x", "dotnet nuget push a.nupkg -k ***"),
    ("netlify deploy --auth hunter04", "netlify deploy --auth ***"),
    ("netlify deploy --auth=hunter05", "netlify deploy --auth=***"),
    ("sonar-scanner -Dsonar.login=x", "sonar-scanner -Dsonar.login= ***"),
    ("lftp -u user,pw host", "lftp -u user,*** host"),
    ("scp a deploy:hunter11@host:/", "scp a deploy:***@host:/"),
    ("curl -u me:abc https://x", "curl -u me:*** https://x"),
    ("gh secret set TOKEN --body hunter", "gh secret set TOKEN --body ***"),
    (
      "echo hunter | docker login -u me --password-stdin",
      "echo *** | docker login -u me --password-stdin"
    ),
    ("gh auth login --with-token <<< hunter", "gh auth login --with-token <<< ***"),
    ("cargo login hunter", "cargo login ***"),
    ("openssl rsa -passin pass:hunter -in a", "openssl rsa -passin pass:*** -in a"),
    (
      "az keyvault secret set --name a --value hunter",
      "az keyvault secret set --name a --value ***"
    ),
    (
      #"echo "machine h login a password hunter" > a"#,
      #"echo "machine h login a password ***" > a"#
    ),
    ("poetry config http-basic.a me hunter", "poetry config http-basic.a me ***"),
    (
      "kubectl create secret generic a --from-literal=x=hunter",
      "kubectl create secret generic a --from-literal=***"
    ),
  ])
  func `Flags that are secrets for a command are not quoted`(_ line: String, _ shown: String) {
    #expect(SecretMask.masked(line) == shown)
    #expect(SecretMask.masked(shown) == shown)
  }

  @Test(arguments: [#"\n"#, " "])
  func `Nothing is quoted of a private key on one line`(_ end: String) {
    let body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"
    let key = ["-----BEGIN PRIVATE KEY-----", body, body, "-----END PRIVATE KEY-----"]
      .joined(separator: end)
    #expect(SecretMask.masked(#"cert: "\#(key)" a"#) == #"cert: "-----BEGIN ***" a"#)
    #expect(SecretMask.masked("cert: \(key)") == "cert: -----BEGIN ***")
  }

  @Test(arguments: [
    "token: ${{ secrets.TOKEN }}",
    "a: {token: $TOKEN, b: 1}",
    "- {name: API_KEY, valueFrom: b}",
    "init({ env: 1, token: read() })",
    "image: acme/token-service:1.2",
    "image: token-service:1.2",
    "run: make test",
    "a: http://git@x/y",
    "password: var.password",
    "uses: acme/token-action@v1",
    "- acme/token-service:1.2",
    "key: ${{ runner.os }}-npm",
    "id-token: write",
    "primary_key: id",
    "cache-key: abc",
    "docker build -t image .",
    "ssh -p 22 deploy@host",
    "mkdir -p x",
    "docker run -p 80:80 image",
    "curl -k https://x",
    "docker run -u node -p 3000:3000 image",
    "docker run -e API_KEY image",
    #"run: test -n "$API_KEY" ]"#,
    "a --token-file path",
    "docker login -u a --password-stdin",
    "# the token is read from the store",
    "proxy_pass http://app;",
    "image:tag@sha256:abc",
    "npm:pkg@1.2",
    "git@host:path",
    "image: acme/app:1.2@sha256:0123",
    "alias: npm:pkg@latest",
    "sudo -u deploy mkdir -p public/build",
    "token: ${TOKEN:?must be set}",
    "token: ${TOKEN}",
    "token: '${TOKEN:-}'",
    "secrets: inherit",
    "secrets: |",
    "password: >-",
    "password: |-",
    "token: !Ref Token",
    "token: <%= ENV['T'] %>",
    "TOKEN=$TOKEN ./deploy.sh",
    "token: $(cat x)",
    #"token: $(echo "$TOKEN" | base64)"#,
    "token: ${{ format('{0}', secrets.TOKEN) }}",
    #"token: {{ printf "%s" .Values.token }}"#,
    "token: !secret api_token",
    "token: $[ variables.token ]",
    "token: $[[ inputs.t ]]",
    "password: data.aws_x.y.z",
    "Authorization: Bearer ${{ secrets.T }}",
    #"Authorization: "Bearer $TOKEN""#,
    "token: ${{ secrets.TOKEN }} # why",
    "password: true",
    "secrets: [db_password]",
    "password: {{ .Values.password }}",
    "password: ${var.password}",
    "password: ${env:PASSWORD}",
    "git push -u origin main",
    "docker compose -p shop exec -u root app ls",
    "docker run -u 1000:1000 image",
    "gcloud x --member serviceAccount:ci@p.iam.gserviceaccount.com",
    "npm run secrets:decrypt",
    "yarn token:refresh",
    "sort -u a | tee -p x",
    "echo login && mkdir -p x",
    "--set secretName=shop-tls",
    "password: *** # x",
    "kubectl --token=*** apply -f k8s",
    "kubectl --token $TOKEN get",
    "docker login -u a -p $PASSWORD",
    "docker login -u $U -p ${{ secrets.P }}",
    "jobs: secrets",
    "uses: docker/login-action@v3",
    #"password: '{{ lookup("env", "T") }}'"#,
    "password: ((db-password))",
    "TOKEN: ${A}${B}",
    "gh auth login --with-token < file",
    "run: foo --token # why",
    "docker tag a b && docker push -u x",
    "secret: {default: true}",
    "secrets: {a: {file: path}, b: {external: true}}",
    "secrets: {backend: vault, TOKEN: '${{ secrets.TOKEN }}'}",
    "webhooks: {port: 9443}",
    "token: {required: true, default: '${{ github.token }}'}",
    "the bearer authentication of OAuth",
    "- src/hooks/useSubscription2024.ts",
    "repo: https://github.com/acme/hooks/tree/main",
    "echo $TOKEN | docker login -u a --password-stdin",
    "echo the words of a sentence | docker login -u a --password-stdin",
    "cargo login $TOKEN",
    "poetry config virtualenvs.create false",
    "needs: deploy",
    "pass: true",
  ])
  func `References and other lines are quoted as they are`(_ line: String) {
    #expect(SecretMask.masked(line) == line)
  }

  @Test(arguments: [
    ["curl", "https://user:SECRET@example.org"], ["a", "--password=SECRET"],
    ["a", "--password", "SECRET"], ["a", "--url=https://user:SECRET@example.org"],
    ["a", "--env", "B=c;TOKEN=SECRET"], ["sh", "-c", "login --token=SECRET now"],
    ["sh", "-c", "TOKEN='SECRET' login"], ["a", "x --url https://user:SECRET@example.org"],
    ["a", "--password", "word SECRET"], ["docker", "login", "-u", "me", "-p", "SECRET"],
    ["docker", "login", "-u", "me", "-p", "word SECRET"], ["curl", "-u", "me:SECRET"],
    ["helm", "--set", "image.repo=a/b,db.password=SECRET"], ["vercel", "-t", "SECRET"],
    ["netlify", "deploy", "--auth=SECRET"], ["curl", "https://example.org/?token=SECRET"],
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

  @Test(arguments: [
    (["helm", "--set", "db.password=abc,x=1"], "helm --set db.password=***,x=1"),
    (["docker", "run", "-e", "API_KEY=abc", "-p", "80:80"], "docker run -e API_KEY=*** -p 80:80"),
    (["docker", "login", "-u", "me", "-p", "abc d"], "docker login -u me -p ***"),
    (["curl", "-H", "Authorization: Bearer abc"], "curl -H Authorization: ***"),
    (["docker", "login", "-u", "me", "-p", "$WORD"], "docker login -u me -p $WORD"),
    (["docker", "run", "-u", "1000:1000", "image"], "docker run -u 1000:1000 image"),
    (["a", "--token-file", "path"], "a --token-file path"),
    (["docker", "build", "-t", "image", "."], "docker build -t image ."),
  ])
  func `Of a command only the secrets are hidden`(_ words: [String], _ shown: String) {
    #expect(Excerpt.command(words) == shown)
  }

  // A limit tells a text that never ends from a busy machine; speed is for the benchmarks.
  @Test(
    .timeLimit(.minutes(15)),
    arguments: [
      "token=", "token: ", "token", "${TOKEN:-", "token=${{ ", "token=$(", "{name: token, ",
      "--token ", "token='", "token=\"$A ", "\"token\": [\"", "a:b@c ", "login -p $", "-u a -p ",
      "set token ", "token={", "<token>", "token=${A:-${A:-", "name=token value=${", "token: {",
      "https://a/hooks/", "echo a | --with-token ", "pass ", "tokens={", "tokens={a=", "tokens[0]=",
      "password=''a",
    ])
  func `A line with many values is read to its end`(_ part: String) {
    let line = String(repeating: part, count: 20_000 / part.utf8.count)
    #expect(SecretMask.masked(line).utf8.count <= 2 * line.utf8.count)
  }
}
