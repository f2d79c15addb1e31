import Syntax
import Testing

@Suite struct ShellWrapperTests {
  static let rows: [(script: String, commands: [String])] = [
    ("sudo -u root FOO=1 apt-get update", ["apt-get update | sudo | FOO=1"]),
    ("env A=1 -u B nice -n 5 timeout 10m a", ["a | env, nice, timeout | A=1"]),
    ("time -p nohup a", ["a | time, nohup"]),
    ("timeout --signal=KILL 60 npm test", ["npm test | timeout"]),
    ("find . | xargs -n 1 -P4 shellcheck -x", ["find .", "shellcheck -x | xargs"]),
    (
      "circleci tests run --command=\"xargs bundle exec rspec\" --split-by=timings",
      ["rspec | circleci tests run, xargs, bundle exec"]
    ),
    ("xvfb-run -a --server-args='-screen 0' npx cypress run", ["cypress run | xvfb-run, npx"]),
    ("npx --yes -p a eslint@8 .", ["eslint . | npx"]),
    ("npx -c 'jest && b'", ["jest | npx", "b | npx"]),
    ("bunx vitest", ["vitest | bunx"]),
    ("pnpm --filter web exec tsc -b", ["tsc -b | pnpm exec"]),
    ("pnpm dlx turbo run x", ["turbo run x | pnpm dlx"]),
    ("yarn dlx jest", ["jest | yarn dlx"]),
    ("npm exec -- jest --ci", ["jest --ci | npm exec"]),
    ("bundle exec rspec", ["rspec | bundle exec"]),
    ("poetry run pytest -q", ["pytest -q | poetry run"]),
    ("uv run --frozen --with x pytest", ["pytest | uv run"]),
    ("uv run python -m pytest", ["python -m pytest | uv run"]),
    ("uv run -m pytest", ["python -m pytest | uv run"]),
    ("uvx ruff@0.4 check", ["ruff check | uvx"]),
    ("pipenv run mypy .", ["mypy . | pipenv run"]),
    ("pdm run pytest", ["pytest | pdm run"]),
    ("pdm run test", ["pdm run test"]),
    ("hatch run pytest", ["pytest | hatch run"]),
    ("hatch run lint:all", ["hatch run lint:all"]),
    ("rye run pytest", ["pytest | rye run"]),
    ("conda run -n e pytest", ["pytest | conda run"]),
    ("docker run --rm -v $PWD:/x -e A=1 node:20 npm test", ["npm test | docker run node:20"]),
    // An option that is a part of one with a value, or ends like one, has none itself.
    ("docker run --net-x a b", ["b | docker run a"]),
    ("docker run --xlabel a b", ["b | docker run a"]),
    ("docker run '--net --name' a b", ["b | docker run a"]),
    ("docker run --group-add x a b", ["b | docker run a"]),
    ("docker run --rm alpine", ["docker run --rm alpine"]),
    ("docker run --entrypoint sh alpine -c 'a; b'", ["sh -c 'a; b' | docker run alpine"]),
    ("docker exec -it web php artisan migrate", ["php artisan migrate | docker exec web"]),
    ("docker compose -f x.yml run --rm app pytest", ["pytest | docker compose run app"]),
    ("docker-compose exec -T app pytest", ["pytest | docker-compose exec app"]),
    ("rdocker me@host docker stack deploy x", ["docker stack deploy x | rdocker"]),
    ("dojo -c Dojofile.build './tasks a'", ["./tasks a | dojo"]),
    ("dojo go test", ["go test | dojo"]),
    ("kubectl exec -n x deploy/app -- rake db:migrate", ["rake db:migrate | kubectl exec"]),
    ("cross-env NODE_ENV=test jest", ["jest | cross-env | NODE_ENV=test"]),
    ("dotenv -e .env -- jest", ["jest | dotenv"]),
    (
      "summon -e production ./publish.sh 1.0",
      ["summon -e production ./publish.sh 1.0", "./publish.sh 1.0 | summon"]
    ),
    ("retry 3 make e2e", ["make e2e | retry"]),
    (
      "ssh -i k deploy@host 'cd /srv && docker compose up -d'",
      [
        "ssh -i k deploy@host 'cd /srv && docker compose up -d'", "cd /srv | ssh",
        "docker compose up -d | ssh",
      ]
    ),
    (
      "ssh host <<EOF\ncd /srv\n./up\nEOF",
      ["ssh host", "cd /srv | ssh", "./up | ssh"]
    ),
    (
      "nix develop .#ci -c cargo test",
      ["nix develop .#ci -c cargo test", "cargo test | nix develop"]
    ),
    (
      "nix-shell --run 'make test'",
      ["nix-shell --run 'make test'", "make test | nix-shell"]
    ),
    ("mise exec -- node x.js", ["node x.js | mise exec"]),
    ("direnv exec . make", ["make | direnv exec"]),
    ("doppler run -- npm start", ["doppler run -- npm start", "npm start | doppler run"]),
    (
      "aws-vault exec prod -- terraform apply",
      ["aws-vault exec prod -- terraform apply", "terraform apply | aws-vault exec"]
    ),
    ("op run --env-file=x -- make", ["op run --env-file=x -- make", "make | op run"]),
    ("watch -n 5 kubectl get pods", ["kubectl get pods | watch"]),
    ("eval \"npm test\"", ["npm test | eval"]),
    ("parallel ./test.sh ::: a b", ["./test.sh | parallel"]),
    (
      "set -eu -o pipefail\nparallel ./test.sh ::: a b\nls c",
      ["set -eu -o pipefail", "./test.sh | parallel", "ls c"]
    ),
    ("eval $(ssh-agent -s)", ["ssh-agent -s", "eval '$(ssh-agent -s)'"]),
    ("echo 'make x' | bash", ["echo 'make x'", "bash", "make x"]),
    ("curl x | sudo bash -", ["curl x", "bash - | sudo"]),
    ("command -v docker", ["command -v docker"]),
    ("/usr/bin/env bash x.sh", ["bash x.sh | env"]),
    ("node_modules/.bin/cross-env A=1 jest", ["jest | cross-env | A=1"]),
    ("winpty docker run -it a b", ["b | winpty, docker run a"]),
  ]

  @Test("programs that run others are seen through", arguments: rows)
  func wrappers(_ script: String, _ commands: [String]) {
    #expect(ShellOutline.lines(script) == commands)
  }
}
