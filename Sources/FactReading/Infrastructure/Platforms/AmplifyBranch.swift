import FactModel
import SourceModel
import Syntax

/// Reads a branch that AWS Amplify Hosting deploys, in templates and in Terraform.
///
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amplify-branch.html
/// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/amplify_branch
enum AmplifyBranch {
  private static let tool = NamedTool("aws-amplify-hosting", "AWS Amplify Hosting", "deployment")

  /// Notes the environment that the branch stands for, and whether its changes are deployed.
  static func read(_ branch: Node, at place: Place, into sheet: inout FactSheet) {
    let names = [branch.any("Stage", "stage"), branch.any("BranchName", "branch_name")]
    if let name = names.lazy.compactMap({ CloudText.text($0) }).first {
      sheet.environment(name.lowercased(), at: place)
    }
    for key in ["EnableAutoBuild", "enable_auto_build"] {
      guard let entry = branch.entry(key), entry.value.lenientFlag == true else { continue }
      sheet.use(tool, [.pullsFromTree], at: sheet.place(entry.key))
    }
    for key in ["EnablePullRequestPreview", "enable_pull_request_preview"] {
      guard let entry = branch.entry(key), entry.value.lenientFlag == true else { continue }
      sheet.environment("preview", at: sheet.place(entry.key))
    }
  }
}
