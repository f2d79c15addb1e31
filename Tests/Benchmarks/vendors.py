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


def workflow(text, before=b""):
    """A workflow with a step that runs a text."""
    text = text.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return {LATER: b'on: push\n%sjobs: {a: {runs-on: u, steps: [{run: "%s"}]}}\n' % (before, text)}


def circle(text):
    return {".circleci/config.yml": b"version: 2.1\njobs: {a: {docker: [{image: a}], steps: [{run: make}]}}\n" + text}


def azure(text):
    return {"azure-pipelines.yml": text}


def travis(text):
    return {".travis.yml": b"script: make\n" + text}


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
    # What waits for others, is called again or laid over others.
    "a chain of jobs of CircleCI": lambda: circle(b"workflows:\n  w:\n    jobs:\n" + lines(
        b"    - a: {name: j%d, requires: [j%d], filters: {branches: {only: [b%d]}}}\n", ((n, n + 1, n) for n in range(1_000)))),
    "jobs of CircleCI that wait for all of a name": lambda: circle(b"workflows:\n  w:\n    jobs:\n" + lines(
        b"    - a: {name: j%d, requires: [a], matrix: {alias: a, parameters: {p: [x]}}, filters: {branches: {only: [b%d]}}}\n", ((n, n) for n in range(1_000)))),
    "two axes of a matrix of CircleCI": lambda: circle(
        b"workflows: {w: {jobs: [{a: {matrix: {parameters: {a: [" + b"x," * 48 + b"], b: [" + b"y," * 80_000 + b"]}}}}]}}\n"),
    "a long parameter in a rule of CircleCI": lambda: circle(
        b"parameters: {a: {type: string, default: " + b"x" * 80_000 + b"}}\nworkflows: {w: {when: '" + b"<<pipeline.parameters.a>>" * 4_000 + b"', jobs: [a]}}\n"),
    "parameters of a command of CircleCI": lambda: {".circleci/config.yml":
        b"version: 2.1\ncommands:\n  c:\n    parameters:\n" + lines(b"      p%d: {default: a}\n", range(10_000))
        + b"    steps: [{run: make}]\njobs: {a: {docker: [{image: a}], steps: [" + b"c," * 4_000 + b"]}}\nworkflows: {w: {jobs: [a]}}\n"},
    "calls of a long function of Jenkins": lambda: {"Jenkinsfile": b"def f() {\n" + b"a = 1\n" * 16_000 + b"}\nnode {\n" + b"f()\n" * 400 + b"sh 'make'\n}\n"},
    "calls of a long closure of Jenkins": lambda: {"Jenkinsfile": b"def f(c) {\n" + b"c()\n" * 4_000 + b"}\nnode {\n f {\n" + b"a = 1\n" * 4_000 + b"sh 'make'\n}\n}\n"},
    "a long name of Jenkins": lambda: {"Jenkinsfile": b"node { sh 'make'\n a" + b".b" * 450_000 + b"\n}\n"},
    "jobs of Jenkins far down": lambda: {"jobs/a.groovy": b"\n" * 500_000 + lines(
        b"pipelineJob('a%d') { definition { cps { script('''\nnode { sh 'make' }\n''') } } }\n", range(1_000))},
    "pipelines of Jenkins with a large library": lambda: {
        "vars/big.groovy": b"def call() { sh 'make' }\n" + b"a = 1\n" * 100_000, **{f"Jenkinsfile.{n}": b"big()\n" for n in range(40)}},
    "branches of a choice of Azure Pipelines": lambda: azure(
        b"steps:\n- ${{ if variables.x }}:\n  - script: a\n" + lines(b"- ${{ elseif variables.x%d }}:\n  - script: a\n", range(10_000))),
    "a stage of Azure Pipelines that waits for one often": lambda: azure(
        b"stages:\n- stage: s1\n  jobs:\n" + lines(b"  - {job: j%d, steps: [{script: make}]}\n", range(400))
        + b"- stage: s2\n  dependsOn: [" + b"s1," * 50_000 + b"]\n  jobs:\n  - {job: j, steps: [{script: make}]}\n"),
    "stages of Azure Pipelines that hand on what they wait for": lambda: azure(
        b"stages:\n- stage: a0\n  jobs: [{job: j, steps: [{script: make}]}]\n- {stage: b0, dependsOn: a0, jobs: []}\n" + lines(
            b"- {stage: a%d, dependsOn: [a%d, b%d], jobs: []}\n- {stage: b%d, dependsOn: [a%d, b%d], jobs: []}\n", ((n, n - 1, n - 1, n, n - 1, n - 1) for n in range(1, 40)))),
    "containers of Azure Pipelines": lambda: azure(
        b"resources:\n  containers:\n" + lines(b"  - {container: c%d, image: a}\n", range(20_000)) + b"jobs:\n" + lines(b"- {job: j%d, container: z, steps: [{script: make}]}\n", range(900))),
    "repositories of Azure Pipelines": lambda: azure(
        b"resources:\n  repositories:\n" + lines(b"  - {repository: c%d, name: a}\n", range(10_000)) + b"stages:\n" + lines(b"- {template: 'a@z%d'}\n", range(10_000))),
    "a matrix and long scripts of Azure Pipelines": lambda: azure(
        b"jobs:\n- job: a\n  strategy:\n    matrix:\n" + lines(b"      m%%d: {%s}\n" % b", ".join(b"V%d: x" % n for n in range(1_000)), range(2))
        + b"  steps:\n  - script: |\n" + b"      echo words of a line\n" * 20_000),
    "variants of all configurations of AppVeyor": lambda: {"appveyor.yml":
        b"- &a\n  for:\n" + b"  - {branches: {only: [b]}}\n" * 99 + b"  environment:\n" + lines(b"    k%d: a\n", range(2_000)) + b"  build_script: make\n" + b"- *a\n" * 99},
    "keys of a configuration of AppVeyor": lambda: {"appveyor.yml":
        b"build_script: make\nfor:\n" + b"- {branches: {only: [b]}}\n" * 99 + lines(b"k%d: a\n", range(60_000))},
    "variables of all jobs of Travis": lambda: travis(
        b"env:\n  global:\n" + lines(b"  - A%d=a\n", range(40_000)) + b"jobs:\n  include:\n" + b"  - {env: A=a}\n" * 900),
    "rows of Travis that may fail": lambda: travis(b"jobs:\n  allow_failures:\n" + b"  - {env: b}\n" * 40_000 + b"  include:\n" + b"  - {env: a}\n" * 900),
    "stages of Travis": lambda: travis(b"stages:\n" + lines(b"- {name: s%d}\n", range(40_000)) + b"jobs:\n  include:\n" + b"  - {stage: a}\n" * 900),
    "services of Drone": lambda: {".drone.yml": b"kind: pipeline\ntype: docker\nname: a\nservices:\n" + lines(b"- {name: s%d, image: a}\n", range(20_000))
        + b"steps:\n" + lines(b"- {name: t%d, image: a, commands: [make]}\n", range(900))},
    "includes of one file of Bamboo": lambda: {
        "bamboo-specs/bamboo.yml": b"version: 2\nplan: {project-key: A, key: B, name: c}\nstages: [S: {jobs: [J]}]\nJ:\n  tasks:\n  - script: [make]\n"
        + lines(b"k%d: !include b.yml\n", range(280)), "bamboo-specs/b.yml": b"- a\n" * 20_000},
    "includes of GitLab": lambda: {
        ".gitlab-ci.yml": b"include: [%s]\nj: {script: make}\n" % b", ".join(b"{local: a%d.yml}" % k for k in range(140)),
        **{f"a{k}.yml": lines(b".q%d-%d: 1\n", ((k, n) for n in range(1_200))) for k in range(140)}},
    "calls of a program of the CDK": lambda: {"lib/pipeline.ts": b"import 'aws-cdk-lib/pipelines'\nnew CodePipeline()\n" + b"f();" * 100_000},
    "buildspecs beside each other": lambda: {f"buildspec-{n}.yml": b"version: 0.2\nphases: {build: {commands: [make]}}\n" for n in range(10_000)},
    "a long name that Buildkite triggers": lambda: {".buildkite/pipeline.yml": b"steps:\n- trigger: " + b"a-" * 40_000 + b"a\n"},
    "uploads of Buildkite": lambda: {".buildkite/pipeline.yml": b"steps:\n- command: |\n" + b"    buildkite-agent pipeline upload\n" * 4_900},
    # Commands of scripts.
    "commands behind a long test": lambda: {".gitlab-ci.yml": b"a: {script: ./a.sh}\n", "a.sh": b'if [ "$A' + b"x" * 400_000 + b'" ]; then\n' + b"a\n" * 4_000 + b"fi\n"},
    "commands behind a test with many words": lambda: {
        ".gitlab-ci.yml": b"a: {script: ./a.sh}\n", "a.sh": b"if [ " + b"$A " * 100_000 + b"]; then\n" + b"a\n" * 4_000 + b"fi\n"},
    "commands behind a long pattern": lambda: {".gitlab-ci.yml": b"a: {script: ./a.sh}\n", "a.sh": b"case $BRANCH in " + b"x" * 400_000 + b")\n" + b"a\n" * 4_000 + b"esac\n"},
    "commands behind a long test beside an expression": lambda: workflow(b'echo ${{ a }}\nif [ "' + b"x" * 400_000 + b'" ]; then\n' + b"a\n" * 4_000 + b"fi\n"),
    "commands that set a variable": lambda: workflow(b"A=b make x\n" * 4_900, b"env: {%s}\n" % b", ".join(b"V%d: a" % n for n in range(40_000))),
    "names of a program": lambda: {
        LATER: b"on: push\njobs:\n" + lines(b"  j%d: {runs-on: u, steps: [{run: node a.js}]}\n", range(900)), "a.js": b"$ " * 360_000},
    "deliveries with many variables": lambda: {".gitlab-ci.yml":
        b"variables:\n" + lines(b"  V%d: a\n", range(2_000)) + b".x: &x [\n" + b"helm upgrade a b," * 1_600 + b"]\n" + lines(b"j%d: {script: *x}\n", range(10))},
    "commands of containers": lambda: {"k8s/a.yaml":
        b"apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [\n"
        + b"{name: a, image: b, command: &c [sh, -c, '%s']},\n" % (b"docker a;" * 500) + lines(b"{name: a%d, image: b, command: *c},\n", range(400)) + b"]}}}\n"},
}
