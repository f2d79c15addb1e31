"""Pipelines of vendors whose readers fill in parameters, lay variants over each other and look for closings: what is
long and used by many, what is declared and asked for by many, and what never closes."""

LATER = ".github/workflows/later.yml"


def lines(pattern, numbers):
    return b"".join(pattern % n for n in numbers)


def cluster(version, kind, spec):
    return b"apiVersion: %s\nkind: %s\nmetadata: {name: a}\nspec:\n%s" % (version, kind, spec)


def argo(spec):
    return {"argo/workflow.yaml": cluster(b"argoproj.io/v1alpha1", b"WorkflowTemplate", b"  entrypoint: m\n" + spec)}


def tekton(spec):
    return {"tekton/task.yaml": cluster(b"tekton.dev/v1", b"TaskRun", spec)}


def zuul(items, files=()):
    project = b"- project: {check: {jobs: [%s]}}\n" % b", ".join([b"a"] * 2_000)
    return {"zuul.yaml": project + items, "x.yaml": b"- hosts: a\n  tasks: [{shell: make}]\n", **dict(files)}


def concourse(text):
    return {"ci/pipeline.yml": text}


CONTAINER = b"  - name: m\n    container:\n      image: a\n      args:\n"
PLAN = b"plan: [{task: a, config: {run: {path: make}}}]"
GIT = b"resources:\n- {name: r, type: git, source: {tag_filter: a}}\njobs:\n"

VENDORS = {
    # What never closes.
    "calls without the end of their types": lambda: {"a.test.js": b"it<" * 300_000},
    "calls whose types end far behind": lambda: {"a.test.js": b"it<" * 300_000 + b">"},
    "imports on one line": lambda: {"app.py": b"from aws_cdk.a " * 60_000},
    "slashes of Groovy": lambda: {"Jenkinsfile": b"node { a = [\n" + b"/\\" * 400_000 + b"\n] }"},
    "placeholders of Tekton that never close": lambda: tekton(
        b"  params: [{name: a, value: b}]\n  taskSpec:\n    params: [{name: a, default: b}]\n    steps:\n" + (b"    - {image: a, script: '" + b"$(" * 49_900 + b"'}\n") * 10),
    "placeholders of Argo that never close": lambda: {
        f"argo/{n}.yaml": cluster(b"argoproj.io/v1alpha1", b"WorkflowTemplate", b"  entrypoint: m\n  arguments: {parameters: [{name: a, value: b}]}\n  templates:\n" + CONTAINER + (b"      - '" + b"{{" * 49_900 + b"'\n") * 10) for n in range(4)},
    "placeholders of Argo that close far behind": lambda: argo(
        b"  arguments: {parameters: [{name: a, value: b}]}\n  templates:\n" + CONTAINER + (b"      - '" + b"{{" * 49_900 + b"}}'\n") * 10),
    # What is filled in.
    "a long parameter of Argo": lambda: argo(
        b"  arguments: {parameters: [{name: a, value: %s}]}\n  templates:\n" % (b"b" * 90_000) + CONTAINER + b"      - '{{workflow.parameters.a}}'\n" * 10_000),
    "a long parameter of Tekton": lambda: tekton(
        b"  taskSpec:\n    params: [{name: a, default: %s}]\n    steps:\n" % (b"b" * 90_000) + b"    - {script: $(params.a)}\n" * 10_000),
    "a long list of Tekton": lambda: tekton(
        b"  taskSpec:\n    params: [{name: a, default: [%s]}]\n    steps:\n" % b", ".join([b"b"] * 40_000) + b"    - {script: $(params.a)}\n" * 20_000),
    "a large template of Argo": lambda: argo(
        b"  arguments: {parameters: [{name: a, value: b}]}\n  templates:\n" + CONTAINER.replace(b"name: m", b"name: t") + b"      - xy\n" * 30_000
        + b"  - name: m\n    steps:\n" + lines(b"    - [{name: s%d, template: t}]\n", range(1_000))),
    "volumes of all jobs of Argo": lambda: argo(
        b"  volumes:\n" + lines(b"  - {name: v%d, secret: {secretName: s%d}}\n", ((n, n) for n in range(10_000)))
        + b"  templates:\n  - {name: t, container: {image: a, command: [make]}}\n  - name: m\n    steps:\n" + lines(b"    - [{name: s%d, template: t}]\n", range(1_000))),
    "variables of all steps of Tekton": lambda: {"tekton/pipeline.yaml":
        cluster(b"tekton.dev/v1", b"Pipeline", b"  tasks:\n" + lines(b"  - {name: t%d, taskRef: {name: a}}\n", range(1_000))) + b"---\n"
        + cluster(b"tekton.dev/v1", b"Task", b"  stepTemplate:\n    env:\n" + lines(b"    - {name: V%d, value: a}\n", range(5_000)) + b"  steps:\n" + b"  - {image: a, script: make}\n" * 60)},
    # What is declared and asked for.
    "parameters of Argo": lambda: argo(
        b"  arguments:\n    parameters:\n" + lines(b"    - {name: p%d}\n", range(20_000))
        + b"  templates:\n  - {name: m, container: {image: a, command: [make], args: [%s]}}\n" % b", ".join([b"xy"] * 20_000)),
    "choices of Argo": lambda: argo(
        b"  arguments:\n    parameters:\n" + lines(b"    - {name: p%d, enum: [prod, dev]}\n", range(2_000))
        + b"  templates:\n  - {name: t, container: {image: a, command: [make], args: [%s]}}\n  - name: m\n    steps:\n" % b", ".join([b"xy"] * 200) + lines(b"    - [{name: s%d, template: t}]\n", range(1_000))),
    "templates of Argo": lambda: argo(
        b"  templates:\n" + lines(b"  - {name: t%d}\n", range(20_000)) + b"  - name: m\n    steps:\n" + lines(b"    - [{name: s%d, template: t19999}]\n", range(2_000))),
    "tasks of Argo that wait for many": lambda: argo(
        b"  templates:\n  - {name: t, container: {image: a, command: [make]}}\n  - name: m\n    dag:\n      tasks:\n"
        + b"      - {name: e, template: t, dependencies: [%s]}\n" % b", ".join(b"d%d" % (n % 900) for n in range(120_000)) + lines(b"      - {name: d%d, template: t}\n", range(900))),
    "variants of a job of Zuul": lambda: zuul(b"- job: {name: a, run: x, vars: {a: b}}\n" * 4_999),
    "files of a job of Zuul": lambda: zuul(
        b"- job: {name: a, run: x, files: [%s]}\n" % b", ".join(b"f%d" % n for n in range(60_000))),
    "variables of a job of Zuul": lambda: zuul(
        b"- job: {name: a, parent: elsewhere, vars: {%s}}\n" % b", ".join(b"v%d: a" % n for n in range(40_000))),
    "a long playbook of Zuul": lambda: zuul(
        b"- job: {name: a, run: p}\n", {"p.yaml": b"- hosts: a\n  vars: {%s}\n  tasks: [{shell: make}]\n" % b", ".join(b"v%d: a" % n for n in range(60_000))}.items()),
    "groups of Concourse": lambda: concourse(
        b"resources: []\ngroups:\n- {name: g, jobs: [%s]}\njobs:\n" % b", ".join(b"g%d" % n for n in range(20_000)) + lines(b"- {name: j%%d, %s}\n" % PLAN, range(5_000))),
    "outputs of Concourse": lambda: concourse(
        b"resources: []\njobs:\n- name: a\n  plan:\n" + lines(b"  - {task: a, config: {outputs: [{name: o%d}], run: {path: make}}}\n", range(12_000))),
    "a chain of Concourse": lambda: concourse(
        GIT + lines(b"- {name: j%%d, plan: [{get: r, trigger: true, passed: [j%%d]}, %s]}\n" % b", ".join([b"{get: r, trigger: true}"] * 20), ((n, n - 1) for n in range(1_000)))),
    "parameters of a job of Jenkins": lambda: {
        "jobs/a.groovy": b"job('a') {\n parameters {\n" + lines(b"  stringParam('p%d')\n", range(20_000)) + b" }\n steps { shell('make') }\n}\n"},
    # What is long.
    "long names of jobs": lambda: {
        f".github/workflows/z{n}.yml": b'on: push\njobs: {a: {name: "%d%s", runs-on: u, environment: "%s", steps: [{run: helm upgrade a b}]}}\n' % (n, b"prod " * 100_000, b"e" * 500_000) for n in range(3)},
    "long names of environments": lambda: {
        f".github/workflows/z{n}.yml": b'on: push\njobs: {a: {runs-on: u, environment: "%d%s", steps: [{run: helm upgrade a b}]}}\n' % (n, b"e" * 300_000) for n in range(40)},
    "branches of a trigger": lambda: {
        LATER: b"on: {push: {branches: [%s]}}\njobs:\n" % b", ".join(b"b%d" % n for n in range(90_000))
        + lines(b"  j%d: {runs-on: u, steps: [{run: helm upgrade a b}]}\n", range(1_000))},
}
