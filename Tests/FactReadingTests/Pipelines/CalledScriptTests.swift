import FactModel
import TestSupport
import Testing

/// Scripts and targets are followed as their interpreters and runners read a command.
@Suite struct CalledScriptTests {
  private static let files = [
    "ci.sh": "go test ./...\n", "ci.py": "import os\nos.system('kubectl apply -f k8s')\n",
    "ci.js": "require('child_process').execSync('kubectl apply -f k8s')\n",
    "Makefile": "test:\n\tgo test ./...\n", "justfile": "test:\n  go test ./...\n",
    "Taskfile.yml": "version: '3'\ntasks:\n  default: go test ./...\n",
    "Rakefile": "task :default do\n  sh 'go test ./...'\nend\n",
    "k8s/a.yaml": "kind: Deployment\n",
  ]

  private func capabilities(of line: String) async -> Set<String> {
    var files = Self.files
    files[".gitlab-ci.yml"] = "job:\n  script:\n    - \(line)\n"
    let facts = await SmallRepository(files).facts
    let steps = facts.pipelines.flatMap(\.jobs).flatMap(\.steps)
    return Set(steps.flatMap(\.uses).flatMap { $0.capabilities.map(\.rawValue) })
  }

  @Test(arguments: [
    "bash ci.sh", "bash ci.sh -race ./...", "bash -e ci.sh -ci", "bash ci.sh --env prod -c",
    "bash -eo pipefail ci.sh", "bash -o errexit -- ci.sh", "bash +x ci.sh", "sh -xeuc ./ci.sh",
    "bash -c ./ci.sh", "make", "make -j $(nproc)", "make -j 4 test", "just", "just test --list",
    "task -- --list", "rake", "find . -name 'a' -exec go test {} +",
    "find . -execdir go test {} \\;",
  ])
  func `A script or target that runs is followed`(_ line: String) async {
    #expect(await capabilities(of: line).contains("tests"), "\(line)")
  }

  @Test(arguments: [
    "bash -n ci.sh", "bash -o noexec ci.sh", "sh -nv ci.sh", "bash -s ci.sh", "node --check ci.js",
    "node -c ci.js", "python -c ci.py", "python -m py_compile ci.py", "make -n test",
    "make test --dry-run", "just --list", "just --fmt --check --unstable", "task --list-all",
    "rake -T", "rake --dry-run", "find . -name ci.sh -print", "bash other.sh -c ./ci.sh",
    "find . -exec echo {} ';' go test",
  ])
  func `What is only checked or listed does not run`(_ line: String) async {
    let found = await capabilities(of: line)
    #expect(found.isDisjoint(with: ["tests", "deploys"]), "\(line): \(found)")
  }

  @Test(arguments: ["node ci.js --check", "node -r x ci.js", "python -u ci.py -c", "python -m ci"])
  func `Options behind a script are its own`(_ line: String) async {
    #expect(await capabilities(of: line).contains("deploys"), "\(line)")
  }
}
