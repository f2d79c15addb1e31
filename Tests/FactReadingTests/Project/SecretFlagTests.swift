import Testing

@testable import FactReading

/// Words of commands that are secrets though no name says so.
@Suite struct SecretFlagTests {
  @Test(arguments: [
    ("docker login -u a -phunter2 r.example", "docker login -u a -p*** r.example"),
    ("helm registry login r -u a -phunter2", "helm registry login r -u a -p***"),
    ("mysqldump -h db -u app -phunter2 shop", "mysqldump -h db -u app -p*** shop"),
    ("mysqladmin ping -uroot -phunter2", "mysqladmin ping -uroot -p***"),
    ("twine upload -u a -phunter2 dist/*", "twine upload -u a -p*** dist/*"),
    ("dotnet nuget push a.nupkg -khunter2", "dotnet nuget push a.nupkg -k***"),
    ("curl -su me:hunter2 https://x", "curl -su me:*** https://x"),
    ("curl -fsSu me:hunter2 https://x", "curl -fsSu me:*** https://x"),
    ("curl -udeploy:hunter2 https://x", "curl -udeploy:*** https://x"),
    ("sshpass -phunter2 ssh deploy@h", "sshpass -p*** ssh deploy@h"),
    ("gh secret set TOKEN -bhunter2", "gh secret set TOKEN -b***"),
    ("vercel deploy -thunter2", "vercel deploy -t***"),
  ])
  func `The value of a short flag is hidden in its own word`(_ line: String, _ shown: String) {
    expect(line, toBeShownAs: shown)
  }

  @Test(arguments: [
    ("skopeo copy --src-creds a:hunter2 x y", "skopeo copy --src-creds *** x y"),
    ("podman push --creds=a:hunter2 x", "podman push --creds=a:*** x"),
    ("curl -U a:hunter2 https://x", "curl -U a:*** https://x"),
    ("curl --proxy-user a:hunter2 https://x", "curl --proxy-user a:*** https://x"),
    ("curl -b sid=hunter2 https://x", "curl -b sid=*** https://x"),
    ("vault login hunter2", "vault login ***"),
    ("gem push a.gem -k hunter2", "gem push a.gem -k ***"),
    ("uv publish -t hunter2", "uv publish -t ***"),
    ("nuget push a.nupkg hunter2", "nuget push a.nupkg ***"),
    (
      "sqlpackage /Action:Publish /TargetPassword:hunter2",
      "sqlpackage /Action:Publish /TargetPassword:***"
    ),
    ("agent run --a:b --token:hunter2", "agent run --a:b --token:***"),
    ("wrangler deploy --var KEY:hunter2", "wrangler deploy --var KEY:***"),
    ("newman run a.json --env-var a=hunter2", "newman run a.json --env-var a=***"),
    ("npm config set _auth hunter2", "npm config set _auth ***"),
    ("redis-cli -a hunter2 ping", "redis-cli -a *** ping"),
    ("redis-server --requirepass hunter2", "redis-server --requirepass ***"),
    ("security unlock-keychain -p hunter2 a", "security unlock-keychain -p *** a"),
    ("signtool sign /f a.pfx /p hunter2 a.exe", "signtool sign /f a.pfx /p *** a.exe"),
    ("keytool -list -storepass hunter2", "keytool -list -storepass ***"),
    ("unzip -P hunter2 a.zip", "unzip -P *** a.zip"),
    ("ldapsearch -x -w hunter2 uid=a", "ldapsearch -x -w *** uid=a"),
    ("cf auth me hunter2", "cf auth me ***"),
    ("heroku config:set A=hunter2 -a shop", "heroku config:set A=*** -a shop"),
    ("fly secrets set A=hunter2 B=hunter3", "fly secrets set A=*** B=***"),
    (
      "aws ssm put-parameter --name a --value hunter2", "aws ssm put-parameter --name a --value ***"
    ),
    ("vault kv put kv/shop api=hunter2", "vault kv put kv/shop api=***"),
    ("pulumi config set a hunter2 --secret", "pulumi config set a *** --secret"),
    ("agent --key a1b2c3d4e5f6g7h8", "agent --key ***"),
    ("mc alias set m https://h me hunter2", "mc alias set m https://h me ***"),
    ("htpasswd -nb me hunter2", "htpasswd -nb me ***"),
    ("htpasswd -bnBC 10 me hunter2", "htpasswd -bnBC 10 me ***"),
    ("ngrok authtoken hunter2", "ngrok authtoken ***"),
    ("cloudflared service install hunter2", "cloudflared service install ***"),
    ("consul acl set-agent-token agent hunter2", "consul acl set-agent-token agent ***"),
    ("gitlab-runner register -r hunter2", "gitlab-runner register -r ***"),
    ("useradd -p hunter2 me", "useradd -p *** me"),
    ("composer config -g http-basic.h me hunter2", "composer config -g http-basic.h me ***"),
    (
      "composer config -g github-oauth.github.com hunter2",
      "composer config -g github-oauth.github.com ***"
    ),
    (
      "bundle config rubygems.pkg.github.com me:hunter2",
      "bundle config rubygems.pkg.github.com ***"
    ),
    ("vsce publish -p hunter2", "vsce publish -p ***"),
    ("tfx extension publish -t hunter2", "tfx extension publish -t ***"),
    ("rclone obscure hunter2", "rclone obscure ***"),
    ("rclone config create r s3 pass hunter2", "rclone config create r s3 pass ***"),
    ("dokku config:set shop A=hunter2", "dokku config:set shop A=***"),
    ("eb setenv A=hunter2 B=hunter3", "eb setenv A=*** B=***"),
    ("railway variables --set A=hunter2", "railway variables --set A=***"),
    ("netlify env:set A hunter2", "netlify env:set A ***"),
    ("openssl enc -k hunter2 -in a", "openssl enc -k *** -in a"),
    ("ssh-keygen -f a -N hunter2", "ssh-keygen -f a -N ***"),
    ("bcp a in b -U sa -P hunter2", "bcp a in b -U sa -P ***"),
    ("sqlplus -s me/hunter2@db @a.sql", "sqlplus -s me/*** @a.sql"),
    ("smbclient -U me%hunter2 //h/s", "smbclient -U me%*** //h/s"),
    ("mongosh -u me -phunter2", "mongosh -u me -p***"),
    ("http --auth me:hunter2 https://x", "http --auth me:*** https://x"),
    ("echo hunter2 | wrangler secret put A", "echo *** | wrangler secret put A"),
    ("echo hunter2 | vercel env add A", "echo *** | vercel env add A"),
    ("echo hunter2 | passwd --stdin me", "echo *** | passwd --stdin me"),
    ("test: [redis-cli, -a, hunter2, ping]", "test: [redis-cli, -a, ***, ping]"),
  ])
  func `A secret of a command is hidden`(_ line: String, _ shown: String) {
    expect(line, toBeShownAs: shown)
  }

  private func expect(_ line: String, toBeShownAs shown: String) {
    #expect(SecretMask.masked(line) == shown)
    #expect(SecretMask.masked(shown) == shown)
    #expect(Excerpt.command(line.split(separator: " ").map(String.init)) == shown)
  }

  @Test(arguments: [
    "mysql -P 3306 -h db shop", "mysql -p shop", "docker run -u node -p3000:3000 image",
    "curl -fsSL https://x", "curl -sSfb cookies.txt https://x",
    "curl -su $USER:$PASSWORD https://x",
    "vault login -method=oidc", "vault login $TOKEN", "vault kv put kv/shop a=@file",
    "nuget push a.nupkg -Source https://x", "nuget push a.nupkg > log",
    "cosign sign --key cosign.key a",
    "aws s3api get-object --bucket a --key dist/a.zip", "terraform init -key state",
    "unzip -q a.zip", "zip -r a.zip .", "redis-cli ping", "heroku config:get A",
    "fly secrets set A=$A", "pulumi config set region eu", "cf auth", "docker login -p ((pw)) r",
    "gcloud auth login --brief", "signtool verify /pa a.exe", "mc alias list m",
    "htpasswd -nb $A $B", "composer config platform.php 8.2", "bundle config path vendor",
    "sqlplus /nolog @a/b.sql", "sqlplus $A/$B @a.sql", "ssh-keygen -f a", "vercel env add A",
  ])
  func `Other words of such commands are shown`(_ line: String) {
    #expect(SecretMask.masked(line) == line)
  }

  // A limit tells a text that never ends from a busy machine; speed is for the benchmarks.
  @Test(
    .timeLimit(.minutes(15)),
    arguments: [
      "curl -su ", "vault login ", "docker login ", "secrets set A=b ", "mysql -p", "[", "], ",
      "--key:", "config set ",
    ])
  func `A command of many words is read to its end`(_ part: String) {
    let line = String(repeating: part, count: 20_000 / part.utf8.count)
    #expect(SecretMask.masked(line).utf8.count <= 2 * line.utf8.count)
    #expect(Excerpt.command(line.split(separator: " ").map(String.init)).count <= 200)
  }
}
