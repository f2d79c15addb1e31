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


def dagger(body):
    return {".gitlab-ci.yml": b"a: {script: dagger call a}\n", "dagger.json": b"{}", "a.py": b"class A:\n  def a(self):\n" + body}


def gocd(text):
    return {"a.gocd.yaml": text}


def template(count, parameter=b"#{P}"):
    """A template of GoCD with so many tasks."""
    return b"templates:\n  t:\n    stages:\n    - s:\n        jobs:\n          j:\n            tasks:\n" + (
        b"            - exec: {command: 'make %s'}\n" % parameter) * count


def kotlin(body, before=b""):
    """A build of TeamCity."""
    return (b'import jetbrains.buildServer.configs.kotlin.*\nversion = "2024.03"\n%sproject { buildType(A) }\n'
            b'object A : BuildType({ name = "a"\n%s })\n') % (before, body)


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
    "braces of a function of Dagger": lambda: dagger(b'    x = "%s"\n    return c.publish(x)\n' % (b"{" * 30_000)),
    "assignments of a function of Dagger": lambda: dagger(b"    %s\n" % (b"a=b;" * 50_000)),
    "assignments of a function of Dagger before a text": lambda: dagger(b"    %s'x'\n" % (b"a=b;" * 50_000)),
    "variables in a text of TeamCity": lambda: {".teamcity/settings.kts": kotlin(b'  steps { script { scriptContent = "%s" } }\n' % (b"\\${" * 40_000))},
    "long constants in a text of TeamCity": lambda: {".teamcity/settings.kts": kotlin(
        b'  steps { script { scriptContent = "make %s" } }\n' % (b"$a " * 100_000), b'val a = "%s"\n' % (b"x" * 5_000))},
    "variables in a text of Python": lambda: {".gitlab-ci.yml": b"a: {script: python a.py}\n", "a.py": b'import os\nos.system(f"%s")\n' % (b"{" * 300_000)},
    "variables in a text of JavaScript": lambda: {".gitlab-ci.yml": b"a: {script: node a.js}\n", "a.js": b"exec(`%s`)\n" % (b"${" * 150_000)},
    "braces in names of tox": lambda: {".gitlab-ci.yml": b"a: {script: tox}\n", "tox.ini": b"[tox]\nenvlist = %s\n[testenv]\ncommands = pytest\n" % (b"{" * 200_000)},
    "long names of tox": lambda: {".gitlab-ci.yml": b"a: {script: tox}\n", "tox.ini": b"[tox]\nenvlist = a\n" + b"".join(
        b"[testenv:a%d{0-9}{0-9}{0,1}-%s]\ncommands = pytest\n" % (n, b"x" * 1_000) for n in range(900))},
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
    # What comes before something else, and what is laid over it.
    "a chain of pipelines from one template of GoCD": lambda: gocd(template(40) + b"pipelines:\n" + lines(
        b"  p%d: {template: t, parameters: {P: x}, materials: {m: {git: x}, u: {pipeline: p%d, stage: s}}}\n", ((n, n - 1) for n in range(200)))),
    "a chain of pipelines of GoCD with materials": lambda: gocd(b"pipelines:\n" + lines(
        b"  p%%d:\n    materials: {u: {pipeline: p%%d, stage: s}, %s}\n    stages: [s: {jobs: {j: {tasks: [exec: {command: make}]}}}]\n"
        % b", ".join(b"g%d: {git: x%d}" % (n, n) for n in range(20)), ((n, n - 1) for n in range(2_000)))),
    "pipelines of a large template of GoCD": lambda: gocd(template(2_000) + b"pipelines:\n" + lines(
        b"  p%d: {template: t, parameters: {P: x}, materials: {m: {git: x}}}\n", range(1_000))),
    "a long parameter of GoCD": lambda: gocd(template(1, b"#{P}" * 200_000) + b"pipelines:\n  p: {template: t, parameters: {P: %s}, materials: {m: {git: x}}}\n" % (b"x" * 990)),
    "pipelines that wait for stages of GoCD": lambda: gocd(
        b"pipelines:\n  a:\n    materials: {m: {git: x}}\n    stages:\n" + lines(b"    - s%d: {jobs: {j: {tasks: [exec: {command: make}]}}}\n", range(8_000))
        + lines(b"  p%d:\n    materials: {m: {pipeline: a, stage: s7999}}\n    stages: [s: {jobs: {j: {tasks: [exec: {command: make}]}}}]\n", range(4_000))),
    "keys of an import of Travis": lambda: {
        ".travis.yml": b"import: a.yml\nscript: make\n" + lines(b"k%d: 1\n", range(20_000)), "a.yml": lines(b"q%d: 1\n", range(20_000))},
    "plans of Bamboo": lambda: {f"bamboo-specs/b{k}.yml": lines(
        b"---\nversion: 2\nplan: {project-key: A%d, key: B%d, name: c}\nstages: [S: {jobs: [J]}]\nJ: {tasks: [script: [make]]}\ndependencies: {plans: [A1-B1]}\n",
        ((n + 10_000 * k, n) for n in range(3_000))) for k in range(2)},
    "rows that a matrix of CircleCI leaves out": lambda: {".circleci/config.yml": (
        b"version: 2.1\njobs: {a: {parameters: {p: {type: string}}, docker: [{image: a}], steps: [{run: make}]}}\nworkflows: {w: {jobs: [{a: {matrix: {\n"
        b"  parameters: {p: [%s]},\n  exclude: [%s]}}}]}}\n") % (b",".join(b"a%d" % n for n in range(20_000)), b",".join(b"{p: a%d}" % n for n in range(20_000)))},
    "branches that CircleCI ignores": lambda: {".circleci/config.yml": (
        b"version: 2.1\njobs: {a: {docker: [{image: a}], steps: [{run: make}]}}\nworkflows: {w: {jobs: [{a: {filters: {branches: {ignore: [%s]}}}}]}}\n")
        % b",".join(b"a-branch-%d" % n for n in range(50_000))},
    "names of a matrix": lambda: {LATER: (
        b'on: push\njobs: {j: {environment: "%s", runs-on: u, strategy: {matrix: {include: [{a0: x}]}}, steps: [{run: make}]}}\n')
        % b" ".join(b"${{matrix.a%d}}" % n for n in range(50_000))},
    "steps of Drone that a step waits for": lambda: {".drone.yml": (
        b"kind: pipeline\ntype: docker\nname: a\nsteps:\n- {name: z, image: a, commands: [make], depends_on: [%s]}\n" % (b"q," * 480_000)
        + lines(b"- {name: s%d, image: a, commands: [make]}\n", range(999)))},
    "variants of Drone's file": lambda: {
        f".drone-{n}.yml": b"kind: pipeline\ntype: docker\nname: a\nsteps: [{name: b, image: c, commands: [make]}]\n" for n in range(8_000)},
    "buildspecs far down": lambda: {"template.yaml": (
        b"AWSTemplateFormatVersion: '2010-09-09'\n" + b"\n" * 200_000 + b"Resources:\n" + lines(
            b"  B%d:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Source:\n        Type: GITHUB\n        BuildSpec: |\n"
            b"          version: 0.2\n          phases: {build: {commands: [make]}}\n      Triggers: {Webhook: true}\n", range(2_000)))},
    # Inputs and the steps that may use them.
    "inputs of a plan of Bamboo": lambda: {"bamboo-specs/bamboo.yml": (
        b"version: 2\nplan: {project-key: A, key: B, name: c}\ntriggers: []\nvariables:\n" + lines(b"  v%d: a\n", range(5_000))
        + b"stages: [S: {jobs: [J]}]\nJ:\n  tasks:\n  - script:\n" + lines(b"    - make %d\n", range(5_000)))},
    "inputs of a build of TeamCity": lambda: {".teamcity/settings.kts": kotlin(
        b" params {\n" + lines(b'text("v%d", "", display = ParameterDisplay.PROMPT)\n', range(6_000)) + b"}\n steps {\n"
        + lines(b'script { scriptContent = "make %d" }\n', range(5_000)) + b"}")},
    "inputs of a pipeline of TeamCity": lambda: {".teamcity.yml": (
        b"parameters:\n" + lines(b"  v%d: {value: a, display: prompt}\n", range(14_000)) + b"jobs:\n"
        + b"".join(b"  a%d:\n    steps:\n" % job + lines(b"    - {type: script, script-content: 'make %d'}\n", range(1_000)) for job in range(5)))},
    "substitutions of Cloud Build": lambda: {"cloudbuild.yaml": (
        b"substitutions: {%s}\nsteps:\n" % b",".join(b"_V%d: a" % n for n in range(8_000)) + lines(b"- {name: a, args: [m%d]}\n", range(8_000)))},
    # What is long.
    "long names of jobs": lambda: {
        f".github/workflows/z{n}.yml": b'on: push\njobs: {a: {name: "%d%s", runs-on: u, environment: "%s", steps: [{run: helm upgrade a b}]}}\n' % (n, b"prod " * 100_000, b"e" * 500_000) for n in range(3)},
    "long names of environments": lambda: {
        f".github/workflows/z{n}.yml": b'on: push\njobs: {a: {runs-on: u, environment: "%d%s", steps: [{run: helm upgrade a b}]}}\n' % (n, b"e" * 300_000) for n in range(40)},
    "branches of a trigger": lambda: {
        LATER: b"on: {push: {branches: [%s]}}\njobs:\n" % b", ".join(b"b%d" % n for n in range(90_000))
        + lines(b"  j%d: {runs-on: u, steps: [{run: helm upgrade a b}]}\n", range(1_000))},
}
