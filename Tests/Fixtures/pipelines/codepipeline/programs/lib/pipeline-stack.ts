import * as cdk from 'aws-cdk-lib';
import { CodePipeline, CodePipelineSource, ManualApprovalStep, ShellStep } from 'aws-cdk-lib/pipelines';

export class PipelineStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const pipeline = new CodePipeline(this, 'Pipeline', {
      pipelineName: 'shop',
      synth: new ShellStep('Synth', {
        input: CodePipelineSource.connection('acme/shop', 'main', { connectionArn: arn }),
        installCommands: ['npm i -g npm'],
        commands: ['npm ci', 'npm test', 'npx cdk synth'],
      }),
    });
    pipeline.addStage(new ShopStage(this, 'Staging', { env }), {
      post: [
        new ShellStep('Smoke', { commands: ['curl --fail $URL/health'] }),
      ],
    });
    // pipeline.addStage(new ShopStage(this, 'Old'));
    const production = pipeline.addStage(new ShopStage(this, 'Production', { env }));
    production.addPre(new ManualApprovalStep('Approve'));
  }
}
