import FactModel
import SourceModel
import Syntax

/// Reads what AWS CodeDeploy does on machines, and which hooks check a deployment.
///
/// https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html
struct CodeDeployReader: ContentReader {
  private static let tool = NamedTool("codedeploy", "AWS CodeDeploy", "deployment")
  /// Hooks that run when the new version is there, and whose failure fails the deployment.
  private static let checks: Set<String> = ["ValidateService", "AfterAllowTestTraffic"]
  /// Hooks of ECS and Lambda, each a function that says whether the new version works.
  private static let functionChecks: Set<String> = ["BeforeAllowTraffic", "AfterAllowTraffic"]

  func mayRead(_ file: SourceFile) -> Bool {
    file.isNamed("appspec") && (file.contains("hooks") || file.contains("Hooks"))
  }

  func read(_ root: Node, into sheet: inout FactSheet) {
    guard root["version"] != nil, let hooks = root["hooks"] ?? root["Hooks"] else { return }
    // Machines have a mapping of hooks, ECS and Lambda a list.
    let functions = hooks.items.flatMap(\.entries)
    for hook in hooks.entries + functions {
      guard let name = hook.key.text,
        Self.checks.contains(name) || !functions.isEmpty && Self.functionChecks.contains(name),
        hook.value.isFilledCollection || hook.value.filledText != nil
      else { continue }
      sheet.use(Self.tool, [.verifies], at: sheet.place(hook.key))
    }
    if root["os"] != nil {
      sheet.use(Self.tool, [], rungs: [.server, .cloud], at: sheet.place(of: "os", in: root))
    }
  }
}
