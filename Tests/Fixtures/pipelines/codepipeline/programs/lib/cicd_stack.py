from aws_cdk import aws_codebuild as codebuild, aws_codepipeline as codepipeline
from aws_cdk import aws_codepipeline_actions as actions


class CicdStack(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        build = codebuild.PipelineProject(self, "Build",
            build_spec=codebuild.BuildSpec.from_source_filename("ci/build.yml"))
        checks = codebuild.PipelineProject(self, "Checks",
            build_spec=codebuild.BuildSpec.from_object({
                "version": "0.2",
                "phases": {"build": {"commands": ["ruff check .", "pytest"]}},
            }))
        pipeline = codepipeline.Pipeline(self, "Pipeline", pipeline_name="api")
        pipeline.add_stage(stage_name="Source", actions=[
            actions.GitHubSourceAction(action_name="Source", owner="acme", repo="api",
                                       branch="release", output=source)])
        pipeline.add_stage(stage_name="Build", actions=[
            actions.CodeBuildAction(action_name="Checks", project=checks, input=source),
            actions.CodeBuildAction(action_name="Build", project=build, input=source)])
        pipeline.add_stage(stage_name="Production", actions=[
            actions.ManualApprovalAction(action_name="Approve", run_order=1),
            actions.EcsDeployAction(action_name="Deploy", service=service, input=built, run_order=2)])
