"""Inputs whose parts are asked for by each other, so that a reader which goes through all of them for each costs the
square: files that others name over and over, lists that many jobs take over, patterns and the files of a tree."""
import hashlib
import json

LATER = ".github/workflows/later.yml"


def lines(pattern, count):
    return b"".join(pattern % n + b"\n" for n in range(count))


def ignore(rules, count=10_000):
    return {".gitignore": rules, **{f"a/f{n}.txt": b"" for n in range(count)}}


def files(count):
    return {f"a{n // 1000}/f{n}.txt": b"" for n in range(count)}


def jobs(count, steps, step, extra=b""):
    """Jobs of a workflow whose steps run a command, `%i` the job's number and `%k` the step's."""
    def run(job, number):
        return b"{run: '%s'}" % step.replace(b"%k", b"%d" % number).replace(b"%i", b"%d" % job)
    return b"jobs:\n" + b"".join(
        b"  j%d: {%sruns-on: u, steps: [%s]}\n" % (n, extra, b", ".join(run(n, k) for k in range(steps))) for n in range(count))


def calls(command, first=b"true"):
    """Jobs of GitLab that run a command as often as it is read, the first line once before it."""
    script = b".x: &x\n  - |\n" + b"    %s\n" % first + b"    %s\n" % command * 4_999
    return script + b"".join(b"j%d: {script: *x}\n" % n for n in range(12))


DEPLOYMENT = (
    b"---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d%d}\n"
    b"spec: {template: {spec: {containers: [{name: a, image: '%s'}]}}}\n")


def deployments(count, image, per=5_000, folder="k8s"):
    return {
        f"{folder}/d{part}.yaml": b"".join(DEPLOYMENT % (n, image(n)) for n in range(part * per, min(count, (part + 1) * per)))
        for part in range((count + per - 1) // per)}


def workflow(steps, count):
    """Jobs whose steps are those that `steps` gives for the job's number."""
    return b"on: push\njobs:\n" + b"".join(b"  j%d: {runs-on: u, steps: [%s]}\n" % (n, b", ".join(steps(n))) for n in range(count))


def workflows(name, count, per, steps):
    return {f".github/workflows/{name}{i}.yml": workflow(lambda n: steps(i, n), per) for i in range(count)}


CRITERION = (
    b"id: %s\nstage: v1\narea: source\neffect: sharing\nweight: %d\neffort: %s\ntitle: {en: A, ko: a}\nquestion: {en: A, ko: a}\n"
    b"why: {en: A, ko: a}\nmet: %s\nsays: {met: {en: a, ko: a}, unmet: {en: b, ko: b}}\nlooked-for: [%s]\nnext: [{how: {en: A, ko: a}}]\n"
    b"examples: [{name: a, status: met}, {name: b, status: unmet}]\n")


def rubric(*conditions, weight=1, effort=lambda n: b"hour", shown=b"{en: a, ko: a}", reached=60):
    """A rubric of the repository's own that adds a criterion for each condition to the built-in one."""
    names = [b"x.c%d" % n for n in range(len(conditions))]
    return {
        ".devops-assess.yml": b"rubric: r\n",
        "r/r.yml": b"extends: v1-v5\nname: a\nversion: '1'\nreached-at: %d\nadd: {v1: [%s]}\n" % (reached, b", ".join(names)),
        **{f"r/criteria/v1/{name.decode()}.yml": CRITERION % (name, weight, effort(n), condition, shown)
           for n, (name, condition) in enumerate(zip(names, conditions))}}


def tools(*parts):
    """A rubric of the repository's own that adds tools to the built-in ones."""
    return {
        ".devops-assess.yml": b"rubric: r\n", "r/r.yml": b"extends: v1-v5\nname: a\nversion: '1'\n",
        "r/catalogue/a.yml": b"".join(b"- {id: t%d, name: a, category: a, %s}\n" % (n, part) for n, part in enumerate(parts))}


# As deep as folders are read, and nearly as long as a path may be.
DEEP = "abcdefghijklmnopqrstuvwxyzab/" * 122


def called(step, count=200):
    """Jobs that call a workflow with one step, which may hold long lists."""
    return {
        LATER: b"on: push\njobs:\n" + lines(b"  j%d: {uses: ./.github/workflows/c.yml}", count),
        ".github/workflows/c.yml": b"on: {workflow_call: }\njobs: {a: {runs-on: u, steps: [{%s}]}}\n" % step}


def own_rubric(criteria, advice, words):
    """A rubric of the repository's own, whose form has one long word and whose criteria all give the same advice."""
    texts = b"title: {en: A, ko: a}, question: {en: A, ko: a}"
    starts = b", ".join(b"%s: {s: a}" % start for start in (b"change", b"main", b"tag", b"manual", b"version-input", b"schedule"))
    criterion = CRITERION.replace(b"[{how: {en: A, ko: a}}]", b"%s")
    return {
        ".devops-assess.yml": b"rubric: r\n",
        "r/r.yml": b"name: a\nversion: '1'\nreached-at: 60\nareas: [{id: source, title: {en: A, ko: a}}]\neffects: [{id: sharing, title: {en: A, ko: a}, why: {en: a, ko: a}}]\n"
        + b"stages: [{id: v1, %s, criteria: [%s]}]\nmilestones: [{id: m, title: {en: A, ko: a}, criteria: [x.c0]}]\n" % (texts, b", ".join(b"x.c%d" % n for n in range(criteria))),
        "r/advice/jobs.yml": b"toolchains: {t: }\nforms:\n- block: '{command}'\n  command: '{command}'\n  file: '{jobs}'\n  job: '{name}'\n  jobs: '{jobs}'\n  language: yaml\n"
        + b"  starts: {%s}\n  words:\n    w: |\n%s" % (starts, words),
        **{f"r/criteria/v1/x.c{n}.yml": criterion % (b"x.c%d" % n, 1, b"hour", b"{some: files, where: {path: nope}}", b"{en: a, ko: a}", advice) for n in range(criteria)}}


def like(*patterns):
    return b"{some: files, where: {path: {like: [%s]}}}" % b", ".join(b"'%s'" % pattern for pattern in patterns)


def again(first, alias, count):
    return first + (b", " + alias) * count


# What is refused with the status 2, as a rubric or a configuration that asks for too much.
REFUSED = {
    "a rubric of many patterns", "a rubric of many choices", "a rubric of many criteria", "a rubric that asks again and again",
    "a rubric that tries patterns on every file", "a rubric that shows every file again and again", "a rubric with a long text by aliases",
    "a rubric whose form is filled again and again", "unknown keys of a configuration", "unknown stages of a configuration", "names by aliases", "patterns by aliases", "reasons by aliases",
    "tools of unknown capabilities", "tools of many choices", "tools by aliases",
}

# What is judged by a rubric of its own, which asks nothing about pipelines.
OWN_RUBRIC = {"a snippet of nested keys"}

SQUARES = {
    "a script of comments that is called again and again": lambda: {
        ".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join([b"./a.sh"] * 4_000), "a.sh": b"# words that say nothing at all\n" * 30_000},
    "images that are built again and again": lambda: {
        ".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join([b"docker build ."] * 4_000),
        "Dockerfile": b"".join(b"FROM a AS s%d\nCOPY --from=s%d a b\n" % (n, n - 1) for n in range(25_000))},
    "services that are built again and again": lambda: {
        ".gitlab-ci.yml": b"a: {script: [%s, docker compose up --abort-on-container-exit]}\n" % b", ".join([b"docker compose build"] * 100),
        "compose.yaml": b"services:\n" + b"".join(b"  s%d: {build: .}\n" % n for n in range(30_000)), "Dockerfile": b"FROM a\nRUN make\n" * 20_000},
    "tasks of Rake and Dagger": lambda: {
        ".gitlab-ci.yml": b"a: {script: [%s]}\nb: {script: [%s]}\n" % (b", ".join([b"rake all"] * 4_000), b", ".join([b"dagger call a"] * 4_000)),
        "Rakefile": b"task all: %%w[%s]\n" % b" ".join(b"t%d" % n for n in range(20_000)) + b"".join(b"task t%d: []\n" % n for n in range(20_000)),
        "dagger.json": b'{"a": [%s]}' % b",".join([b"1"] * 200_000), "a.py": b"a = 1\n"},
    "settings that are read again and again": lambda: {
        LATER: b"on: push\njobs: {a: {runs-on: u, steps: [%s]}}\n" % b", ".join([b"{run: tsc -p tsconfig.json}", b"{run: gcloud builds submit .}", b"{run: azd up}"] * 1_500),
        "tsconfig.json": b'{"extends": "./b.json", "a": [%s]}' % b",".join([b"1"] * 400_000), "b.json": b'{"a": [%s]}' % b",".join([b"1"] * 400_000),
        "cloudbuild.yaml": b"a: [%s]\n" % b", ".join([b"1"] * 250_000), "azure.yaml": b"a: [%s]\n" % b", ".join([b"1"] * 250_000)},
    "child pipelines": lambda: {
        ".gitlab-ci.yml": b"".join(b"t%d: {trigger: {include: c.yml}}\n" % n for n in range(900)), "c.yml": b"".join(b"j%d: {script: make}\n" % n for n in range(20_000))},
    "start scripts of Dockerfiles": lambda: {
        "start.sh": b"a b c; " * 140_000, **{f"Dockerfile.{n}": b'FROM a\nENTRYPOINT ["./start.sh"]\n' for n in range(2_000)}},
    "patches that share a file": lambda: {
        "k8s/p.yaml": b"- {op: add, path: /a, value: 1}\n" * 30_000,
        **{f"k8s/a{n}/kustomization.yaml": b"resources: [d.yaml]\npatches: [{path: ../p.yaml, target: {kind: Deployment}}]\n" for n in range(1_000)}},
    "values beside one chart": lambda: {
        "chart/Chart.yaml": b"name: a\na: [%s]\n" % b", ".join([b"1"] * 250_000), "chart/templates/a.yaml": b"{{ .Values.a }}\n" * 50_000,
        **{f"chart/values-{n}.yaml": b"image: {repository: acme/a, tag: \"\"}\n" for n in range(1_000)}},
    "requirements that share a file": lambda: {
        "base.txt": b"a==1.0\n" * 120_000, **{f"requirements-{n}.txt": b"-r base.txt\n" for n in range(1_000)}},
    "routes beside one large file": lambda: {
        "package.json": b'{"dependencies": {"next": "1.0.0"}}', "next.config.js": b"a = 1\n" * 150_000,
        **{f"pages/api/r{n}.js": b"export default function handler(req, res) {}\n" for n in range(2_000)}},
    "many jobs that extend a large one": lambda: {".gitlab-ci.yml": b".b:\n  script:\n" + b"    - make\n" * 30_000 + b"".join(b"j%d: {extends: .b}\n" % n for n in range(10_000))},
    "references to a large list": lambda: {".gitlab-ci.yml": b".b:\n  script:\n" + b"    - make\n" * 5_000 + b"".join(b"j%d: {script: [!reference [.b, script]]}\n" % n for n in range(1_000))},
    "unknown bases": lambda: {".gitlab-ci.yml": b"j: {extends: [%s]}\n" % b", ".join(b"u%d" % m for m in range(20_000))},
    "a large list of variables": lambda: {".gitlab-ci.yml": b"variables:\n" + b"".join(b"  V%d: a\n" % n for n in range(10_000)) + b"".join(b"j%d: {script: 'make'}\n" % n for n in range(1_400))},
    "rules of the workflow": lambda: {".gitlab-ci.yml": b"workflow:\n  rules:\n" + b"    - {if: '$CI_COMMIT_BRANCH == \"x\"'}\n" * 10_000 + b"".join(b"j%d: {script: 'make'}\n" % n for n in range(1_000))},
    "services of all jobs": lambda: {".gitlab-ci.yml": b"default:\n  services: [%s]\n" % b", ".join([b"a"] * 10_000) + b"".join(b"j%d: {script: 'make'}\n" % n for n in range(1_000))},
    "a long command extended often": lambda: {
        ".gitlab-ci.yml": b".b: {script: 'echo %s'}\n" % (b"a" * 500_000) + b"".join(b"j%d: {extends: .b}\n" % n for n in range(1_000))},
    "a long command called often": lambda: {
        LATER: b"on: push\njobs:\n" + b"".join(b"  j%d: {uses: ./.github/workflows/c.yml}\n" % n for n in range(1_000)),
        ".github/workflows/c.yml": b"on: {workflow_call: }\njobs: {a: {runs-on: u, steps: [{run: 'echo %s'}]}}\n" % (b"a" * 500_000)},
    "children": lambda: {
        ".gitlab-ci.yml": b"".join(b"j%d: {trigger: {include: c.yml}}\n" % n for n in range(700)),
        "c.yml": b".b:\n" + b"".join(b"  k%d: a\n" % n for n in range(10_000)) + b"j: {script: make}\n"},
    "calls of a workflow that never runs": lambda: {
        LATER: b"on: push\njobs:\n" + b"".join(b"  j%d: {uses: ./.github/workflows/c.yml}\n" % n for n in range(1_000)),
        ".github/workflows/c.yml": b"on: {workflow_call: }\njobs:\n" + b"".join(b"  j%d: {if: false, runs-on: u, steps: [{run: make}]}\n" % n for n in range(9_000))},
    "steps that never run": lambda: {
        LATER: b"on: push\njobs:\n" + b"".join(b"  j%d: {uses: ./.github/workflows/c.yml}\n" % n for n in range(1_000)),
        ".github/workflows/c.yml": b"on: {workflow_call: }\njobs: {a: {runs-on: u, steps: [%s]}}\n" % b", ".join([b"{if: false, run: make}"] * 5_000)},
    "one call with many inputs": lambda: {
        LATER: b"on: push\njobs:\n  j: {uses: ./.github/workflows/c.yml, with: {%s}}\n" % b", ".join(b"i%d: a" % n for n in range(20_000)),
        ".github/workflows/c.yml": b"on: {workflow_call: {inputs: {%s}}}\njobs:\n" % b", ".join(b"i%d: {type: string}" % n for n in range(20_000)) + b"".join(b"  j%d: {runs-on: u, steps: [{run: make}]}\n" % n for n in range(1))},
    "variables of many steps": lambda: {
        LATER: b"on: push\nenv: {%s}\njobs:\n" % b", ".join(b"V%d: a" % n for n in range(5_000)) + b"".join(b"  j%d: {runs-on: u, steps: [%s]}\n" % (n, b", ".join([b"{uses: 'super-linter/super-linter@v7'}"] * 100)) for n in range(60))},
    "steps with variables of their own": lambda: {
        LATER: b"on: push\nenv: {%s}\njobs:\n" % b", ".join(b"V%d: a" % n for n in range(5_000)) + b"".join(b"  j%d: {runs-on: u, steps: [%s]}\n" % (n, b", ".join([b"{env: {A: b}, run: make}"] * 100)) for n in range(60))},
    "words of many variables": lambda: {
        LATER: b"on: push\nenv: {A: %s}\njobs:\n" % (b"a" * 100_000) + b"".join(b"  j%d: {runs-on: u, steps: [%s]}\n" % (n, b", ".join([b"{run: 'docker push " + b"$A" * 200 + b"'}"] * 10)) for n in range(60))},
    "tasks of a long playbook": lambda: {"playbook.yml": b"- hosts: all\n  tasks:\n" + b"".join(b"    - docker_container: {image: '{{ I%d }}'}\n" % n for n in range(10_000))},
    "quotes that escape": lambda: {
        **{f"s{n}.js": b"'\\x" * 300_000 for n in range(2)}, "setup.py": b"'\\x" * 300_000,
        "Gemfile": b'"\\' * 400_000},
    "quotes behind escapes": lambda: {p: b"x('a'); " + b'"\\' * 400_000 for p in ("s.js", "setup.py", "Gemfile", "build.gradle", "a.test.js", "app.py", "main.go", "build.sbt", "mix.exs", "a_spec.rb")},
    "services of Nomad": lambda: {"a.nomad": b'job "a" {\n  group "g" {\n' + b'    service {\n      check {\n        type = "http"\n      }\n    }\n' * 6_000 + b"".join(b'    task "t%d" {\n      driver = "docker"\n    }\n' % n for n in range(6_000)) + b"  }\n}\n"},
    "peers": lambda: {"package.json": json.dumps({"name": "a", "dependencies": {f"d{n}": "1" for n in range(20_000)}, "peerDependencies": {f"p{n}": "1" for n in range(20_000)}}).encode()},
    "calls behind many commands": lambda: {
        ".gitlab-ci.yml": b"".join(b"j%d:\n  script:\n" % n + b"    - go test ./...\n" * 2_400 + b"    - ./d.sh $X\n" for n in range(5)),
        "d.sh": b"helm upgrade a b\n" * 2_400},
    "deliveries of many pipelines": lambda: {f".github/workflows/z{n}.yml": b"on: {push: {branches: [main]}}\n" + jobs(60, 1, b"go test && helm upgrade a%i b") for n in range(120)},
    "small pipelines that deliver": lambda: {f".github/workflows/z{n}.yml": b"on: {push: {branches: [main]}}\njobs: {a: {runs-on: u, steps: [{run: go test && helm upgrade a b}]}}\n" for n in range(5_000)},
    "a pipeline of many deliveries": lambda: {LATER: b"on: {push: , pull_request: }\n" + jobs(1000, 15, b"helm upgrade a%k b", b"if: github.actor, ")},
    "many inputs": lambda: {LATER: b"on: {push: {branches: [main]}, workflow_dispatch: {inputs: {%s}}}\n" % b", ".join(b"i%d: {}" % n for n in range(20_000)) + jobs(100, 50, b"helm upgrade a%k b")},
    "options of environments": lambda: {f".github/workflows/z{p}.yml": b"on: {push: , workflow_dispatch: {inputs: {e: {type: choice, options: [%s]}}}}\n" % b", ".join(b"o%d" % n for n in range(300)) + jobs(1000, 1, b"helm upgrade a b", b"environment: '${{ inputs.e }}', ") for p in range(1)},
    "a long name": lambda: {LATER: b"on: push\nname: %s\n" % (b"a b" * 100_000) + jobs(1000, 5, b"helm upgrade a%k b")},
    "a run after many": lambda: {LATER: b"on: {workflow_run: {workflows: [%s]}}\n" % b", ".join(b"w%d" % n for n in range(10_000)) + jobs(1000, 10, b"helm upgrade a%k b")},
    "deliveries and uses": lambda: {LATER: b"on: {push: {branches: [main]}}\n" + jobs(1000, 8, b"helm upgrade a%k-%i b --set e=%i"),
        **{f"r/{p}.tf": b"".join(b'resource "aws_instance" "a%d" {\n}\n' % n for n in range(5_000)) for p in "ab"}},
    "a server deploys": lambda: {LATER: b"on: {push: {branches: [main]}}\n" + jobs(1000, 8, b"helm upgrade a%k-%i b && npm publish"),
        "package.json": b'{"name": "a", "version": "1.0.0", "bin": "a.js", "dependencies": {"express": "1"}}', "a.js": b"x\n"},
    "many docker run -d": lambda: {f"j{n}/Jenkinsfile": b"pipeline { agent any\n stages { stage('deploy') { steps {\n" + b"sh 'docker run -d acme/a'\n" * (2500) + b"} } } }\n" for n in range(6)},
    "tasks of Tekton": lambda: {
        **{f"tekton/tasks{p}.yaml": b"".join(b"---\napiVersion: tekton.dev/v1\nkind: Task\nmetadata: {name: t%d-%d}\nspec: {steps: [{name: a, image: a, script: make}]}\n" % (p, n) for n in range(1000)) for p in range(5)},
        **{f"tekton/pipeline{p}.yaml": b"apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: {name: p%d}\nspec:\n  tasks:\n" % p + b"".join(b"    - {name: a%d, taskRef: {name: t%d-%d}}\n" % (n, p % 5, n) for n in range(1000)) for p in range(10)}},
    "tasks of one name": lambda: {
        **{f"tekton/tasks{p}.yaml": b"---\napiVersion: tekton.dev/v1\nkind: Task\nmetadata: {name: t}\nspec: {steps: [{name: a, image: a, script: make}]}\n" for p in range(1900)},
        **{f"tekton/pipeline{p}.yaml": b"apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: {name: p%d}\nspec:\n  tasks:\n" % p + b"".join(b"    - {name: a%d, taskRef: {name: t}}\n" % n for n in range(1000)) for p in range(10)}},
    "calls of a script": lambda: {".gitlab-ci.yml": b"".join(b"j%d:\n  script:\n" % j + b"    - ./deploy.sh\n" * (1200) for j in range(10)), "deploy.sh": b"helm upgrade a b\n"},
    "jobs that deliver by hand": lambda: {f".github/workflows/z{p}.yml": b"on: workflow_dispatch\n" + jobs(1000, 1, b"helm upgrade a b") for p in range(8)},
    "plain rules of what is ignored": lambda: ignore(lines(b"name%d", 90_000)),
    "rules of what is ignored that must be tried": lambda: ignore(lines(b"*x%d*", 100_000)),
    "rules of what is ignored in many folders": lambda: {".gitignore": lines(b"name%d", 90_000), **{f"d{n}/{name}": text for n in range(3_000) for name, text in ((".gitignore", b"a\n"), ("f", b""))}},
    "rules of what is ignored in nested folders": lambda: {"/".join(["d"] * depth) + "/" + name: text for depth in range(1, 80) for name, text in [(".gitignore", lines(b"x%d", 100)), ("f", b"")]} | {"/".join(["d"] * 80) + f"/f{n}": b"" for n in range(10_000)},
    "patterns that exclude": lambda: {".devops-assess.yml": b"exclude:\n" + lines(b"  - 'x%d/*.a'", 1_000), **files(50_000)},
    "patterns of pipelines": lambda: {".devops-assess.yml": b"paths:\n" + lines(b"  'x%d/*.a': gitlab-ci", 30_000), **files(20_000)},
    "patterns of what must exist": lambda: {".gitlab-ci.yml": b"".join(b"j%d: {script: make, rules: [%s]}\n" % (j, b", ".join(b"{exists: ['**/x%d*']}" % (j * 50 + n) for n in range(50))) for j in range(100)), **files(20_000)},
    "includes of everything": lambda: {".gitlab-ci.yml": b"include: [%s]\na: {script: make}\n" % b", ".join(b"{local: '**'}" for n in range(5_000)), **files(20_000)},
    "charts that may be folders": lambda: {".gitlab-ci.yml": b"".join(b"j%d: {script: [%s]}\n" % (j, b", ".join(b"helm upgrade a r%d/c%d" % (n, j) for n in range(100))) for j in range(100)), **files(20_000)},
    "modules of Go": lambda: {f"m{n}/{name}": text for n in range(2_000) for name, text in (("go.mod", b"module a.b/m%d\n" % n), ("cmd/a/main.go", b"package main\n"), ("x/y/z/a.go", b"package z\n"), ("q/y/z/a.go", b"package z\n"))},
    "tools of a module of Go": lambda: {"go.mod": b"module a.b/c\n" + lines(b"tool t.t/t%d", 18_000) + lines(b"require r.r/r%d v1", 18_000)},
    "a pattern of many choices": lambda: {".gitlab-ci.yml": b"a: {script: make, rules: [{exists: ['*%s%s']}]}\n" % (b"{a,b}" * 10, b"x" * 500_000)},
    "patterns of a configuration updater": lambda: {"config/prow/plugins.yaml": b"plugins: {acme/infra: {plugins: [config-updater]}}\nconfig_updater:\n  maps:\n" + lines(b"    'x%d/*.yaml': {name: job-config}", 10_000), "config/prow/config.yaml": b"prowjob_namespace: a\n", **files(20_000)},
    "includes of make": lambda: {"Makefile": lines(b"include a/x%d*.mk", 20_000) + b"test:\n\tgo test ./...\n", ".gitlab-ci.yml": b"a: {script: make test}\n", **{f"a/f{n}.txt": b"" for n in range(10_000)}},
    "filters of workspaces": lambda: {".gitlab-ci.yml": b"a:\n  script:\n" + b"".join(b"    - pnpm --filter 'x%d*' run build\n" % n for n in range(3_000)), "package.json": b'{"workspaces": ["p/*"]}', **{f"p/p{n}/package.json": b'{"name": "p%d", "scripts": {"build": "tsc"}}' % n for n in range(2_000)}},
    "the same image over deployments": lambda: {"k8s/kustomization.yaml": b"resources: [d0.yaml, d1.yaml]\nimages:\n" + b"".join(b"- {name: acme/a, newTag: '%d'}\n" % n for n in range(5_000)), **deployments(5_000, lambda i: b"acme/a:1")},
    "overlays over one base": lambda: {"base/kustomization.yaml": b"resources: [d0.yaml]\n", **deployments(1_000, lambda i: b"acme/a:1", folder="base"),
        **{f"o{n}/kustomization.yaml": b"resources: [../base]\nimages: [{name: acme/a, newTag: '%d'}]\n" % n for n in range(500)}},
    "overlays over absent files": lambda: {"base/kustomization.yaml": b"resources:\n" + b"".join(b"- f%d\n" % n for n in range(50_000)),
        **{f"o{n}/kustomization.yaml": b"resources: [../base]\n" for n in range(500)}},
    "patches for all": lambda: {"k8s/kustomization.yaml": b"resources: [d0.yaml, d1.yaml]\npatches:\n" + b"".join(b"- {target: {kind: Deployment}, patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: {replicas: %d, template: {spec: {containers: [{name: a, image: b:%d}]}}}}'}\n" % (n, n) for n in range(4_000)), **deployments(4_000, lambda i: b"acme/b:1")},
    "commands for kustomizations": lambda: {**{f"k{n}/kustomization.yaml": b"resources: [d.yaml]\n" for n in range(1_000)}, **{f"k{n}/d.yaml": DEPLOYMENT % (n, b"acme/a:1") for n in range(1_000)},
        **workflows("w", 1, 200, lambda i, j: [b"{run: cd k%d && kustomize edit set image %s}" % (j, b" ".join(b"a%d=b:%d" % (n, n) for n in range(300)))])},
    "components": lambda: {"c/kustomization.yaml": b"kind: Component\nimages:\n" + b"".join(b"- {name: acme/a%d, newTag: '%d'}\n" % (n, n) for n in range(20_000)),
        **{f"o{n}/kustomization.yaml": b"resources: [d.yaml]\ncomponents: [../c]\n" for n in range(1_000)}, **{f"o{n}/d.yaml": DEPLOYMENT % (n, b"acme/a1:1") for n in range(1_000)}},
    "sed over manifests": lambda: {**deployments(5_000, lambda i: b"acme/a%d:latest" % i),
        **workflows("w", 2, 1000, lambda i, j: [b"{run: \"sed -i 's|image: acme/%d.%d.%d.*|image: acme/a:1.2|' k8s/d0.yaml\"}" % (i, j, n) for n in range(5)])},
    "sed over files of patterns": lambda: {**{f"k8s/d{n}.yaml": DEPLOYMENT % (n, b"acme/a:latest") for n in range(5_000)},
        **workflows("w", 2, 1000, lambda i, j: [b"{run: \"sed -i 's|image: acme/b.*|image: acme/a:1.2|' k*s/*%d_%d_%d*.yaml\"}" % (i, j, n) for n in range(5)])},
    "helm sets of several": lambda: {"chart/Chart.yaml": b"name: a\nversion: 1.0.0\n", "chart/values.yaml": b"".join(b"k%d: {image: {repository: acme/a, tag: latest}}\n" % n for n in range(5_000)),
        **{".github/workflows/w%d.yml" % i: workflow(lambda j: [b"{run: 'helm upgrade x ./chart --set image.tag=1,%s'}" % b",".join(b"z%d=%d" % (n, n) for n in range(1_000))], 90) for i in range(4)}},
    "pushes that move": lambda: workflows("w", 1, 1000, lambda i, j: [b"{run: docker push acme/a%d-%d:latest}" % (j, n) for n in range(3)] + [b"{run: docker push acme/b%d-%d:1.2.3}" % (j, n) for n in range(3)]),
    "made tags": lambda: {LATER: b"on: push\njobs:\n  a:\n    runs-on: u\n    steps:\n    - uses: docker/metadata-action@v5\n      id: m\n      with:\n        tags: |\n" + b"          type=edge\n" * 20_000 + b"    - {uses: docker/build-push-action@v6, with: {push: true, tags: '${{ steps.m.outputs.tags }}'}}\n" * 2_000},
    "switched off": lambda: {**{f"s{n}/netlify.toml": b"[[redirects]]\nfrom = '/*'\nto = 'https://a.b/'\nforce = true\n" for n in range(2_000)},
        **deployments(10_000, lambda i: b"acme/a:1")},
    "open braces": lambda: {f".github/workflows/w{i}.yml": b"on: push\nenv: {A: b}\njobs: {a: {runs-on: u, steps: [%s]}}\n" % b", ".join([b"{run: 'docker push acme/a:%s'}" % (b"${" * 1900)] * 200) for i in range(1)},
    "long words by anchors": lambda: {LATER: b"on: push\nx: &x {run: 'kubectl apply -f %s'}\njobs:\n" % (b"a/" * 5_000) + b"".join(b"  j%d: {runs-on: u, steps: [%s]}\n" % (n, b", ".join([b"*x"] * 50)) for n in range(1000))},
    "many variables": lambda: {LATER: b"on: push\nenv: {%s}\njobs:\n" % b", ".join(b"V%d: '%d'" % (n, n) for n in range(10_000)) + b"".join(b"  j%d: {runs-on: u, steps: [%s]}\n" % (j, b", ".join(b"{run: make, env: {A: '%d'}}" % n for n in range(10))) for j in range(500))},
    "remote pipelines with many variables": lambda: {
        ".gitlab-ci.yml": b"a: {variables: {%s}, trigger: {include: [%s]}}\n.v: {variables: {%s}}\n" % (
            b", ".join(b"A%d: a" % n for n in range(10_000)), b", ".join(b"{project: a/b, file: c%d}" % n for n in range(2_000)),
            b", ".join(b"B%d: a" % n for n in range(3_000))) + b"".join(b"j%d: {extends: [.v, %s]}\n" % (j, b", ".join(b"u%d" % n for n in range(400))) for j in range(20))},
    "secrets of a workflow": lambda: {LATER: b"on: push\nenv: {%s}\n" % b", ".join(b"S%d: '${{ secrets.S%d }}'" % (n, n) for n in range(20_000)) + jobs(1_000, 1, b"make")},
    "groups of Nomad": lambda: {"a.nomad": b'job "x" {\n' + b'group "g" {\ntask "t" {\n}\n}\n' * 25_000 + b"}\n"},
    "rows of a matrix": lambda: {".gitlab-ci.yml": b".b: {environment: $E, script: make, parallel: {matrix: [%s]}}\n" % b", ".join(b"{E: a%d}" % n for n in range(40_000)) + b"".join(b"j%d: {extends: .b}\n" % n for n in range(50))},
    "filters of a call": lambda: {
        ".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join([b"npm run a"] * 100),
        "package.json": b'{"workspaces": ["p/*"], "scripts": {"a": "pnpm %s run build"}}' % (b"-F xxxxxx " * 2_000),
        **{f"p/p{n}/package.json": b'{"name": "p%d"}' % n for n in range(500)}},
    "long commands that are called often": lambda: {
        ".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join([b"npm run a"] * 2_000), "package.json": b'{"scripts": {"a": "echo %s"}}' % (b"x " * 40_000)},
    "overlays over long images": lambda: {
        "base/kustomization.yaml": b"resources: [%s]\n" % b", ".join(b"d%d.yaml" % n for n in range(8)),
        **{f"base/d{n}.yaml": DEPLOYMENT % (n, b"a" * 90_000 + b"%d" % n) for n in range(8)},
        **{f"o{n}/kustomization.yaml": b"resources: [../base]\nimages: [{name: b, newTag: '%d'}]\n" % n for n in range(500)}},
    "a rubric of many patterns": lambda: {**rubric(like(*(b"*a*%d*z" % n for n in range(10_000)))), **files(2_000)},
    "a rubric of many choices": lambda: rubric(like(*(b"%d" % n + b"{a,b}" * 10 for n in range(2_000)))),
    "a rubric of many criteria": lambda: rubric(*[b"{some: files, where: {path: nope}}"] * 900),
    "a rubric of as many criteria as may be": lambda: rubric(*[b"{some: files, where: {path: nope}}"] * 250, weight=5, effort=lambda n: b"day" if n % 3 else b"hour", reached=100),
    "a rubric that asks again and again": lambda: {**rubric(b"{any: [%s]}" % again(b"&a {some: files}", b"*a", 20_000)), **files(2_000)},
    "a rubric of as many patterns as may be": lambda: {**rubric(like(*(b"*a*%d*z" % n for n in range(1_000)))), **files(2_000)},
    "a rubric that tries patterns on every file": lambda: {**rubric(*[like(*(b"*f*%d*z" % n for n in range(1_000)))] * 9), **files(20_000)},
    "a rubric that shows every file again and again": lambda: {**rubric(b"{any: [%s]}" % again(b"&a {some: files, where: {path: {not: nope}}}", b"*a", 1_900)), **files(5_000)},
    "a rubric with a long text by aliases": lambda: rubric(b"{some: files}", shown=again(b"&a {en: %s, ko: a}" % (b"a" * 500_000), b"*a", 10_000)),
    "a rubric whose form is filled again and again": lambda: own_rubric(290, b"[{how: {en: A, ko: a}, snippet: {steps: [make]}}]", b"      a\n" * 120_000),
    "a snippet of nested keys": lambda: own_rubric(
        1, b"\n- how: {en: A, ko: a}\n  snippet:\n    language: yaml\n    text: |\n" + b"".join(b" " * n + b"a:\n" for n in range(6, 1_100)) + b" " * 1_100 + b"{x}\n" + (b" " * 1_100 + b"b\n") * 300,
        b"      a\n"),
    "unknown keys of a configuration": lambda: {".devops-assess.yml": lines(b"key%d: x", 80_000)},
    "unknown stages of a configuration": lambda: {".devops-assess.yml": b"min-score:\n" + lines(b"  v%d: 3", 80_000)},
    "tools of unknown capabilities": lambda: tools(b"gives: [%s]" % b", ".join([b"tezt"] * 100_000)),
    "tools of many choices": lambda: tools(b"files: [%s]" % b", ".join(b"'{a,b}{a,b}{a,b}{a,b}{a,b}%d*'" % n for n in range(20_000))),
    "tools by aliases": lambda: tools(b"words: &a [%s]" % b", ".join(b"w%d" % n for n in range(20_000)), *[b"words: *a"] * 20),
    "variables that tools ask": lambda: tools(
        b"commands: [{run: a, when: [{env: [%s], gives: builds}]}]" % b", ".join(b"e%d" % n for n in range(60_000))),
    "names by aliases": lambda: {".devops-assess.yml": b"related: [%s]\n" % again(b"&a " + b"x" * 500_000, b"*a", 100_000)},
    "patterns by aliases": lambda: {".devops-assess.yml": b"exclude: [%s]\n" % again(b"&a '%s*'" % (b"x" * 500_000), b"*a", 100_000)},
    "reasons by aliases": lambda: {".devops-assess.yml": b"waivers:\n- {criterion: deploy.rollback, reason: &a '%s', until: 2030-01-01}\n" % (b"x " * 250_000) + b"- {criterion: deploy.rollback, reason: *a, until: 2030-01-01}\n" * 7_000},
    "commands in a deep folder": lambda: {".gitlab-ci.yml": calls(b"npm test", b"cd " + b"a/" * 1_500)},
    "folders that grow": lambda: {".gitlab-ci.yml": calls(b"cd a")},
    "commands in a folder of a long name": lambda: {LATER: b"on: push\njobs:\n  a:\n    runs-on: u\n    steps:\n    - working-directory: %s\n      run: |\n" % (b"a/" * 200_000) + b"        bash x\n" * 5_000},
    "patterns of scripts": lambda: {".gitlab-ci.yml": b"a: {script: 'run-s %s'}\n" % (b"b* " * 2_000), "package.json": json.dumps({"scripts": {f"b{n}": "x" for n in range(2_000)}}).encode()},
    "other patterns of scripts": lambda: {".gitlab-ci.yml": b"a: {script: 'run-s %s'}\n" % b" ".join(b"b*%d" % n for n in range(5_000)), "package.json": json.dumps({"scripts": {f"b{n}": "x" for n in range(5_000)}}).encode()},
    "scripts of all packages": lambda: {".gitlab-ci.yml": calls(b"pnpm -r x"), **{f"p{n}/package.json": b'{"name": "a"}' for n in range(500)}},
    "patterns of packages": lambda: {".gitlab-ci.yml": b".x: &x [npm run x %s]\n" % (b"-wa* " * 30_000) + b"".join(b"j%d: {script: *x}\n" % n for n in range(60)), **{f"p{n}/package.json": b'{"name": "a"}' for n in range(500)}},
    "services that are built": lambda: {".gitlab-ci.yml": calls(b"docker compose build"), "compose.yaml": b"services:\n" + lines(b"  a%d: {}", 8_000)},
    "services that are run": lambda: {".gitlab-ci.yml": calls(b"docker compose up --abort-on-container-exit"), "compose.yaml": b"services:\n" + lines(b"  a%d: {}", 8_000)},
    "targets of a large makefile": lambda: {".gitlab-ci.yml": calls(b"make x"), "Makefile": lines(b"a%d:", 20_000)},
    "rules with patterns": lambda: {".gitlab-ci.yml": calls(b"make x"), "Makefile": lines(b"a%d%%:", 20_000)},
    "rules of one target": lambda: {".gitlab-ci.yml": b"a: {script: [make a, rake a]}\n", "Makefile": b"a: b\n" * 50_000, "Rakefile": b'task a: :b do\n  sh "b"\nend\n' * 20_000},
    "makefiles that include one": lambda: {".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join(b"make -C a%d" % n for n in range(3_000)), "big.mk": lines(b"x%d:", 15_000), **{f"a{n}/Makefile": b"include ../big.mk\n" for n in range(3_000)}},
    "instructions of a Dockerfile": lambda: {".gitlab-ci.yml": calls(b"docker build ."), "Dockerfile": b"FROM a\n" + b"LABEL a\n" * 40_000},
    "listed environments of tox": lambda: {".gitlab-ci.yml": calls(b"tox"), "tox.ini": b"[tox]\nenvlist=%s\n" % b",".join(b"a%d" % n for n in range(60_000))},
    "environments in a variable": lambda: {".gitlab-ci.yml": b"variables: {TOXENV: '%s'}\n" % (b"a," * 150_000) + calls(b"tox"), "tox.ini": b"[testenv]\ncommands = pytest\n"},
    "builds that are submitted": lambda: {".gitlab-ci.yml": calls(b"gcloud builds submit"), "cloudbuild.yaml": b"steps: [%s]\nimages: [%s]\n" % (b"{}, " * 40_000, b"{}, " * 40_000)},
    "services of azd": lambda: {".gitlab-ci.yml": calls(b"azd up"), "azure.yaml": b"name: a\nservices:\n" + lines(b"  a%d: {}", 20_000)},
    "texts that set variables": lambda: {".gitlab-ci.yml": b"a: {script: ./a.sh}\n", "a.sh": lines(b"V%d=a", 10_000) + b'eval "A=1"\n' * 10_000 + b'trap "A=1" EXIT\n' * 10_000},
    "texts that set arrays": lambda: {".gitlab-ci.yml": b"a: {script: ./a.sh}\n", "a.sh": lines(b"V%d=(a)", 10_000) + b'eval "A=(1)"\n' * 20_000},
    "machines behind machines": lambda: {".gitlab-ci.yml": b"a: {script: ./a.sh}\n", "a.sh": b"ssh h " * 100_000 + b"\n"},
    "long deliveries that are called often": lambda: {".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join([b"./a.sh"] * 4), "a.sh": (b"helm upgrade a b " + b"a " * 60_000 + b"\n") * 8},
    "a script that is called with ever other arguments": lambda: {".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join(b"./a.sh x%d" % n for n in range(100)), "a.sh": b"true;" * 100_000},
    "scripts that are read again and again": lambda: {
        ".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join(b"./a%d.sh" % (n % 4) for n in range(200)), **{f"a{n}.sh": b"true;" * 100_000 for n in range(4)}},
    "openings in one word": lambda: {".gitlab-ci.yml": b"a: {script: make a}\n", "Makefile": b"a:\n\techo " + b"$((" * 20_000 + b"\n"},
    "placeholders in one word": lambda: {f".github/workflows/z{n}.yml": b"on: push\njobs: {a: {runs-on: u, steps: [{run: 'echo %s'}]}}\n" % ((b"${{ a }}" + b"x" * 220) * 4_090) for n in range(4)},
    "resources of Terraform": lambda: {f"m{k}/main.tf": lines(b'resource "aws_x" "a%d" {}', 33_000) for k in range(2)},
    "services of Compose": lambda: {f"d{k}/compose.yaml": b"services:\n" + lines(b"  k%d: {image: a}", 45_000) for k in range(2)},
    "hidden keys of included files": lambda: {
        ".gitlab-ci.yml": b"include: [{local: a0.yml}, {local: a1.yml}, {local: a2.yml}]\nj: {script: make}\n",
        **{f"a{k}.yml": b"".join(b".q%d%d: {x: 1}\n" % (k, n) for n in range(60_000)) for k in range(3)}},
    "workloads of Kubernetes": lambda: deployments(30_000, lambda i: b"a:%d" % i, per=7_500),
    "long values in an image": lambda: {
        "c/Chart.yaml": b"name: a\nversion: 1.0.0\n", "c/values.yaml": b"a: '%s'\n" % (b"x" * 900_000),
        "c/templates/a.yaml": DEPLOYMENT % (0, b"{{ .Values.a }}" * 400)},
    "values below a long key": lambda: {"values.yaml": b"? %s\n: {%s}\n" % (b"k" * 400_000, b",".join(b"image%dImage: b" % n for n in range(2_000)))},
    "settings below a long key": lambda: {"application.yml": b"? %s\n: {%s}\n" % (b"k" * 400_000, b",".join(b"a%d: b" % n for n in range(400)))},
    "resources below a long type": lambda: {"t.json": b'{"$schema":"deploymentTemplate.json","resources":[{"type":"M/%s","resources":[%s]}]}' % (b"k" * 400_000, b",".join([b'{"type":"a"}'] * 2_000))},
    "images of Dockerfiles": lambda: {f"Dockerfile.{k}": b"FROM a:1\n" * 100_000 for k in range(6)},
    "escapes in names": lambda: {"main.tf": b"locals {\n%s}\n" % (b'"\\q" = 1\n' * 80_000)},
    "types and blanks of calls": lambda: {"a.test.js": b"it<" * 200_000 + b">" + b" " * 200_000 + b"\n"},
    "requirements on one line": lambda: {"setup.cfg": b"[options]\ninstall_requires =\n  %s\n%s" % (b"a\x0b" * 60_000, b"\n" * 60_000)},
    "operations of wide patches": lambda: {
        "kustomization.yaml": b"resources: [d.yaml]\npatches:\n- target: {kind: Deployment}\n  patch: |\n" + b"".join(
            b"    - {op: add, path: /spec, value: {%s}}\n" % b",".join(b"%s%d: 1" % (k, n) for n in range(40_000)) for k in (b"a", b"b")),
        "d.yaml": DEPLOYMENT % (0, b"a:1")},
    "variables of a program": lambda: {"Dockerfile": b"FROM a\n" + lines(b"ENV V%d=1", 12_000) + b"ENV OTEL_TRACES_EXPORTER=otlp\n" * 12_000},
    "secrets that everybody has": lambda: {"app.py": b"".join(
        b"# urn:ietf:wg:oauth:2.0:oob example\n GOCSPX-%s \n" % hashlib.sha256(b"%d" % n).hexdigest()[:28].encode() for n in range(10_000))},
    "calls beside nothing": lambda: {"Program.cs": b".WithLogging(\n" * 70_000},
    "lines that go on": lambda: {f"a{k}.service": b"[Service]\n" + (b"ExecStart=" + b"docker run x " * 8 + b"\\\n") * 8_500 for k in range(2)},
    "marks of keys in base 64": lambda: {f"app{k}.py": b"LS0tLS1CRUdJTi+" * 66_000 for k in range(8)},
    "files of a module": lambda: {"m/variables.tf": b"", "m/outputs.tf": b"", **{f"m/f{n}.tf": b"terraform {\n  required_providers {\n  }\n}\n" for n in range(6_000)}},
    "migrations in programs": lambda: {
        **{f"m/f{n}.go": b"package m\n//go:embed migrations/*.sql\n" for n in range(6_000)}, **{f"m/migrations/f{n}.md": b"" for n in range(6_000)}},
    "scenarios in a deep folder": lambda: {"abcdefgh/" * 430 + f"f{n}.feature": b"Scenario: x\n" for n in range(2_000)},
    "kustomize commands in a folder of a long name": lambda: {
        LATER: b"on: push\njobs:\n  a:\n    runs-on: u\n    steps:\n    - run: |\n        cd %s\n" % (b"a/" * 200_000) + b"        kustomize edit set image a=b:1\n" * 4_000,
        "k/kustomization.yaml": b"resources: [d.yaml]\n", "k/d.yaml": DEPLOYMENT % (0, b"a:1")},
    "kustomize commands for deep folders": lambda: {
        LATER: b"on: push\njobs:\n  a:\n    runs-on: u\n    steps:\n    - run: |\n        cd k\n" + lines(b"        kustomize edit set image a=a:%d", 2_400),
        **{DEEP[:2_900] + f"x{n}/k/{name}": text for n in range(300) for name, text in (("kustomization.yaml", b"resources: [d.yaml]\n"), ("d.yaml", DEPLOYMENT % (n, b"a:1")))}},
    "workloads in a deep folder": lambda: {
        LATER: b"on: push\njobs: {a: {runs-on: u, steps: [{run: kubectl apply -f k8s/}]}}\n", **deployments(6_000, lambda i: b"a:1", folder=DEEP[:-1])},
    "resources in a deep folder": lambda: {
        "Dockerfile": b"FROM a\n", "package.json": b'{"name": "a", "dependencies": {"express": "1"}}', "a.js": b"require('express')().listen(1)\n",
        LATER: b"on: {push: {tags: ['v*']}}\njobs: {a: {runs-on: u, steps: [{run: docker push acme/a:$GITHUB_REF_NAME}]}}\n",
        DEEP + "main.tf": lines(b'resource "aws_x" "a%d" {}', 15_000)},
    "packages in deep folders": lambda: {DEEP + f"p{n}/package.json": b'{"dependencies": {"a": "^1"}}' for n in range(600)},
    "long paths that Flux reads": lambda: {
        f"k{n}.yaml": b"apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {path: %s}\n" % (b"a/" * 480_000) for n in range(6)},
    "images of kustomizations": lambda: {f"p{n}/kustomization.yaml": b"images:\n" + lines(b"- {name: a%d, newTag: '1'}", 8_000) for n in range(18)},
    "tags of a workflow that is called often": lambda: called(b"uses: docker/build-push-action@v6, with: {push: true, tags: '%s'}" % (b"a/b:1," * 70_000)),
    "environments of a workflow that is called often": lambda: called(b"uses: azure/webapps-deploy@v3, with: {environments: '%s'}" % (b"a," * 200_000)),
    "settings of a chart of a workflow that is called often": lambda: called(b"run: 'helm upgrade a ./c --set %s'" % (b"a.tag=b," * 50_000)),
    "sources of a workflow that is called often": lambda: called(b"uses: appleboy/scp-action@v1, with: {source: '%s'}" % (b"a/b.yml," * 50_000)),
    "rules of jobs that deliver": lambda: {
        ".gitlab-ci.yml": b".b: {script: 'helm upgrade a b', rules: [%s]}\n" % b",".join([b"{if: '$CI_COMMIT_BRANCH == \"a\"'}"] * 1_200) + lines(b"j%d: {extends: .b}", 70)},
    "commands that do nothing": lambda: {".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join([b"./a.sh"] * 4_000), "a.sh": b"true;" * 100_000},
    "words behind commands that do nothing": lambda: {
        ".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join([b"npm run a -- x"] * 2_000), "package.json": b'{"scripts": {"a": "%s"}}' % (b"true;" * 50_000)},
    "Dockerfiles that are built in turns": lambda: {
        ".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join([b"docker build -f a .", b"docker build -f b ."] * 50), "a": b"FROM a\n" + b"RUN a\n" * 100_000, "b": b"FROM a\n" + b"RUN a\n" * 100_000},
    "Dockerfiles of many commands": lambda: {
        ".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join(b"docker build -f a%d ." % n for n in range(10)), **{f"a{n}": b"FROM a\n" + b"RUN true\n" * 80_000 for n in range(10)}},
    "targets of many makefiles": lambda: {
        ".gitlab-ci.yml": b"a: {script: [%s]}\n" % b", ".join(b"make -C d%d" % n for n in range(6)), **{f"d{n}/Makefile": lines(b"a%d:", 100_000) for n in range(6)}},
    "targets of included makefiles": lambda: {
        ".gitlab-ci.yml": b"a: {script: make a}\n", "Makefile": lines(b"include m%d.mk", 10), **{f"m{n}.mk": lines(b"a%d:", 100_000) for n in range(10)}},
    "recipes of a module with a long name": lambda: {
        ".gitlab-ci.yml": b"a: {script: just a}\n", "justfile": b"mod %s 't.just'\n" % (b"n" * 190), "t.just": b"a: " + b"b " * 500_000 + b"\n"},
    "a long variable of steps of a matrix": lambda: {
        LATER: b"on: push\nenv: {A: '%s'}\n" % (b"${{ matrix.v }}" * 30_000) + jobs(20, 50, b"docker push $A", b"strategy: {matrix: {v: [1, 2]}}, ")},
    "a long input of an included file": lambda: {
        ".gitlab-ci.yml": b"include: [{local: t.yml, inputs: {a: %s}}]\n" % (b"x" * 400_000), "t.yml": b"spec: {inputs: {a: }}\n---\nj: {script: '%s'}\n" % (b"$[[ inputs.a ]]" * 1_000)},
    "a long variable that names files of images": lambda: {
        LATER: b"on: push\nenv: {A: '%s'}\n" % (b"x" * 400_000) + workflow(lambda n: [b"{uses: docker/build-push-action@v6, with: {file: '${{ env.A }}', target: '${{ env.A }}'}}"] * 50, 80)[9:]},
    "a long input of a workflow that is called": lambda: {
        LATER: b"on: push\njobs: {j: {uses: ./.github/workflows/c.yml, with: {a: %s}}}\n" % (b"x" * 400_000),
        ".github/workflows/c.yml": b"on: {workflow_call: {inputs: {a: {}}}}\njobs: {a: {runs-on: u, steps: [{run: 'echo %s'}]}}\n" % (b"${{ inputs.a }}" * 1_000)},
    "a long variable in the name of a folder": lambda: {
        LATER: b"on: push\nenv: {A: '%s'}\njobs: {j: {runs-on: u, steps: [{run: make, working-directory: '%s'}]}}\n" % (b"x" * 400_000, b"${{ env.A }}" * 1_000)},
    "stages of many Dockerfiles": lambda: {f"s{n // 100}/{n}/Dockerfile": lines(b"FROM r%d:1 AS s", 300) for n in range(3_200)},
    "jobs of many workflows": lambda: {f".github/workflows/z{n}.yml": b"on: push\njobs:\n" + lines(b"  j%d: {}", 1_000) for n in range(2_000)},
    "jobs of many workflows that never run": lambda: {
        f".github/workflows/z{n}.yml": b"on: push\njobs:\n" + lines(b"  j%d: {if: false}", 1_000) for n in range(1_000)},
    "jobs of many pipelines of Azure": lambda: {
        f"azure-pipelines-{n}.yml": b"trigger: [main]\njobs:\n" + lines(b"- {job: j%d, steps: []}", 1_000) for n in range(600)},
    "stages of many Jenkinsfiles": lambda: {
        f"d{n}/Jenkinsfile": b"pipeline { agent any\nstages {\n" + lines(b"stage('s%d') { steps { echo 'a' } }", 1_000) + b"} }\n" for n in range(300)},
    "jobs of many pipelines of Concourse": lambda: {
        f"ci/p{n}.yml": b"resources: [{name: a, type: git, source: {uri: x}}]\njobs:\n" + lines(b"- {name: j%d, plan: [{get: a}]}", 1_000) for n in range(300)},
    "tasks of many pipelines of Tekton": lambda: {
        f".tekton/p{n}.yaml": b"apiVersion: tekton.dev/v1\nkind: PipelineRun\nmetadata: {name: a}\nspec: {pipelineSpec: {tasks: [\n"
        + lines(b"{name: t%d, taskSpec: {steps: [{script: make}]}},", 1_000) + b"]}}\n" for n in range(200)},
    "stages of many pipelines of Harness": lambda: {
        f".harness/p{n}.yaml": b"pipeline:\n  name: a\n  identifier: a\n  stages:\n"
        + lines(b"  - stage: {name: s%d, type: CI, spec: {execution: {steps: [{step: {type: Run, name: a, spec: {command: make}}}]}}}", 1_000) for n in range(300)},
    "pipelines of many files of GoCD": lambda: {
        f"p{n}.gocd.yaml": b"format_version: 10\npipelines:\n"
        + lines(b"  p%%d: {group: g%d, materials: {a: {git: x}}, stages: [{s: {jobs: {j: {tasks: [{exec: {command: make}}]}}}}]}" % n, 1_000) for n in range(300)},
    "jobs of many files of Zuul": lambda: {f".zuul.d/p{n}.yaml": lines(b"- job: {name: j%%dx%d, run: a.yml}" % n, 1_000) for n in range(300)},
    "containers of many workloads": lambda: {
        f"k8s/d{n}.yaml": b"apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d%d}\nspec: {template: {spec: {containers: [" % n
        + lines(b"{name: c%d, image: 'a:1'},", 2_000) + b"]}}}\n" for n in range(90)},
}
