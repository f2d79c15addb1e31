import TestSupport
import Testing

/// What a Jenkinsfile does about the failure of a command decides whether it checks anything.
@Suite struct JenkinsOutcomeTests {
  private func status(_ script: String, around file: String? = nil) async -> String? {
    let pipeline =
      file
      ?? "pipeline {\n  agent any\n  stages {\n    stage('Test') {\n      steps {\n        script {\n"
      + "          SCRIPT\n        }\n      }\n    }\n  }\n}\n"
    let files = [
      "Jenkinsfile": pipeline.replacing("SCRIPT", with: script),
      "pyproject.toml": "[project]\nname = \"a\"\n",
      "tests/test_a.py": "def test_a():\n    assert 1\n",
    ]
    return await SmallRepository(files).status(of: "ci.test")
  }

  @Test(arguments: [
    "if (sh(script: 'pytest', returnStatus: true) != 0) { error 'failed' }",
    "if (sh(script: 'pytest', returnStatus: true) == 0) { echo 'ok' } else { error('failed') }",
    "if (sh(script: 'pytest', returnStatus: true)) error 'failed'",
    "def rc = sh(script: 'pytest', returnStatus: true)\nif (rc != 0) { error 'failed' }",
    "rc = sh(script: 'pytest', returnStatus: true)\necho \"$rc\"\nassert rc == 0",
    "int rc = sh(returnStatus: true, script: 'pytest')\nif (rc) { currentBuild.result = 'FAILURE' }",
    "catchError { sh 'pytest' }", "catchError(stageResult: 'FAILURE') { sh 'pytest' }",
    "catchError(buildResult: 'FAILURE', message: 'failed') { sh 'pytest' }",
    "try { sh 'pytest' } catch (e) { echo 'failed'\n throw e }",
    "try { sh 'pytest' } catch (e) { currentBuild.result = 'FAILURE' }",
    "try { sh 'pytest' } catch (error) { error \"failed: ${error}\" }",
    "try { sh 'pytest' } catch (e) { if (params.STRICT) { throw e } }",
    "try { sh 'pytest' } catch (e) { library.handle(e) }",
    "try { sh 'pytest' } catch (InterruptedException e) { echo 'stopped' }",
    "try { sh 'pytest' } finally { junit '*.xml' }",
    "def failed = false\ntry { sh 'pytest' } catch (e) { failed = true }\nif (failed) { error 'x' }",
    "def failed = false\ntry { sh 'pytest' } catch (e) { failed = true } finally { if (failed) error 'x' }",
  ])
  func `A failure that the build takes over counts`(_ script: String) async {
    #expect(await status(script) == "met", "\(script)")
  }

  @Test(arguments: [
    "if (sh(script: 'pytest', returnStatus: true) != 0) { echo 'failed' }",
    "def rc = sh(script: 'pytest', returnStatus: true)\necho \"$rc\"",
    "def rc = sh(script: 'pytest', returnStatus: true)\nif (other != 0) { error 'failed' }",
    "def rc = sh(script: 'pytest', returnStatus: true)\nif (rc != 0) { unstable 'failed' }",
    "catchError(buildResult: 'SUCCESS', stageResult: 'FAILURE') { sh 'pytest' }",
    "catchError(buildResult: 'UNSTABLE') { sh 'pytest' }",
    "catchError(buildResult: null) { sh 'pytest' }", "warnError('failed') { sh 'pytest' }",
    "try { sh 'pytest' } catch (e) { echo 'failed' }",
    "try {\n sh 'pytest'\n}\ncatch (Exception e) {\n echo \"failed: ${e}\"\n}",
    "try { sh 'pytest' } catch (error) { println(error) }",
    "try { sh 'pytest' } catch (e) { currentBuild.result = 'UNSTABLE' }",
    "try { sh 'pytest' } catch (InterruptedException e) { throw e } catch (Throwable t) { }",
  ])
  func `A failure with which the build goes on is ignored`(_ script: String) async {
    #expect(await status(script) == "partial", "\(script)")
  }

  @Test(arguments: [("throw e", "met"), ("echo 'failed'", "partial")])
  func `The stages of a script are tried together`(
    _ clause: String, _ expected: String
  ) async {
    let status = await status(
      clause,
      around: "node {\n  try {\n    stage('Test') { sh 'pytest' }\n  } catch (e) { SCRIPT }\n}\n")
    #expect(status == expected)
  }

  @Test(arguments: [("error 'failed'", "met"), ("echo 'failed'", "partial")])
  func `A function of the file may fail for the one that calls it`(
    _ body: String, _ expected: String
  ) async {
    let status = await status(
      body,
      around:
        "def report() {\n  SCRIPT\n}\nnode {\n  try { sh 'pytest' } catch (e) { report() }\n}\n")
    #expect(status == expected)
  }
}
