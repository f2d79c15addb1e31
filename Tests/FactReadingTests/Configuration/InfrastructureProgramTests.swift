import Testing

@Suite struct InfrastructureProgramTests {
  static let programs: [AnnotatedFile] = [
    AnnotatedFile(
      "infra/lib/api-stack.ts",
      """
      import * as cdk from 'aws-cdk-lib';
      import * as ecs from 'aws-cdk-lib/aws-ecs';
      import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
      // new cloudwatch.Alarm(this, 'Old', {});
      export class ApiStack extends cdk.Stack {
        constructor(scope: Construct) {
          const service = new ecs.FargateService(this, 'Api', { ⟦resource ; sees ecs.FargateService⟧
            circuitBreaker: { rollback: true },                 ⟦chooses-strategy rolls-back-by-itself⟧
            minHealthyPercent: 50,                              ⟦chooses-strategy⟧
          });
          service.autoScaleTaskCount({ maxCapacity: 4 });       ⟦bounds-resources⟧
          new Dashboard(this, 'Board');                         ⟦resource ; sees cloudwatch.Dashboard⟧
          metric.createAlarm(this, 'Errors', { threshold: 1 }); ⟦alerts⟧
          new Local(this);
        }
      }
      """),
    AnnotatedFile(
      "cdk/api_stack.py",
      """
      from aws_cdk import aws_cloudwatch as cloudwatch
      from aws_cdk.aws_lambda import Function, Tracing; from local import Alarm
      # cloudwatch.Alarm(self, "Old")
      cloudwatch.Alarm(self, "Errors")     ⟦resource ; sees cloudwatch.Alarm⟧
      Function(                            ⟦resource ; sees lambda.Function⟧
          self, "Api",
          tracing=Tracing.ACTIVE,          ⟦traces⟧
          memory_size=256,                 ⟦bounds-resources⟧
      )
      circuit_breaker=ecs.Breaker(rollback=False)
      Alarm(self, "Own")
      """),
    AnnotatedFile(
      "infra/index.ts",
      """
      import * as aws from "@pulumi/aws";
      import * as k8s from "@pulumi/kubernetes";
      const alarm = new aws.cloudwatch.MetricAlarm("errors", {}); ⟦resource ; sees aws:cloudwatch:MetricAlarm⟧
      const app = new k8s.apps.v1.Deployment("api", {});          ⟦resource ; sees kubernetes:apps/v1:Deployment⟧
      """),
    AnnotatedFile(
      "infra/stack.go",
      """
      import "github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
      awsecs.NewFargateService(stack, nil) ⟦resource ; sees ecs.FargateService⟧
      """),
    AnnotatedFile(
      "src/alarm.ts", "import * as cdk from 'aws-cdk-lib';\nnew cloudwatch.Alarm(this);"),
    AnnotatedFile("infra/tool.ts", "new cloudwatch.Alarm(this);"),
    AnnotatedFile(
      "cdk.json",
      """
      {"context": {"stages": {
        "dev": {"size": 1},    ⟦environment dev⟧
        "prod": {"size": 2}    ⟦environment prod⟧
      }}}
      """),
  ]

  @Test(arguments: programs)
  func resourcesThatProgramsMakeAreSeen(_ file: AnnotatedFile) { file.expectFacts() }
}
