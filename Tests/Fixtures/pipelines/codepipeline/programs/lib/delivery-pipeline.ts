import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as actions from 'aws-cdk-lib/aws-codepipeline-actions';
import { ManualApprovalStep } from 'aws-cdk-lib/pipelines';

new codepipeline.Pipeline(this, 'Docs', {
  stages: [
    { stageName: 'Source', actions: [
      new actions.CodeCommitSourceAction({ actionName: 'Source', repository, trigger: actions.CodeCommitTrigger.NONE }),
    ] },
    { stageName: 'Build', actions: [
      new actions.CodeBuildAction({
        actionName: 'Build',
        project: new codebuild.PipelineProject(this, 'Build', {
          buildSpec: codebuild.BuildSpec.fromObject({ phases: { build: { commands: [`npm run docs`] } } }),
        }),
      }),
    ] },
    { stageName: 'Live', actions: [
      new actions.S3DeployAction({ actionName: 'Upload', bucket, input: built }),
    ] },
  ],
});
const stage = new DocsStage(this, `production-docs`, {});
other.addStage(stage, { pre: [new ManualApprovalStep('Check')] });
