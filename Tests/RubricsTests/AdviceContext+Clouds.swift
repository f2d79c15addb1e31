extension AdviceContext {
  /// Snippets that name what the tree describes, where it stands.
  static let clouds: [AdviceContext] = [
    AdviceContext(
      "updates of every folder with a manifest", "security.updates",
      [
        "client/package.json": package(), "office/package.json": package(),
        "guide/Gemfile": "gem 'jekyll'\n", "Cargo.toml": "[workspace]\nmembers = [\"cart\"]\n",
        "cart/Cargo.toml": "[package]\nname = \"cart\"\n",
      ],
      has: [
        "directories: [/client, /office]", "- package-ecosystem: bundler", "directory: /guide",
        "- package-ecosystem: cargo", "directory: /",
      ], lacks: ["/cart"]),
    AdviceContext(
      "the service that Terraform describes", "cd.deploy",
      [
        "package.json": package(),
        "infra/run.tf":
          "resource \"google_cloud_run_v2_service\" \"cart\" {\n  name = \"cart\"\n}\n",
      ],
      has: [
        "- run: gcloud run deploy cart --region asia-northeast3 --image ghcr.io/example/shop:$GITHUB_SHA"
      ], lacks: ["ssh", "rsync"]),
    AdviceContext(
      "the service of ECS, without a file that is not there", "cd.deploy",
      [
        "package.json": package(),
        "infra/ecs.tf":
          "resource \"aws_ecs_service\" \"cart\" {\n  name = \"cart\"\n  desired_count = 2\n}\n",
      ],
      has: [
        "- run: aws ecs register-task-definition --cli-input-json file://task.json",
        "- run: aws ecs update-service --cluster shop --service cart --task-definition cart",
      ], lacks: ["task-definition.json"]),
  ]
}
