import FactModel
import TestSupport
import Testing

/// What the clouds' own pipelines deliver.
@Suite struct CloudDeliveryTests {
  private static let release = """
    on: {push: {branches: [main]}}
    jobs:
      release:
        steps:
          - run: gcloud deploy releases create r1 --delivery-pipeline=shop
    """

  static let cases: [DeliveryCase] = [
    .actions(
      "a release that goes on by hand", release,
      and: [
        "clouddeploy.yaml": """
        apiVersion: deploy.cloud.google.com/v1
        kind: DeliveryPipeline
        metadata: {name: shop}
        serialPipeline:
          stages: [{targetId: staging}, {targetId: prod}]
        """
      ],
      "deploys by cloud-deploy to staging, own-trigger, automatic",
      "deploys by cloud-deploy to prod!, own-trigger, protectable"),
    .actions(
      "a release that reaches its only target", release,
      and: [
        "clouddeploy.yaml": """
        apiVersion: deploy.cloud.google.com/v1
        kind: DeliveryPipeline
        metadata: {name: shop}
        serialPipeline:
          stages: [{targetId: prod}]
        """
      ],
      "deploys by cloud-deploy to prod!, own-trigger, automatic"),
    .actions(
      "a release that somebody starts",
      """
      on: workflow_dispatch
      jobs:
        release:
          steps:
            - run: gcloud deploy releases create r1 --delivery-pipeline=shop
      """,
      and: [
        "clouddeploy.yaml": """
        apiVersion: deploy.cloud.google.com/v1
        kind: DeliveryPipeline
        metadata: {name: shop}
        serialPipeline:
          stages: [{targetId: prod}]
        """
      ],
      "deploys by cloud-deploy to prod!, own-trigger, person"),
    DeliveryCase(
      "an approval before production",
      [
        "cicd/pipeline.yaml": """
        Resources:
          Pipeline:
            Type: AWS::CodePipeline::Pipeline
            Properties:
              Stages:
                - Name: Source
                  Actions:
                    - Name: Source
                      ActionTypeId: {Category: Source, Provider: CodeStarSourceConnection}
                      Configuration: {BranchName: main}
                - Name: Staging
                  Actions:
                    - Name: Service
                      ActionTypeId: {Category: Deploy, Provider: ECS}
                - Name: Production
                  Actions:
                    - Name: Approve
                      ActionTypeId: {Category: Approval, Provider: Manual}
                      RunOrder: 1
                    - Name: Service
                      ActionTypeId: {Category: Deploy, Provider: ECS}
                      RunOrder: 2
        """
      ],
      "deploys by codepipeline to staging, never, automatic",
      "deploys by codepipeline to production!, guarded-stage, person"),
  ]

  @Test(arguments: cases)
  func cloudsDeliver(_ sample: DeliveryCase) async {
    let facts = await SmallRepository(sample.files).facts
    #expect(facts.deliveries.map(DeliveryCase.summary) == sample.deliveries)
  }
}
