import SourceModel

extension ShellWrapper {
  /// The wrappers by the program that stands first.
  static let table = NameTable<[ShellWrapper]>(
    Dictionary(
      grouping: processes + machines + containers + packages + environments + texts
    ) { $0.path[0] })

  /// The wrapper that a program may be, with the folder of its path left out.
  static func candidates(for program: String) -> [ShellWrapper]? {
    if let found = table[program] { return found }
    guard program.utf8.contains(UInt8(ascii: "/")),
      program.utf8.first == UInt8(ascii: "/") || program.contains("node_modules/.bin/")
        || program.contains("vendor/bin/") || program.hasPrefix("bin/")
        || program.hasPrefix("./bin/"),
      let slash = program.utf8.lastIndex(of: UInt8(ascii: "/"))
    else { return nil }
    return table[String(program[program.utf8.index(after: slash)...])]
  }

  // MARK: - Processes

  private static let processes = [
    ShellWrapper(
      "sudo", .assignments,
      valued: "-u --user -g --group -h --host -p --prompt -C -r --role -t --type -T -U -D --chdir"),
    ShellWrapper("doas", valued: "-u -C"),
    ShellWrapper("gosu", operands: 1),
    ShellWrapper("su-exec", operands: 1),
    ShellWrapper("setpriv", valued: "--reuid --regid --groups"),
    ShellWrapper("s6-setuidgid", operands: 1),
    ShellWrapper("runuser", valued: "-u --user -g --group", texts: "-c --command"),
    ShellWrapper("su", .textOnly, texts: "-c --command"),
    ShellWrapper(
      "env", .assignments, valued: "-u --unset -C --chdir", texts: "-S --split-string"),
    ShellWrapper("time", valued: "-f --format -o --output"),
    ShellWrapper("gtime", valued: "-f --format -o --output"),
    ShellWrapper("nice", valued: "-n --adjustment"),
    ShellWrapper("ionice", valued: "-c --class -n --classdata"),
    ShellWrapper("nohup"), ShellWrapper("setsid"), ShellWrapper("unbuffer"),
    ShellWrapper("builtin"), ShellWrapper("noglob"), ShellWrapper("catchsegv"),
    ShellWrapper("caffeinate"), ShellWrapper("winpty"), ShellWrapper("call"),
    ShellWrapper("@call"), ShellWrapper("dumb-init"), ShellWrapper("tini"),
    ShellWrapper("dbus-run-session", valued: "--config-file --dbus-daemon"),
    ShellWrapper("command", blockers: "-v -V"),
    ShellWrapper("exec", valued: "-a"),
    ShellWrapper("timeout", operands: 1, valued: "-s --signal -k --kill-after"),
    ShellWrapper("gtimeout", operands: 1, valued: "-s --signal -k --kill-after"),
    ShellWrapper("stdbuf", valued: "-i --input -o --output -e --error"),
    ShellWrapper("taskset", operands: 1),
    ShellWrapper("arch"), ShellWrapper("linux32"), ShellWrapper("linux64"),
    ShellWrapper("chroot", operands: 1),
    ShellWrapper("systemd-run", valued: "-p --property -u --unit"),
    ShellWrapper(
      "xvfb-run",
      valued: "-s --server-args -n --server-num -e --error-file -f --auth-file -w --wait -p"),
    ShellWrapper("flock", operands: 1, valued: "-w --timeout -E", texts: "-c --command"),
    ShellWrapper(
      "xargs", valued: "-I -n -P -L -d -E -a -s --max-args --max-procs --delimiter --arg-file"),
    // https://pubs.opengroup.org/onlinepubs/9799919799/utilities/find.html
    ShellWrapper(
      "find", [.kept, .textOnly, .terminated], rest: "-exec -execdir -ok -okdir"),
    // https://circleci.com/docs/use-the-circleci-cli-to-split-tests
    ShellWrapper("circleci tests run", .textOnly, texts: "--command"),
    ShellWrapper(
      "parallel", [.mayBeText, .listed],
      valued: "-j --jobs -a --arg-file -n -N -L -I --joblog --retries --delay --timeout -C"),
    ShellWrapper("entr"),
    ShellWrapper("watch", .mayBeText, valued: "-n --interval"),
    ShellWrapper(
      "retry", [.counted, .mayBeText],
      valued: "-n -t -d -s --times --tries --attempts --max --delay --sleep --until --backoff"),
    ShellWrapper("travis_retry"), ShellWrapper("travis_wait", .counted),
    ShellWrapper("wait-for-it", .separated), ShellWrapper("dockerize", .separated),
  ]

  // MARK: - Other machines

  private static let machines = [
    ShellWrapper(
      "ssh", [.joined, .kept, .loose], operands: 1,
      valued: "-i -p -o -l -F -J -L -R -D -b -c -E -e -I -m -O -Q -S -W -w -B"),
    ShellWrapper("sshpass", valued: "-p -f -P -d"),
    // https://github.com/dvddarias/rdocker
    ShellWrapper("rdocker", operands: 1),
    ShellWrapper("vagrant ssh", [.textOnly, .kept], texts: "-c --command"),
    ShellWrapper("gcloud compute ssh", [.textOnly, .kept], texts: "--command"),
    ShellWrapper("kubectl exec", .separated, global: kubectl),
    ShellWrapper("oc exec", .separated, global: kubectl),
    ShellWrapper("lxc exec", [.separated, .named], operands: 1),
    ShellWrapper("heroku run", .kept, valued: "-a --app -s --size -e --env -r --remote"),
  ]

  private static let kubectl = "-n --namespace --context --kubeconfig --cluster --user -s --server"

  // MARK: - Containers

  private static let containers =
    ["docker", "podman", "nerdctl"].flatMap { program in
      [
        ShellWrapper(
          "\(program) run", [.named, .entrypoint], operands: 1, valued: run, global: docker),
        ShellWrapper(
          "\(program) container run", [.named, .entrypoint], operands: 1, valued: run,
          global: docker),
        ShellWrapper("\(program) exec", .named, operands: 1, valued: exec, global: docker),
        ShellWrapper(
          "\(program) container exec", .named, operands: 1, valued: exec, global: docker),
        ShellWrapper(
          "\(program) compose run", [.named, .entrypoint], operands: 1, valued: run,
          global: compose),
        ShellWrapper("\(program) compose exec", .named, operands: 1, valued: exec, global: compose),
      ]
    }
    + ["docker-compose", "podman-compose"].flatMap { program in
      [
        ShellWrapper(
          "\(program) run", [.named, .entrypoint], operands: 1, valued: run, global: compose),
        ShellWrapper("\(program) exec", .named, operands: 1, valued: exec, global: compose),
      ]
    }
    // https://github.com/kudulab/dojo
    + [ShellWrapper("dojo", .mayBeText, valued: "-c --config -i --image --driver --identity-dir")]

  private static let docker = "--context -c --host -H --config --log-level -l"
  private static let compose =
    "-f --file -p --project-name --profile --env-file --project-directory --ansi --context"
    + " --progress --parallel"
  private static let exec = "-e --env --env-file -w --workdir -u --user --index --detach-keys"
  private static let run =
    exec + " -v --volume -p --publish --name --network --net --network-alias --entrypoint --mount"
    + " -l --label --label-file --platform --gpus --cpus -c --cpu-shares --cpuset-cpus -m --memory"
    + " --memory-swap --add-host --link --restart --shm-size --tmpfs --ulimit --log-driver"
    + " --log-opt --pull --security-opt --cap-add --cap-drop --device --dns --dns-search --expose"
    + " -h --hostname --ipc --pid --pids-limit --volumes-from --volume-driver --cidfile -a --attach"
    + " --stop-timeout --stop-signal --health-cmd --health-interval --health-retries"
    + " --health-timeout --runtime --sysctl --userns --uts --ip --isolation --cgroupns --group-add"

  // MARK: - Package managers

  private static let packages =
    [
      ShellWrapper("npx", .versioned, valued: "-p --package", texts: "-c --call"),
      ShellWrapper("bunx", .versioned, valued: "-p --package"),
      ShellWrapper("bun x", .versioned),
      ShellWrapper(
        "npm exec", .versioned, valued: npm + " -p --package", texts: "-c --call", global: npm),
      ShellWrapper(
        "npm x", .versioned, valued: npm + " -p --package", texts: "-c --call", global: npm),
      ShellWrapper("pnpm exec", .versioned, valued: pnpm, texts: "-c", global: pnpm),
      ShellWrapper("pnpm dlx", .versioned, valued: pnpm + " --package", texts: "-c", global: pnpm),
      ShellWrapper("pnpx", .versioned, valued: "--package"),
      ShellWrapper("yarn exec", .versioned, global: "--cwd"),
      ShellWrapper("yarn dlx", .versioned, valued: "-p --package"),
      ShellWrapper("lerna exec", .kept, valued: "--scope --ignore --concurrency --since"),
      ShellWrapper("corepack", blockers: "enable disable prepare install use up pack hydrate"),
      ShellWrapper("bundle exec", global: "--gemfile"),
      ShellWrapper("appraisal", operands: 1, blockers: "install update clean generate list"),
      ShellWrapper("poetry run", [.python], global: "-C --directory -P --project"),
      ShellWrapper("pipenv run", [.python]),
      ShellWrapper("pdm run", [.python, .scripted], valued: "-p --project --venv", global: "-p"),
      ShellWrapper("hatch run", [.python, .scripted], global: "-e --env"),
      ShellWrapper("rye run", [.python]),
      // https://pixi.sh/latest/reference/cli/pixi/run/
      ShellWrapper("pixi run", [.scripted], valued: "-e --environment --manifest-path"),
      ShellWrapper("uv run", [.python], valued: uv, global: uv),
      ShellWrapper("uv tool run", .versioned, valued: uv + " --from"),
      ShellWrapper("uvx", .versioned, valued: uv + " --from"),
      ShellWrapper("pipx run", .versioned, valued: "--spec --python --pip-args"),
      ShellWrapper("rustup run", operands: 1),
    ]
    + ["conda run", "mamba run", "micromamba run"].map {
      ShellWrapper($0, [.python], valued: "-n --name -p --prefix --cwd")
    }

  private static let npm = "-w --workspace --prefix -C --loglevel"
  private static let pnpm = "--filter -F -C --dir --loglevel --reporter"
  private static let uv =
    "--with --with-editable --with-requirements --python -p --extra --group --only-group"
    + " --no-group --env-file --project --directory --package --index --index-url --default-index"
    + " --extra-index-url --find-links --cache-dir --config-file --resolution --refresh-package"

  // MARK: - Environments

  private static let environments = [
    ShellWrapper("cross-env", .assignments),
    ShellWrapper("cross-env-shell", [.assignments, .mayBeText]),
    ShellWrapper("env-cmd", valued: "-f --file -e --environments -r --rc-file"),
    ShellWrapper("dotenv", valued: "-e -c -f --file -p -v"),
    ShellWrapper("dotenvx run", .kept, valued: "-f --env-file -e --env"),
    ShellWrapper("op run", [.separated, .kept], valued: "--env-file --account"),
    ShellWrapper("doppler run", [.separated, .kept], texts: "--command"),
    ShellWrapper("infisical run", [.separated, .kept], texts: "--command"),
    ShellWrapper("teller run", [.separated, .kept]),
    ShellWrapper("chamber exec", [.separated, .kept]),
    // https://cyberark.github.io/summon/
    ShellWrapper("summon", .kept, valued: "-p --provider -f -e --environment -D --yaml"),
    ShellWrapper(
      "aws-vault exec", .kept, operands: 1, valued: "-d --duration -t --mfa-token --region"),
    ShellWrapper("sops exec-env", [.kept, .mayBeText], operands: 1),
    ShellWrapper("direnv exec", operands: 1),
    ShellWrapper("mise exec", .separated), ShellWrapper("mise x", .separated),
    ShellWrapper("asdf exec"), ShellWrapper("rbenv exec"), ShellWrapper("pyenv exec"),
    ShellWrapper("nvm exec", .counted), ShellWrapper("fnm exec", .separated),
    ShellWrapper("nix develop", [.kept, .textOnly], valued: nix, rest: "-c --command"),
    ShellWrapper("nix shell", [.kept, .textOnly], valued: nix, rest: "-c --command"),
    ShellWrapper("nix-shell", [.kept, .textOnly], texts: "--run --command"),
    ShellWrapper("nyc", .kept, valued: wrapped), ShellWrapper("c8", .kept, valued: wrapped),
    ShellWrapper("percy exec", [.separated, .kept]),
    ShellWrapper("firebase emulators:exec", [.kept, .mayBeText], valued: "--only --project -P"),
  ]

  private static let nix = "--option --override-input --inputs-from --profile"
  private static let wrapped = """
    -r --reporter -n --include -x --exclude --cwd -e --extension -o --report-dir --reports-dir \
    --temp-dir --temp-directory -t --nycrc-path -c --config --require -i --src --branches --lines \
    --functions --statements
    """

  // MARK: - Texts

  private static let texts = [
    ShellWrapper("eval", .joined),
    ShellWrapper("cmd", [.mayBeText, .textOnly], rest: "/c /C /k"),
    ShellWrapper("cmd.exe", [.mayBeText, .textOnly], rest: "/c /C /k"),
  ]
}
