"""Inputs that make a reader of one file work again and again: for each line, name or reference anew."""
GITLAB = ".gitlab-ci.yml"


def calling(command, **files):
    """Files beside a job that runs a command which leads to them."""
    return {GITLAB: b"a: {script: %s}\n" % command, **files}


def named(name, content, command):
    return calling(command, **{name: content})


def many(pattern, count):
    return b"".join(pattern % n for n in range(count))


def terraform(kind, settings):
    return {"main.tf.json": b'{"resource":{"%s":{"b":{%s}}}}' % (kind, b",".join(settings))}


def nested(inner, depth=60):
    """Substitutions in each other, each of which repeats the text of those inside it."""
    return b'x "' + b'$(test "' * depth + inner + b'")' * depth + b'"\n'


def in_shells(command, depth=190):
    """A command in subshells in each other."""
    return b"( " * depth + command + b" )" * depth


def called(function, count, before=b""):
    """A script that calls a function again and again with other arguments."""
    return calling(b"./a.sh", **{"a.sh": before + b"f(){ " + function + b"; }\n" + many(b"f %d\n", count)})


def script(text):
    return calling(b"./a.sh", **{"a.sh": text})


CHART = {"chart/Chart.yaml": b"name: a\nversion: 1.0.0\n"}
CONTAINER = b"---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n        image: b\n        resources: {{%s}}\n"

READERS = {
    "bundles of Gradle": lambda: {
        "gradle/libs.versions.toml": b'[libraries]\n' + b"".join(b'l%d = "a:b%d:1"\n' % (n, n) for n in range(5_000)) + b"[bundles]\nx = [%s]\n" % b", ".join(b'"l%d"' % n for n in range(5_000)),
        "build.gradle.kts": b"dependencies {\n" + b"api(libs.bundles.x)\n" * 10_000 + b"}\n",
        **{f"m{n}/build.gradle.kts": b"dependencies {\n" + b"api(libs.bundles.x)\n" * 10 + b"}\n" for n in range(500)}},
    "bundles of one library": lambda: {
        "gradle/libs.versions.toml": b'[libraries]\na = "a:b:1"\n[bundles]\nx = [' + b'"a",' * 10_000 + b"]\n", "build.gradle.kts": b"dependencies {\n" + b"api(libs.bundles.x)\n" * 2_500 + b"}\n"},
    "levels of tox": lambda: named("tox.ini", b"[testenv]\ncommands =\n" + b"  {[a]b}\n" * 60 + b"[a]\nb =\n" + b"  {[c]d}\n" * 60 + b"[c]\nd =\n" + b"  {[e]f}\n" * 60 + b"[e]\nf =\n" + b"  pytest\n" * 60, b"tox"),
    "references of tox": lambda: named("tox.ini", b"[testenv]\ncommands = \n" + b"  {[a]b}\n" * 10_000 + b"[a]\nb = " + b"x " * 10_000 + b"\n", b"tox"),
    "environments of tox": lambda: named("tox.ini", b"[tox]\nenvlist = a\n[testenv]\ncommands =\n" + b"  a\n" * 9_000 + many(b"[testenv:%d]\n", 2_000), b"tox"),
    "names of tox": lambda: named("tox.ini", b"[tox]\nenvlist =\n" + b"  {1-14}{1-14}\n" * 30_000 + many(b"[testenv:%d{1-14}{1-14}]\ncommands = a\n", 10_000), b"tox"),
    "tables of tox": lambda: named("tox.toml", b"[env_run_base]\ncommands = [" + b"['a']," * 9_000 + b"]\n" + many(b"[env.a%d]\n", 2_000), b"tox"),
    "one target of many rules": lambda: named("Makefile", b"a: b\n" * 60_000 + b"a:\n\tgo test ./...\n", b"make a"),
    "one rule of many targets": lambda: named("Makefile", b"a" + b" a" * 999 + b":\n" + b"\tb\n" * 50_000, b"make a"),
    "targets of variables": lambda: named("Makefile", b"A = " + b" ".join(b"a%d" % n for n in range(800)) + b"\n" + b"$(A):\n\tb\n" * 20_000, b"make a"),
    "needs of variables": lambda: named("Makefile", b"A = " + b"a " * 1_000 + b"\n" + b"a: $(A)\n\tb\n" * 20_000, b"make a"),
    "static patterns": lambda: named("Makefile", b" ".join(b"a%d" % n for n in range(1_000)) + b": %: " + b"%x " * 100_000 + b"\n\techo\n", b"make a1"),
    "a static pattern of a long name": lambda: named("Makefile", b"a" * 300_000 + b": %: " + b"%x " * 100_000 + b"\n\techo\n", b"make a1"),
    "variables of a target": lambda: named("Makefile", many(b"V%d = a\n", 20_000) + b"a: X = 1\n" + b"a:\n\tb\n" * 60_000, b"make a"),
    "conditions of make": lambda: named("Makefile", b"ifeq a\n" * 140_000 + b"a:\n\techo $(A)\n", b"make a"),
    "namespaces of Rake": lambda: named("Rakefile", b"namespace :a do\n" * 15_000 + b"task :b do\n sh 'x'\nend\n" * 15_000, b"rake b"),
    "a task of Rake that needs many": lambda: named("Rakefile", b"namespace :a do\n" * 20 + b"task :b => [" + b":c," * 200_000 + b"]\n", b"rake b"),
    "a long namespace of Rake": lambda: named("Rakefile", b"namespace :" + b"a" * 400_000 + b" do\n" + b"task :b do\nend\n" * 20_000, b"rake b"),
    "entry points and copies": lambda: {"Dockerfile": b"FROM a\n" + b'ENTRYPOINT ["a.sh"]\n' * 20_000 + b"COPY a b\n" * 40_000, "a.sh": b"x y\n"},
    "entry points of a script": lambda: {"Dockerfile": b"FROM a\n" + b'ENTRYPOINT ["a.sh"]\n' * 45_000, "a.sh": b"x y\n" * 200},
    "entry points of many stages": lambda: {"Dockerfile": many(b'FROM a\nENTRYPOINT ["s%d.sh"]\nCOPY a b\n', 12_000)},
    "values that a template names": lambda: {
        **CHART, "chart/values.yaml": many(b"k%d: {a: 1}\n", 60_000), "chart/templates/a.yaml": (CONTAINER % (b".Values.z " * 200)) * 200},
    "values of values": lambda: {
        **CHART, "chart/values.yaml": b"a:\n" + many(b"  k%d: {a: 1}\n", 55_000),
        "chart/templates/a.yaml": b"kind: Deployment\napiVersion: apps/v1\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      containers:\n" + b"      - {name: a, image: '{{ .Values.a.z }}'}\n" * 9_000},
    "a chain of requirements": lambda: {f"requirements-{n}.txt": many(b"a%d==1.0\n", 900) + b"-r requirements-%d.txt\n" % (n + 1) for n in range(100)},
    "requirements beside requirements": lambda: {"requirements.txt": b"a==1\n" * 100_000, **{f"requirements-{n}.txt": b"b\n" for n in range(1_000)}},
    "settings on one line": lambda: terraform(b"kubernetes_a", [b'"cpu":1'] * 120_000),
    "images on one line": lambda: terraform(b"kubernetes_deployment", [b'"image":"a:1"'] * 40_000),
    "resources on one line": lambda: {"main.tf.json": b'{"resource":{"aws_x":{%s}}}' % b",".join(b'"b%d":{}' % n for n in range(30_000))},
    "states on one line": lambda: {"main.tf.json": b'{"terraform":[%s]}' % b",".join([b'{"cloud":{}}'] * 60_000)},
    "properties on one line": lambda: {"template.json": b'{"AWSTemplateFormatVersion":"2010-09-09","Resources":{"R":{"Type":"AWS::ECS::Service","Properties":{%s}}}}' % b",".join([b'"HealthCheckPath":"/a"'] * 40_000)},
    "tasks on one line": lambda: {"playbook.yml": b"[{hosts: a, tasks: [" + b",".join(b"{name: a, m%d: {}}" % n for n in range(45_000)) + b"]}]"},
    "settings of a resource": lambda: {"main.tf": b'resource "kubernetes_a" "b" {\n' + b"cpu=1\n" * 160_000 + b"}\n"},
    "settings of a module": lambda: {"main.tf": b'module "b" {\nsource="x/y"\n' + b"cpu=1\n" * 160_000 + b"}\n"},
    "folders that are called env": lambda: {"env/" * 980 + f"f{n}": b"" for n in range(2_000)},
    "virtual environments": lambda: {"a/" + "env/" * 960 + "pyvenv.cfg": b"", **{f"d{n % 4}/" + "env/" * 960 + f"f{n}": b"" for n in range(2_000)}},
    "deep folders": lambda: {"aaa/" * 980 + f"f{n}": b"" for n in range(4_000)},
    "chained calls": lambda: {"src/main.rs": b"//" + b"tracing_subscribe " * 28_000 + b"\n" + b".json()\n" * 58_000},
    "keys of the web": lambda: {f"c{n}.json": (b"{" + b'"kty"' * 1_500 + b"}\n") * 6 for n in range(20)},
    "passwords of tests": lambda: {f"c{n}.yml": (b"test:\n" + b"  a_password: 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF2'\n" * 100) * 90 for n in range(2)},
    "operators of a workflow's rule": lambda: {".github/workflows/a.yml": b"on: push\njobs: {a: {runs-on: u, if: '" + b"||".join([b"a"] * 330_000) + b"', steps: [{run: make}]}}\n"},
    "parts of a workflow's rule": lambda: {".github/workflows/a.yml": b"on: push\njobs: {a: {runs-on: u, if: '" + b"&&".join([b"a"] * 330_000) + b"', steps: [{run: make}]}}\n"},
    "operators of a condition of Azure": lambda: {"azure-pipelines.yml": b"steps:\n- script: make\n  condition: " + b"||".join([b"a"] * 330_000) + b"\n"},
    "operators of a rule of GitLab": lambda: {GITLAB: b"a: {script: make, rules: [{if: '" + b"||".join([b"$A"] * 240_000) + b"'}]}\n"},
    "a session of nox without a name": lambda: named("noxfile.py", b'@nox.session\ndef (session):\n    session.run("pytest")\n', b"nox"),
    "arithmetic with parentheses in quotes": lambda: script(b'$((echo "((("))\n' * 60_000),
    "bodies that nothing closes on a line": lambda: script(b"if (a) { \\{ };" * 60_000),
    "indented ends of heredocs": lambda: script(b"cat <<E\n E\n" * 90_000),
    "indented ends of many heredocs": lambda: script(b"".join(b"cat <<E%d\n E%d\n" % (n, n) for n in range(45_000))),
    "types that nothing closes behind catch": lambda: script(b"catch [;" * 120_000),
    "subscripts that nothing closes": lambda: script(b"a[;" * 330_000),
    "empty choices of a function": lambda: called(b"case $1 in " + b"a);;" * 40_000 + b" b) [ $1 ];; esac", 10_000),
    "assignments of a function": lambda: called(b"A=1 " * 40_000 + b"\n [ $1 ]", 10_000),
    "items of a function's array": lambda: called(b"A=(" + b"a " * 80_000 + b"); [ $1 ]", 10_000, b"B=(x)\n"),
    "variables in words of words": lambda: script(b"f(){ a; }\nA=$1\n" + nested(b"$a" * 300_000)),
    "many commands": lambda: script(b"a\n" * 500_000),
    "functions that call each other from parentheses": lambda: script(b"".join(b"f%d(){ %s; }\n" % (n, in_shells(b"f%d" % (n + 1))) for n in range(60)) + b"f0\n"),
    "scripts that read each other from parentheses": lambda: calling(b"./s0.sh", **{f"s{n}.sh": in_shells(b". ./s%d.sh" % (n + 1)) + b"\n" for n in range(60)}),
    "a long test around commands": lambda: named("Makefile", b"a:\n\tif [ " + b"x" * 240_000 + b" ]; then " + b"a;" * 40_000 + b" fi\n", b"make a"),
    "a long test with references around commands": lambda: named("Makefile", b'a:\n\tif [ "$(shell a)' + b"x" * 240_000 + b'" ]; then ' + b"a;" * 40_000 + b" fi\n", b"make a"),
    "long values of make": lambda: named("Makefile", b"A=" + b"x" * 480_000 + b"\n" + b"A+=x\n" * 80_000 + b"a:\n\techo\n", b"make a"),
    "long values of just": lambda: named("justfile", b'a := "' + b"x" * 32_000 + b'"\n\na:\n  echo ' + b"{{a}}" * 8_000 + b"\n", b"just a"),
    "long values of a Taskfile": lambda: named("Taskfile.yml", b'version: 3\nvars: {A: "' + b"x" * 32_000 + b'"}\ntasks:\n  a: {cmds: ["echo ' + b"{{.A}}" * 8_000 + b'"]}\n', b"task a"),
    "variables of each task": lambda: named("Taskfile.yml", b"version: 3\nvars:\n" + many(b"  A%d: x\n", 40_000) + b"tasks:\n" + many(b"  t%d: {cmd: x, vars: {a: b}}\n", 13_000), b"task t1"),
    "a command of a task again and again": lambda: named("Taskfile.yml", b'version: 3\ntasks:\n  a:\n    cmds:\n    - &a "' + b"x;" * 4_000 + b'"\n' + b"    - *a\n" * 4_000, b"task a"),
    "tuples of Mix": lambda: {"mix.exs": b"def deps " + b"{:a" * 250_000},
}
