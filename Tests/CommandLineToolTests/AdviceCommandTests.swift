import Foundation
import Rubrics
import TestSupport
import Testing

/// Advice is pasted into pipelines and shells: no name of a repository becomes a command there.
@Suite struct AdviceCommandTests {
  @Test(arguments: [
    ("k8s;touch pwned;#", "pwned"), ("k8s$(touch pwned)", "pwned"), ("k8s`touch pwned`", "pwned"),
    ("my app", "my app"), ("k8s\r<h1>x<h1>", "<h1>"), ("k8s: {a", "{a"),
  ])
  func `A folder whose name is no plain word stands in no command`(
    _ name: String, _ mark: String
  ) async throws {
    try await TestFolder.with { folder in
      try folder.write("\(name)/kustomization.yaml", "resources: [a.yaml]\n")
      try folder.write(
        "\(name)/a.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n")
      try folder.write("go.mod", "module a\n")
      var reports: [String] = []
      for format in ["terminal", "markdown", "html"] {
        reports.append(await ToolRun("-f", format, "--kind", "service", folder.path).output)
      }
      let explained = await ToolRun("explain", "cd.deploy", "--kind", "service", folder.path)
      #expect(explained.output.contains("kubectl apply"))
      for report in reports + [explained.output] {
        let lines = report.split(whereSeparator: \.isNewline)
        #expect(lines.filter { $0.contains("kubectl") && $0.contains(mark) } == [])
      }
    }
  }

  @Test func `A folder with a plain name stands in its command`() async throws {
    try await TestFolder.with { folder in
      try folder.write("배포/kustomization.yaml", "resources: [a.yaml]\n")
      try folder.write(
        "배포/a.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n")
      let run = await ToolRun("explain", "cd.deploy", "--kind", "service", folder.path)
      #expect(run.output.contains("kubectl apply --kustomize 배포"))
    }
  }
}
