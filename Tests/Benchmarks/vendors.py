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


def shared(base, use=b"extends: .b"):
    """Jobs of GitLab that take over the same."""
    return {".gitlab-ci.yml": b".b: {%s}\n" % base + lines(b"j%%d: {script: make, %s}\n" % use, range(1_000))}


def called(job, on=b"push", steps=b"{run: make}"):
    """A workflow that is called by a thousand jobs."""
    return {LATER: b"on: %s\njobs:\n" % on + lines(b"  j%d: {uses: ./.github/workflows/c.yml, with: {a: b}}\n", range(1_000)),
            ".github/workflows/c.yml": b"on: {workflow_call: {inputs: {a: {}}}}\njobs: {a: {runs-on: u, steps: [%s], %s}}\n" % (steps, job)}


def asked(on, rule):
    """A workflow whose jobs all ask for what starts it."""
    return {LATER: b"on: %s\njobs:\n" % on + lines(b"  j%%d: {runs-on: u, if: \"%s\", steps: [{run: make}]}\n" % rule, range(1_000))}


def used(template, uses=900):
    """A template of Azure Pipelines that is used often."""
    return {**azure(b"jobs:\n" + b"- {template: t.yml, parameters: {a: b}}\n" * uses), "t.yml": template}


def travis(text):
    return {".travis.yml": b"script: make\n" + text}


def jenkins(text):
    return {"Jenkinsfile": text}


def teamcity(build, before=b""):
    return {".teamcity/settings.kts": kotlin(build, before)}


def custom(text, before=b""):
    """Custom pipelines of Bitbucket."""
    return {"bitbucket-pipelines.yml": before + b"pipelines:\n  custom:\n" + text}


def buildkite(text):
    return {".buildkite/pipeline.yml": b"steps:\n" + text}


def appveyor(text):
    """A configuration of AppVeyor with a hundred variants."""
    return {"appveyor.yml": text + b"for:\n" + b"- {branches: {only: [a]}}\n" * 100}


def harness(steps, variables=b"[]"):
    return {".harness/a.yaml": b"pipeline:\n  identifier: a\n  variables: %s\n  stages:\n  - stage:\n      identifier: s\n      spec:\n        execution:\n          steps:\n%s" % (variables, steps)}


def semaphore(text):
    return {".semaphore/semaphore.yml": b"version: v1.0\n" + text}


def playbook(text):
    return zuul(b"- job: {name: a, run: p}\n", {"p.yaml": b"- hosts: a\n" + text}.items())


def stages(before, stage):
    """A pipeline of GoCD with a thousand jobs behind a setting."""
    return gocd(b"%spipelines:\n  p:\n    materials: {m: {git: x}}\n%s    stages:\n    - s:\n        jobs:\n" % (before, stage) + lines(
        b"          j%d: {tasks: [exec: {command: make}]}\n", range(1_000)))


def bamboo(text, jobs=1_000):
    """A plan of Bamboo with so many jobs; one without has stages in its text."""
    stages = b"stages: [S: {jobs: [%s]}]\n" % b", ".join(b"j%d" % n for n in range(jobs)) if jobs else b""
    return {"bamboo-specs/bamboo.yml": b"version: 2\nplan: {project-key: A, key: B, name: c}\n" + text + stages + lines(
        b"j%d: {tasks: [script: [make]]}\n", range(jobs))}


def codefresh(steps, variables=b""):
    return {"codefresh.yml": b"kind: pipeline\nversion: '1.0'\nspec:\n  variables:\n%s  steps:\n%s" % (variables, steps)}


def delivery(source, properties=b"", actions=500, pipelines=4, kind=b"Category: Build, Provider: CodeBuild", project=b"B"):
    """A template of CloudFormation with a project and pipelines whose actions build it."""
    action = b"            - {Name: a%%d, ActionTypeId: {%s}, Configuration: {ProjectName: %s, PollForSourceChanges: false}}\n" % (kind, project)
    return {"template.yaml": b"AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  B:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Source:\n%s%s" % (source, properties)
            + b"".join(b"  P%d:\n    Type: AWS::CodePipeline::Pipeline\n    Properties:\n      Stages:\n        - Name: s\n          Actions:\n" % n + lines(action, range(actions)) for n in range(pipelines)),
            "buildspec.yml": b"version: 0.2\nphases: {build: {commands: [make]}}\n"}


def sensor(dependencies, trigger, count=1):
    return {"argo/s.yaml": cluster(b"argoproj.io/v1alpha1", b"Sensor", b"  dependencies: [%s]\n  triggers:\n" % dependencies + (
        b"  - template: {%sk8s: {source: {git: {filePath: argo/w.yaml}}}}\n" % trigger) * count),
        "argo/w.yaml": cluster(b"argoproj.io/v1alpha1", b"Workflow", b"  entrypoint: m\n  templates: [{name: m, container: {image: a, command: [make]}}]\n")}


def started(spec):
    """A template of Argo that many workflows start."""
    return {**argo(b"  templates: [{name: m, container: {image: a, command: [make]}}%s" % spec), "argo/w.yaml": b"---\n".join(
        [cluster(b"argoproj.io/v1alpha1", b"Workflow", b"  workflowTemplateRef: {name: a}\n")] * 300)}


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
    # What all jobs and steps take over.
    "variables of an environment of GoCD": lambda: stages(
        b"environments:\n  e: {pipelines: [p], environment_variables: [%s]}\n" % b", ".join(b"{name: v%d, value: a}" % n for n in range(10_000)), b""),
    "secrets of a pipeline of GoCD": lambda: stages(b"", b"    secure_variables: {%s}\n" % b", ".join(b"v%d: a" % n for n in range(10_000))),
    "folders of materials of GoCD": lambda: gocd(
        b"pipelines:\n  p:\n    materials:\n" + lines(b"      m%d: {git: x, destination: d%d}\n", ((n, n) for n in range(8_000)))
        + b"    stages:\n    - s:\n        jobs:\n          j:\n            tasks:\n" + b"            - exec: {command: make, working_directory: q}\n" * 8_000),
    "secrets of all jobs of Semaphore": lambda: semaphore(
        b"global_job_config:\n  secrets:\n" + lines(b"  - {name: s%d}\n", range(10_000)) + b"blocks:\n" + b"- task: {jobs: [{commands: [make]}]}\n" * 1_000),
    "variables of all jobs of Semaphore": lambda: semaphore(
        b"global_job_config:\n  env_vars:\n" + lines(b"  - {name: s%d, value: a}\n", range(10_000)) + b"blocks:\n" + b"- task: {jobs: [{commands: [make]}]}\n" * 1_000),
    "a long prologue of Semaphore": lambda: semaphore(
        b"global_job_config:\n  prologue:\n    commands:\n" + b"    - 'true'\n" * 30_000 + b"blocks:\n" + b"- task: {jobs: [{commands: [make]}]}\n" * 1_000),
    "containers of all jobs of Semaphore": lambda: semaphore(
        b"agent:\n  containers:\n" + lines(b"  - {image: s%d}\n", range(10_000)) + b"blocks:\n" + b"- task: {jobs: [{commands: [make]}]}\n" * 1_000),
    "blocks of Semaphore that hand on what they wait for": lambda: semaphore(
        b"blocks:\n- {name: b0, task: {jobs: [{commands: [make]}]}}\n" + lines(b"- {name: b%d, dependencies: [b%d, b%d]}\n", ((n, n - 1, n - 1) for n in range(1, 40)))),
    "secrets of all tasks of Cirrus": lambda: {".cirrus.yml":
        b"env:\n" + lines(b"  V%d: ENCRYPTED[a]\n", range(15_000)) + lines(b"a%d_task: {script: make}\n", range(1_000))},
    "a list of tasks of Cirrus": lambda: {".cirrus.yml": b"env:\n" + lines(b"  V%d: a\n", range(1_000)) + b"task:\n" + b"- {script: make}\n" * 30_000},
    "jobs of a plan of Bamboo among many keys": lambda: bamboo(lines(b"k%d: 1\n", range(40_000)), 10_000),
    "hidden variables of Bamboo": lambda: bamboo(b"variables:\n" + lines(b"  v%d: BAMSCRT@a\n", range(15_000))),
    "volumes of all jobs of Bamboo": lambda: bamboo(b"docker: {image: a, volumes: {%s}}\n" % b", ".join(b"cache%d: a" % n for n in range(15_000))),
    "variables of all tasks of Bamboo": lambda: bamboo(
        b"variables:\n" + lines(b"  v%d: a\n", range(1_000)) + b"stages: [S: {jobs: [J]}]\nJ:\n  tasks:\n" + b"  - script: {environment: A=b, scripts: [make]}\n" * 5_000, 0),
    "checkouts of Bamboo": lambda: bamboo(
        b"stages: [S: {jobs: [J]}]\nJ:\n  tasks:\n" + lines(b"  - checkout: {path: d%d}\n", range(8_000)) + b"  - script: {working-dir: q, scripts: [make]}\n" * 8_000, 0),
    "a job of Bamboo that is listed often": lambda: bamboo(
        b"stages: [S: {jobs: [%s]}]\nj:\n  tasks:\n" % b", ".join([b"j"] * 1_000) + b"  - script: [make]\n" * 10_000, 0),
    "puts of a resource of Concourse": lambda: concourse(
        b"resources:\n- {name: r, type: x, source: {%s}}\njobs:\n- name: a\n  plan:\n" % b", ".join(b"k%d: a" % n for n in range(5_000)) + b"  - {put: r}\n" * 5_000),
    "gets of a resource of Concourse": lambda: concourse(
        b"resources:\n- {name: r, type: x, source: {%s}}\njobs:\n- name: a\n  plan:\n" % b", ".join(b"k%d: a" % n for n in range(5_000)) + b"  - {get: r}\n" * 20_000),
    "a task of Concourse that is named often": lambda: {**concourse(
        b"resources:\n- {name: r, type: git, source: {uri: a}}\njobs:\n- name: a\n  plan:\n" + b"  - {task: t, file: r/t.yml, params: {A: b}}\n" * 5_000),
        "t.yml": b"run: {path: make}\nparams:\n" + lines(b"  V%d: a\n", range(200))},
    "keys of a scaled step of Codefresh": lambda: codefresh(
        b"    p:\n" + lines(b"      k%d: a\n", range(30_000)) + b"      scale:\n" + lines(b"        a%d: {image: a, commands: [make]}\n", range(5_000))),
    "secrets of all steps of Codefresh": lambda: codefresh(
        lines(b"    a%d: {image: a, commands: [make]}\n", range(1_000)), lines(b"  - {key: s%d, encrypted: true}\n", range(10_000))),
    "variables that Codefresh asks for": lambda: codefresh(b"    a: {image: a, commands: ['%s']}\n" % (b"$s " * 150_000), lines(b"  - {key: s%d}\n", range(8_000))),
    "builds of Codefresh": lambda: codefresh(lines(b"    a%d: {type: build, image_name: a}\n", range(1_000)) + lines(b"    b%d: {image: a}\n", range(20_000))),
    "tags of Codefresh": lambda: codefresh(
        b"    a: {type: build, image_name: a, tags: [%s], environment: [%s]}\n" % (b", ".join([b"t"] * 20_000), b", ".join(b"V%d=a" % n for n in range(5_000)))),
    "steps of Codefresh that a step waits for": lambda: codefresh(
        b"    p:\n      type: parallel\n      steps:\n" + lines(b"        a%d: {image: a, commands: [make]}\n", range(500))
        + b"    z: {image: a, commands: [make], when: {steps: [%s]}}\n" % b", ".join([b"{name: p}"] * 20_000)),
    "specifications of one file of Codefresh": lambda: {
        ".codefresh/a.yml": lines(b"---\nkind: pipeline\nmetadata: {name: a%d}\nspec: {specTemplate: {path: b/codefresh.yml}}\n", range(5_000)),
        "b/codefresh.yml": b"version: '1.0'\nsteps:\n" + lines(b"  a%d: {image: a, commands: [make]}\n", range(900))},
    # What is asked for by others in CodePipeline.
    "variables of a project of CodeBuild": lambda: delivery(
        b"        BuildSpec: buildspec.yml\n", b"      Environment: {EnvironmentVariables: [%s]}\n" % b", ".join(b"{Name: v%d, Value: a}" % n for n in range(5_000))),
    "a buildspec in a project": lambda: delivery(
        b"        BuildSpec: |\n          version: 0.2\n          phases: {build: {commands: [make]}}\n" + b"          # some words\n" * 10_000),
    "commands of a buildspec that many actions run": lambda: {**delivery(b"        BuildSpec: buildspec.yml\n"),
        "buildspec.yml": b"version: 0.2\nphases:\n  build:\n    commands:\n" + b"    - 'true'\n" * 20_000},
    "secrets of a buildspec that many actions run": lambda: {**delivery(b"        BuildSpec: buildspec.yml\n"),
        "buildspec.yml": b"version: 0.2\nenv: {parameter-store: {%s}}\nphases: {build: {commands: [make]}}\n" % b", ".join(b"v%d: a" % n for n in range(10_000))},
    "rules that may start CodePipeline": lambda: delivery(b"        Type: CODEPIPELINE\n", lines(
        b"  R%%d: {Type: AWS::Events::Rule, Properties: {Targets: [%s]}}\n" % b", ".join([b"xy"] * 100), range(290)), 450, 1, b"Category: Source, Provider: S3"),
    "projects beside an action": lambda: delivery(
        b"        Type: CODEPIPELINE\n", lines(b"  B%d:\n    Type: AWS::CodeBuild::Project\n    Properties: {Source: {Type: CODEPIPELINE}}\n", range(299)), 500, 9, project=b"x"),
    "targets of rules of CodePipeline": lambda: {"a.tf": b"".join(
        lines(b'resource "aws_%s" "p%%d" {\n  %s\n}\n' % (kind, body), range(count)) for kind, body, count in [
            (b"codebuild_project", b'source {\n type = "X"\n buildspec = "buildspec.yml"\n }', 290),
                (b"cloudwatch_event_rule", b'schedule_expression = "a"', 150), (b"cloudwatch_event_target", b'rule = "x"', 150)]),
        "buildspec.yml": b"version: 0.2\nphases: {build: {commands: [make]}}\n"},
    "scripts that may name buildspecs": lambda: {
        **{f"a/buildspec-{n}.yml": b"version: 0.2\nphases: {build: {commands: [make]}}\n" for n in range(200)}, **{f"s{n}.sh": b"echo a/buildspec-x\n" * 50_000 for n in range(10)}},
    "properties of a step of Octopus": lambda: {"deployment_process.ocl":
        b'step "s" {\n properties = {\n' + lines(b'  k%d = "a"\n', range(10_000)) + b" }\n" + b' action { action_type = "Octopus.X" }\n' * 5_000 + b"}\n"},
    "branches of all jobs of Prow": lambda: {".prow.yaml":
        b"x: &b [%s]\npresubmits:\n" % b", ".join(b"b%d" % n for n in range(480)) + lines(b"- {name: j%d, branches: *b, spec: {containers: [{command: [make]}]}}\n", range(1_000))},
    "actions of one project of the CDK": lambda: {"lib/pipeline.ts":
        b"import 'aws-cdk-lib/pipelines'\nnew CodePipeline()\nconst p = new PipelineProject(this, {buildSpec: [%s]})\n" % (b"a, " * 30_000) + b"new CodeBuildAction({project: p});\n" * 3_000},
    # What all jobs share in GitLab.
    "rules that jobs of GitLab extend": lambda: shared(b"rules: [%s]" % b", ".join(b"{if: $A%d}" % n for n in range(8_000))),
    "rules that jobs of GitLab refer to": lambda: shared(b"rules: [%s]" % b", ".join([b"{if: $A}"] * 8_000), b"rules: !reference [.b, rules]"),
    "branches that jobs of GitLab extend": lambda: shared(b"only: [%s]" % b", ".join(b"b%d" % n for n in range(8_000))),
    "branches of a job of GitLab": lambda: {".gitlab-ci.yml": b"a: {script: make, only: [%s]}\n" % b", ".join(b"b%d" % n for n in range(60_000))},
    "a long rule that jobs of GitLab extend": lambda: shared(b"rules: [{if: '%s$B'}]" % (b"$A && " * 70_000)),
    "many long rules that jobs of GitLab extend": lambda: shared(b"rules: [%s]" % b", ".join([b'{if: "%s$B"}' % (b"$A == 'b' && " * 980)] * 35)),
    # What is called often, and what starts a workflow.
    "a long rule of a called workflow": lambda: called(b'if: "%sa"' % (b"github.ref == 'a' || " * 22_000)),
    "a rule of a called workflow that many events start": lambda: called(
        b'if: "%sa"' % (b"github.ref == 'a' || " * 490), b"[push, pull_request, workflow_dispatch, schedule, release, create, delete, issues, merge_group, watch, fork]"),
    "values that a called workflow passes on": lambda: called(b"", steps=b"{uses: x/y@v1, with: {%s}}" % b", ".join(b"k%d: '${{inputs.a}}'" % n for n in range(20_000))),
    "services of a called workflow": lambda: called(b"services: {%s}" % b", ".join(b"k%d: 'a${{inputs.a}}'" % n for n in range(20_000))),
    "choices of a called workflow": lambda: called(b"environment: '${{matrix.a}}', strategy: {matrix: {a: [%s]}}" % b", ".join(b"v%d" % n for n in range(50_000))),
    "secrets of a called workflow": lambda: called(b"env: {%s}" % b", ".join(b"k%d: '${{secrets.a%d}}'" % (n, n) for n in range(8_000))),
    "branches that rules of jobs ask for": lambda: asked(b"{push: {branches: [%s]}}" % b", ".join(b"b%d" % n for n in range(20_000)), b"github.ref == 'refs/heads/b'"),
    "actions that rules of jobs ask for": lambda: asked(b"{issues: {types: [%s]}}" % b", ".join(b"b%d" % n for n in range(20_000)), b"github.event.action == 'b'"),
    "events that rules of jobs ask for": lambda: asked(b"[%s]" % b", ".join(b"b%d" % n for n in range(20_000)), b"github.event_name == 'b'"),
    # What templates of Azure Pipelines make again and again.
    "long rules of a template of Azure Pipelines": lambda: used(b'jobs:\n- {condition: "and(%strue)", steps: [{script: make}]}\n' % (b"eq(variables.a, 'b'), " * 480)),
    "very long rules of a template of Azure Pipelines": lambda: used(b'jobs:\n- {condition: "and(%strue)", steps: [{script: make}]}\n' % (b"eq(variables.a, 'b'), " * 20_000)),
    "conditions of a template of Azure Pipelines": lambda: used(
        b"parameters: {a: b}\njobs:\n- steps:\n" + b"  - ${{ if and(eq(parameters.a, 'b'), eq(parameters.a, 'c')) }}:\n    - {script: make}\n" * 5_000),
    "parameters of a template of Azure Pipelines": lambda: used(
        b"parameters:\n" + lines(b"- {name: p%d, default: a}\n", range(5_000)) + b"jobs:\n- {steps: [{script: make}]}\n"),
    "expressions in a text of Azure Pipelines": lambda: used(b"parameters: {a: b}\njobs:\n- steps:\n  - script: '%s'\n" % (b"${{ parameters.a }}" * 20_000)),
    "branches that rules of Azure Pipelines ask for": lambda: azure(
        b"trigger: {branches: {include: [%s]}}\njobs:\n" % b", ".join(b"b%d" % n for n in range(20_000))
        + lines(b"- {job: j%d, condition: \"eq(variables['Build.SourceBranch'], 'refs/heads/b')\", steps: [{script: make}]}\n", range(900))),
    "branches of jobs of CircleCI by an alias": lambda: circle(
        b"x: &f {branches: {only: [%s]}}\nworkflows:\n  w:\n    jobs:\n" % b", ".join(b"b%d" % n for n in range(1_000)) + lines(b"    - a: {name: j%d, filters: *f}\n", range(490))),
    # What a playbook runs.
    "playbooks of a job of Zuul": lambda: zuul(b"- job: {name: a, run: [%s]}\n" % b", ".join([b"q"] * 2_000)),
    "secrets of parents of Zuul": lambda: zuul(lines(
        b"- job: {name: b%%d, parent: b%%d, run: x, secrets: [%s]}\n" % b", ".join(b"s%d" % n for n in range(100)), ((n, n + 1) for n in range(20))) + b"- job: {name: a, parent: b0, run: x}\n"),
    "variables of a play of Zuul": lambda: playbook(
        b"  environment: {%s}\n  tasks:\n" % b", ".join(b"v%d: a" % n for n in range(1_000)) + b"  - {shell: make, environment: {b: c}}\n" * 4_000),
    "keys of a task of Zuul": lambda: playbook(b"  tasks:\n  - {%s}\n" % b", ".join(b"k%d: a" % n for n in range(20_000))),
    "a long command of Zuul": lambda: playbook(b"  tasks:\n  - {shell: '%s'}\n" % (b"true;" * 40_000)),
    # What is filled in and looked for.
    "variables of Harness": lambda: harness(
        lines(b"          - step: {type: Run, spec: {command: 'make <+x%d>'}}\n", range(6_000)), b"[%s]" % b", ".join(b"{name: v%d, value: a}" % n for n in range(8_000))),
    "stages of a template of Harness": lambda: {
        ".harness/a.yaml": b"pipeline:\n  identifier: a\n  stages:\n" + lines(b"  - stage: {identifier: s%d, template: {templateRef: t}}\n", range(8_000)),
        ".harness/t.yaml": b"template:\n  identifier: t\n  spec:\n" + lines(b"    k%d: a\n", range(20_000)) + b"    spec: {execution: {steps: []}}\n"},
    "steps of a template of Harness": lambda: {**harness(b"          - step: {template: {templateRef: t}}\n" * 1_000),
        ".harness/t.yaml": b"template:\n  identifier: t\n  spec:\n    type: Run\n" + lines(b"    k%d: a\n", range(40_000))},
    "tags of an image of Harness": lambda: harness(b"          - step: {type: BuildAndPushECR, spec: {repo: a, tags: [%s]}}\n" % b", ".join([b"t"] * 200_000)),
    "images that Cloud Build pushes": lambda: {"cloudbuild.yaml": b"steps: [{name: a, args: [make]}]\nimages: [%s]\n" % b", ".join([b"a"] * 200_000)},
    "configurations of Cloud Build that a script may name": lambda: {
        **{f"cloudbuild-{n}.yaml": b"steps: [{name: a, args: [make]}]\n" for n in range(1_900)}, "a.sh": b"gcloud builds submit --config x\n" + b"echo cloudbuild-something\n" * 30_000},
    "targets of Cloud Deploy": lambda: {
        "clouddeploy/p.yaml": lines(b"---\napiVersion: deploy.cloud.google.com/v1\nkind: DeliveryPipeline\nmetadata: {name: p%%d}\nserialPipeline: {stages: [%s]}\n" % (
            b", ".join(b"{targetId: t%d}" % n for n in range(100))), range(100)),
        "clouddeploy/t.yaml": lines(b"---\napiVersion: deploy.cloud.google.com/v1\nkind: Target\nmetadata: {name: x%d}\n", range(9_000))},
    "variables of Spinnaker that name each other": lambda: {"pipeline.json": b'{"variables": {%s}, "stages": [{"refId": "1", "type": "x", "a": "${templateVariables.a0}"}]}' % (
        b", ".join(b'"a%d": "${templateVariables.a%d}${templateVariables.a%d}"' % (n, n + 1, n + 1) for n in range(30)))},
    "variables of Spinnaker": lambda: {"pipeline.json": b'{"variables": {%s}, "stages": [%s]}' % (
        b", ".join(b'"a%d": "b"' % n for n in range(10_000)), b", ".join(b'{"refId": "%d", "type": "x", "a": "${x} templateVariables."}' % n for n in range(500)))},
    "pipelines of a template of Spinnaker": lambda: {
        "pipeline.json": b'[{"refId": "", "stages": []}%s]' % (b', {"template": {"reference": "t"}, "parameterConfig": [%s]}' % b", ".join(b'{"name": "p%d"}' % n for n in range(100)) * 300),
        "pipelines/spinnaker.json": b'{"id": "t", "schema": "v2", "pipeline": {"stages": [%s]}}' % b", ".join(b'{"refId": "%d", "type": "x", "a": "parameters parameters"}' % n for n in range(3_000))},
    "files that may be pipelines of Spinnaker": lambda: {
        "run.sh": b"spin q q q q " * 70_000, **{f"q/pipelines/q{n}.json": b'{"stages": [{"refId": "1", "type": "x"}]}' for n in range(2_000)}},
    "macros of Azure Pipelines": lambda: azure(b"variables: {a: %s}\nsteps:\n- script: '%s'\n" % (b"x" * 100_000, b"$(a)" * 20_000)),
    "keys of a parameter of Azure Pipelines": lambda: azure(
        b"parameters:\n- name: o\n  default: {%s}\nsteps:\n" % b", ".join(b"k%d: a" % n for n in range(10_000)) + b"- script: echo ${{ parameters.o.z }}\n" * 10_000),
    "a long filter of many jobs of CircleCI": lambda: circle(
        b"x: &f '%sx'\nworkflows:\n  w:\n    jobs:\n" % (b"pipeline.git.branch == a or " * 200) + lines(b"    - a: {name: j%d, filters: *f}\n", range(700))),
    "parameters of a template that many workflows of Argo start": lambda: started(
        b"]\n  arguments: {parameters: [%s]}\n" % b", ".join(b"{name: p%d, value: a}" % n for n in range(20_000))),
    "templates of a template that many workflows of Argo start": lambda: started(b", %s]\n" % b", ".join(b"{name: p%d}" % n for n in range(20_000))),
    "values of a choice of Argo": lambda: argo(
        b"  arguments: {parameters: [{name: p, enum: [%s]}]}\n  templates:\n  - {name: t, container: {image: a, command: [make], args: ['{{workflow.parameters.p}}']}}\n  - name: m\n    steps:\n"
        % b", ".join(b"o%d" % n for n in range(20_000)) + lines(b"    - [{name: s%d, template: t}]\n", range(1_000))),
    "artifacts of a template of Argo": lambda: argo(
        b"  templates:\n  - name: m\n    inputs: {artifacts: [%s]}\n    containerSet:\n      containers:\n" % b", ".join(b"{path: /a%d}" % n for n in range(8_000))
        + b"      - {image: a, command: [make], workingDir: /q}\n" * 4_500),
    "parameters of a trigger of a sensor": lambda: sensor(
        b", ".join(b"{name: d%d}" % n for n in range(5_000)), b"parameters: [], ", 1_000),
    "runs of Tekton with many events": lambda: {"tekton/a.yaml": b"kind: List\napiVersion: v1\nitems:\n" + (
        b"- &a {apiVersion: tekton.dev/v1, kind: PipelineRun, metadata: {annotations: {pipelinesascode.tekton.dev/on-event: '[%s]'}}, spec: {pipelineSpec: {tasks: [{name: a, taskSpec: {steps: [{script: make}]}}]}}}\n" % (b"push," * 2_000)) + b"- *a\n" * 290},
    "bindings of triggers of Tekton": lambda: {"tekton/a.yaml": b"---\n".join(
        [cluster(b"triggers.tekton.dev/v1", b"TriggerBinding", b"  params: [%s]\n" % b", ".join([b"{value: b}"] * 20_000)),
         cluster(b"triggers.tekton.dev/v1", b"TriggerTemplate", b"  resourcetemplates: []\n")]
        + [cluster(b"triggers.tekton.dev/v1", b"Trigger", b"  bindings: [{ref: a}]\n  template: {ref: a}\n")] * 2_000)},
    # What all stages, builds and variants bear.
    "variables around blocks of Jenkins": lambda: jenkins(
        b"node { withEnv([%s]) {\n" % b", ".join(b"'A%d=b'" % n for n in range(5_000)) + b"withEnv(['B=c']) { sh 'make' }\n" * 5_000 + b"} }\n"),
    "secrets of stages of Jenkins": lambda: jenkins(
        b"node {\n" + lines(b"withCredentials([x(credentialsId: 'a%d')]) { }\n", range(8_000)) + b"stage('a') { sh 'make' }\n" * 1_000 + b"}\n"),
    "rules around commands of Jenkins": lambda: jenkins(
        b"node { if (%s) {\n" % b" && ".join(b"a%d" % n for n in range(8_000)) + b"sh 'make'\n" * 5_000 + b"} }\n"),
    "rules around stages of Jenkins": lambda: jenkins(
        b"pipeline { agent any\nstages { stage('a') { when { %s }\nstages {\n" % (b"branch 'a'\n" * 5_000) + b"stage('b') { when { branch 'c' }\n steps { sh 'make' } }\n" * 1_000 + b"} } } }\n"),
    "images of a pod of Jenkins": lambda: jenkins(
        b"podTemplate(containers: [%s]) {\n" % b", ".join(b"containerTemplate(image: 'a%d')" % n for n in range(8_000)) + b"stage('a') { docker.image('b').inside { sh 'make' } }\n" * 1_000 + b"}\n"),
    "caches of an agent of Jenkins": lambda: jenkins(
        b"pipeline { agent { docker { image 'a'\n%s } }\nstages { " % (b"args '-v /a/.m2:/b'\n" * 5_000) + b"stage('a') { agent { docker { args '-v /a/.m2' } }\n steps { sh 'make' } }\n" * 1_000 + b"} }"),
    "parameters of a library of Jenkins": lambda: {"Jenkinsfile": lines(b"v%d()\n", range(99)), **{
        f"vars/v{n}.groovy": b"properties([parameters([%s])])\ndef call() { sh '%s' }\n" % (b", ".join(b"string(name: 'p%d')" % k for k in range(100)), b"make " * 4_000) for n in range(99)}},
    "variables of a build of TeamCity": lambda: teamcity(
        b"params {\n" + lines(b'param("env.A%d", "x")\n', range(8_000)) + b"}\nsteps {\n" + b'script { scriptContent = "make" }\n' * 5_000 + b"}\n"),
    "names in the steps of TeamCity": lambda: teamcity(b"steps {\n" + lines(b'val v%d = "a"\nscript { scriptContent = "make" }\n', range(5_000)) + b"}\n"),
    "builds of TeamCity that double": lambda: teamcity(b"", b"val b0 = listOf(A)\n" + lines(b"val b%d = listOf(b%d, b%d)\n", ((n + 1, n, n) for n in range(26)))),
    "texts of TeamCity that double": lambda: teamcity(
        b'steps { script { scriptContent = "make" } }\n', b'val q = "x"\nval b0 = q + q\n' + lines(b"val b%d = b%d + b%d\n", ((n + 1, n, n) for n in range(30)))),
    "a long parameter of TeamCity": lambda: teamcity(b'params { param("a", "%s") }\nsteps { script { scriptContent = "%s" } }\n' % (b"x" * 60_000, b"%a%" * 20_000)),
    "a long text of many steps of TeamCity": lambda: teamcity(
        b"steps {\n" + b'step { type = "q"\n param("k", a + a + "b") }\n' * 3_000 + b"}\n", b'val a = "%s"\n' % (b"x" * 60_000)),
    "branches of a root of TeamCity": lambda: teamcity(
        b'vcs { root(R) }\ntriggers { %s }\nsteps { script { scriptContent = "make" } }\n' % (b"vcs { }\n" * 2_000), b'object R : GitVcsRoot({ branchSpec = """%s""" })\n' % (b"+:refs/heads/x\n" * 20_000)),
    "rules of many triggers of TeamCity": lambda: teamcity(
        b'triggers { %s }\nsteps { script { scriptContent = "make" } }\n' % (b"vcs { branchFilter = f }\n" * 5_000), b'val f = """%s"""\n' % (b"+:refs/heads/x\n" * 4_000)),
    "images of steps of TeamCity": lambda: teamcity(b"steps {\n" + lines(b'script { scriptContent = "true"\n dockerImage = "a%d" }\n', range(10_000)) + b"}\n"),
    "constants of many builds of TeamCity": lambda: teamcity(b"", lines(b'val a%d = "b"\n', range(10_000)) + b"project { %s }\n" % lines(b'buildType(T("x%d"))\n', range(900))
        + b'class T(n: String) : BuildType({ name = n\n steps { script { scriptContent = "make"\n val r = "y" } } })\n'),
    "parameters of a project of TeamCity": lambda: teamcity(b"", b"project {\nparams {\n" + lines(b'param("A%d", "x")\n', range(10_000)) + b"}\n" + lines(b"buildType(B%d)\n", range(900)) + b"}\n"
        + lines(b'object B%d : BuildType({ params { param("x", "y") }\n steps { script { scriptContent = "make" } } })\n', range(900))),
    "chains of TeamCity": lambda: teamcity(b"", b"project { sequential {\n" + b"parallel { %s }\n" % lines(b"buildType(B%d)\n", range(500)) * 60 + b"} }\n"
        + lines(b'object B%d : BuildType({ steps { script { scriptContent = "make" } } })\n', range(500))),
    "secrets of a pipeline of TeamCity": lambda: {".teamcity.yml": b"secrets: {%s}\njobs:\n" % b", ".join(b"s%d: a" % n for n in range(10_000))
        + lines(b"  j%d: {steps: [{type: script, script-content: make}]}\n", range(1_000))},
    "variables of pipelines of Bitbucket": lambda: custom(b"    a:\n" + lines(b"    - {variables: [{name: v%d}]}\n", range(10_000)) + b"    - {step: {script: [make]}}\n"),
    "triggers of pipelines of Bitbucket": lambda: custom(
        lines(b"    p%d: [{x: 1}]\n", range(10_000)), b"triggers: {%s}\n" % b", ".join(b"t%d: [{pipelines: [a]}]" % n for n in range(8_000))),
    "services of Bitbucket": lambda: custom(
        b"    a:\n" + b"    - {step: {services: [%s], script: [make]}}\n" % b", ".join([b"t0"] * 20) * 2_000, b"definitions: {services: {%s}}\n" % b", ".join(b"t%d: {image: a}" % n for n in range(20_000))),
    "steps of Bitbucket": lambda: custom(b"    a:\n" + b"    - {step: {script: [make]}}\n" * 20_000),
    "pipelines of Buildkite that trigger each other": lambda: {**buildkite(lines(b"- {trigger: p%d}\n", range(300))), **{
        f".buildkite/pipeline.p{n}.yml": b"steps:\n" + lines(b"- {trigger: p%d}\n", (k % 300 for k in range(1_000))) for n in range(300)}},
    "commands of variants of AppVeyor": lambda: appveyor(b"build_script: [%s]\n" % b", ".join([b"'true'"] * 100_000)),
    "comments of variants of AppVeyor": lambda: appveyor(b"build_script: [%s]\n" % b", ".join([b"'#'"] * 100_000)),
    "secrets of variants of AppVeyor": lambda: appveyor(b"build_script: [make]\nenvironment: {%s}\n" % b", ".join(b"k%d: {secure: a}" % n for n in range(20_000))),
    "a long condition of a stage of Travis": lambda: travis(
        b"stages: [{name: s, if: '%s'}]\njobs:\n  include:\n" % (b"type = x or " * 30_000) + b"  - {script: make, stage: s}\n" * 1_000),
    "jobs of Travis that may fail": lambda: travis(lines(b"k%d: 1\n", range(20_000)) + b"jobs:\n  allow_failures:\n"
        + b"  - {%s, z: 1}\n" % b", ".join(b"k%d: 1" % n for n in range(10)) * 200 + b"  include:\n" + b"  - {script: make}\n" * 1_000),
    "keys of a build of Travis": lambda: travis(b"jobs:\n  include:\n" + b"  - {script: make}\n" * 1_000 + lines(b"k%d: 1\n", range(60_000))),
    "deployments of Travis that never run": lambda: travis(b"if: type = push\njobs:\n  include:\n" + b"  - {stage: a}\n" * 1_000
        + b"deploy:\n" + b"- {provider: x, on: {tags: true, branch: [%s]}}\n" % b", ".join([b"a"] * 6_000) * 50),
    "a script of many jobs of Travis": lambda: {".travis.yml": b"jobs:\n  include:\n" + b"  - {stage: a}\n" * 1_000 + b"script:\n" + b"- 'true'\n" * 60_000},
    "conditions of a pipeline of Drone": lambda: {".drone.yml": b"kind: pipeline\nname: a\ntrigger:\n" + lines(b"  k%d: a\n", range(5_000)) + b"steps:\n"
        + lines(b"- {name: s%d, image: a, commands: [make]}\n", range(999)) + b"---\nkind: pipeline\nname: b\nsteps: [{name: a, image: a, commands: [make]}]\n"},
    "pipelines of one name of Drone": lambda: {".drone.yml": b"---\n".join([b"kind: pipeline\nname: a\ndepends_on: [a]\nsteps: [{name: s, image: a, commands: [make]}]\n"] * 1_000)},
    # What is read for each use, and what lies in itself.
    "a long script of a matrix of Azure Pipelines": lambda: used(
        b"jobs:\n- strategy: {matrix: {a: {v: x}, b: {v: y}}}\n  steps:\n  - script: |\n" + b"      $(a)\n" * 50_000, 300),
    "functions of a module of Dagger": lambda: {
        ".gitlab-ci.yml": b"a: {script: dagger call a}\n", "dagger.json": b"{}",
        **{f"a{n}.py": b"class A:\n" + lines(b"  def a%d(self): c.with_exec(['make'])\n", range(15_000)) for n in range(16)}},
    "lists in lists of a program of CodePipeline": lambda: {
        "pipeline.ts": b"import { CodePipeline } from 'aws-cdk-lib/pipelines';\nnew CodePipeline(this, 'P', {});\nnew ShellStep('S', { " + b"commands: ['a', " * 50_000},
}
