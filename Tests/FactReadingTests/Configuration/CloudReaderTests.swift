import Testing

@Suite struct CloudReaderTests {
  static let templates: [AnnotatedFile] = [
    AnnotatedFile(
      "deploy/task-definition-staging.json",
      """
      {                                              ⟦environment staging⟧
        "family": "api",
        "memory": "512",                             ⟦bounds⟧
        "containerDefinitions": [                    ⟦ecs api; describes-infrastructure keeps-state rung:cloud rung:docker⟧
          {
            "image": "acme/api:1.2",                 ⟦image acme/api:1.2 version; sees acme/api⟧
            "healthCheck": {"command": ["x"]},       ⟦probe⟧
            "logConfiguration": {"logDriver": "awslogs"}, ⟦logs⟧
            "environment": [
              {"name": "DD_TRACE_ENABLED", "value": "true"}, ⟦metrics traces⟧
              {"name": "DD_LOGS_ENABLED", "value": "false"}
            ],
            "secrets": [{"name": "SENTRY_DSN", "valueFrom": "arn"}] ⟦tracks-errors⟧
          },
          {"image": "<IMAGE>", "healthCheck": null, "cpu": null, "logConfiguration": {"logDriver": "json-file"}} ⟦image <IMAGE> filled⟧
        ],
        "volumes": [
          {"name": "a", "efsVolumeConfiguration": {"fileSystemId": "f"}}, ⟦volume⟧
          {"name": "b"}
        ]
      }
      """),
    AnnotatedFile(
      "cloud/stack.json",
      """
      {
        "Parameters": {
          "Stage": {"AllowedValues": [
            "staging",   ⟦environment staging⟧
            "prod",      ⟦environment prod⟧
            "eu"
          ]}
        },
        "Resources": {
          "Alarm": {                              ⟦resource Alarm⟧
            "Type": "AWS::CloudWatch::Alarm"      ⟦sees AWS::CloudWatch::Alarm⟧
          },
          "Api": {                                ⟦resource Api; ecs Api⟧
            "Type": "AWS::ECS::Service",          ⟦sees AWS::ECS::Service⟧
            "Properties": {
              "DesiredCount": 2,                  ⟦replicas⟧
              "DeploymentConfiguration": {
                "MinimumHealthyPercent": 50,      ⟦strategy rolling update; chooses-strategy⟧
                "DeploymentCircuitBreaker": {"Enable": true, "Rollback": true} ⟦chooses-strategy rolls-back-by-itself⟧
              }
            }
          },
          "Other": {                              ⟦resource Other; ecs Other⟧
            "Type": "AWS::ECS::Service",          ⟦sees AWS::ECS::Service⟧
            "Properties": {
              "DeploymentConfiguration": {
                "DeploymentCircuitBreaker": {"Enable": true, "Rollback": false}
              }
            }
          },
          "Task": {                               ⟦resource Task; ecs Task⟧
            "Type": "AWS::ECS::TaskDefinition",   ⟦sees AWS::ECS::TaskDefinition⟧
            "Properties": {"ContainerDefinitions": [{
              "Image": {"Ref": "ImageUri"},       ⟦image ${ImageUri} filled⟧
              "MemoryReservation": 128            ⟦bounds⟧
            }]}
          }
        }
      }
      """),
    AnnotatedFile(
      "template.yaml",
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Transform: AWS::Serverless-2016-10-31
      Mappings:
        Sizes:
          dev: {Cpu: 1}                ⟦environment dev⟧
          prod: {Cpu: 2}               ⟦environment prod⟧
      Globals:
        Function:
          Tracing: Active              ⟦traces⟧
      Resources:
        Api:                           ⟦resource Api⟧
          Type: AWS::Serverless::Function  ⟦sees AWS::Serverless::Function⟧
          Properties:
            MemorySize: 256            ⟦bounds-resources⟧
            ImageUri: !Sub "${Repo}:${Tag}"  ⟦image ${Repo}:${Tag} filled⟧
            DeploymentPreference:      ⟦chooses-strategy rolls-back-by-itself⟧
              Type: Canary10Percent5Minutes
        Batch:                         ⟦resource Batch⟧
          Type: AWS::Serverless::Function  ⟦sees AWS::Serverless::Function⟧
          Properties:
            DeploymentPreference:
              Type: AllAtOnce
        Database:                      ⟦resource Database⟧
          Type: AWS::RDS::DBInstance   ⟦sees AWS::RDS::DBInstance⟧
          Properties:
            BackupRetentionPeriod: 7   ⟦backs-up⟧
        Scratch:                       ⟦resource Scratch⟧
          Type: AWS::RDS::DBInstance   ⟦sees AWS::RDS::DBInstance⟧
          Properties:
            BackupRetentionPeriod: 0
        Group:                         ⟦resource Group⟧
          Type: AWS::AutoScaling::AutoScalingGroup ⟦sees AWS::AutoScaling::AutoScalingGroup⟧
          UpdatePolicy:
            AutoScalingRollingUpdate:  ⟦chooses-strategy⟧
              MaxBatchSize: 1
      """),
    AnnotatedFile(
      "cloud/parameters-production.json",
      """
      [ ⟦environment production⟧
        {"ParameterKey": "Size", "ParameterValue": "2"}
      ]
      """),
    AnnotatedFile(
      "samconfig.toml",
      """
      version = 0.1
      [default.deploy.parameters]
      region = "eu-west-1"
      [staging.deploy.parameters] ⟦environment staging⟧
      region = "eu-west-1"
      """),
    AnnotatedFile(
      "serverless.yml",
      """
      service: api
      plugins: [serverless-plugin-aws-alerts]
      custom:
        alerts:                    ⟦alerts metrics⟧
          stages: [prod]
        hosts:
          dev: a                   ⟦environment dev⟧
          prod: b                  ⟦environment prod⟧
      provider:
        name: aws
        memorySize: 512            ⟦bounds-resources⟧
        tracing:
          lambda: true             ⟦traces⟧
        logs:
          restApi: true            ⟦logs⟧
      functions:
        get:
          handler: a.b
          deploymentSettings:      ⟦chooses-strategy rolls-back-by-itself⟧
            type: Linear10PercentEvery1Minute
      resources:
        Resources:
          Table:                   ⟦resource Table⟧
            Type: AWS::DynamoDB::Table  ⟦sees AWS::DynamoDB::Table⟧
            Properties:
              PointInTimeRecoverySpecification:
                PointInTimeRecoveryEnabled: true  ⟦backs-up⟧
      """),
    AnnotatedFile(
      "infra/main.bicep",
      """
      // resource old 'Microsoft.Web/sites@2022-01-01' = {
      /* healthCheckPath: '/x'
      */
      @allowed([
        'dev'              ⟦environment dev⟧
        'production'       ⟦environment production⟧
      ])
      param environmentName string
      @allowed([
        'prod'
      ])
      param tier string
      resource plan 'Microsoft.Web/serverfarms@2022-01-01' existing = {
        name: 'plan'
      }
      resource app 'Microsoft.Web/sites@2022-01-01' = { ⟦resource app; sees Microsoft.Web/sites⟧
        properties: {
          siteConfig: {
            healthCheckPath: '/health' // why ⟦checks-health⟧
          }
        }
      }
      resource jobs 'Microsoft.App/containerApps@2023-05-01' = { ⟦resource jobs; sees Microsoft.App/containerApps; platform jobs⟧
        properties: {
          traffic: [
            {
              weight: 90                  ⟦chooses-strategy⟧
            }
          ]
          image: 'acme/jobs:1.2'          ⟦image acme/jobs:1.2 version⟧
          probes: []
          maxReplicas: 3                  ⟦bounds-resources⟧
        }
      }
      module alert 'br/public:avm/res/insights/metric-alert:0.1' = { ⟦resource br/public:avm/res/insights/metric-alert:0.1; sees br/public:avm/res/insights/metric-alert:0.1⟧
      }
      module local './net.bicep' = { ⟦resource ./net.bicep⟧
      }
      """),
    AnnotatedFile(
      "infra/main.prod.bicepparam",
      """
      using 'main.bicep'    ⟦environment prod⟧
      param environmentName = 'production' ⟦environment production⟧
      param healthCheckPath = '/health'    ⟦checks-health⟧
      param maxReplicas = 0
      """),
    AnnotatedFile(
      "infra/app.bicep",
      """
      param healthCheckPath string = ''
      param limit int = -1
      param retention int = 7
      resource app 'Microsoft.Web/sites@2022-01-01' = { ⟦resource app; sees Microsoft.Web/sites⟧
        properties: {
          healthCheckPath: healthCheckPath
          functionAppScaleLimit: limit != -1 ? limit : null
          maxReplicas: limit == -1 ? 3 : limit ⟦bounds-resources⟧
          memoryInGB: size                     ⟦bounds-resources⟧
          backupRetentionDays: retention       ⟦backs-up⟧
          maximumElasticWorkerCount: -1
          memory: last
        }
      }
      param last string = ''
      module web './web.bicep' = {             ⟦resource ./web.bicep⟧
        params: { healthCheckPath: '/health' }
      }
      module api './api.bicep' = {             ⟦resource ./api.bicep⟧
        params: {
          healthCheckPath: '/health'           ⟦checks-health⟧
        }
      }
      """),
    AnnotatedFile(
      "azuredeploy.json",
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "parameters": {"environment": {"allowedValues": [
          "test",    ⟦environment test⟧
          "prod"     ⟦environment prod⟧
        ]}},
        "resources": [
          {
            "type": "Microsoft.Web/sites", "name": "api", ⟦resource api; sees Microsoft.Web/sites⟧
            "properties": {"siteConfig": {
              "healthCheckPath": "/health"                ⟦checks-health⟧
            }},
            "resources": [
              {"type": "Microsoft.Resources/deployments", "name": "l", ⟦resource l; sees Microsoft.Resources/deployments⟧
               "properties": {"templateLink": {
                 "uri": "[concat(variables('base'),'app-service.json')]" ⟦sees arm-template:app-service⟧
              }}},
              {"type": "slots", "name": "next"}           ⟦resource next; sees Microsoft.Web/sites/slots⟧
            ]
          }
        ]
      }
      """),
    AnnotatedFile(
      "azuredeploy.parameters.prod.json",
      """
      {    ⟦environment prod⟧
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
        "parameters": {
          "healthCheckPath": {"value": "/health"},  ⟦checks-health⟧
          "maxReplicas": {"value": 0}
        }
      }
      """),
    AnnotatedFile(
      "Pulumi.staging.yaml",
      """
      config: {aws:region: eu}  ⟦environment staging⟧
      """),
    AnnotatedFile(
      "Pulumi.yaml",
      """
      name: site
      runtime: yaml
      resources:
        bucket:                 ⟦resource bucket⟧
          type: aws:s3:Bucket   ⟦sees aws:s3:Bucket⟧
      """),
    AnnotatedFile(
      "copilot/api/manifest.yml",
      """
      name: api              ⟦ecs api⟧
      type: Load Balanced Web Service
      image:
        location: acme/api   ⟦image acme/api none; sees acme/api⟧
        healthcheck:         ⟦probe⟧
          command: [x]
      cpu: 256
      memory: 512            ⟦bounds⟧
      count:                 ⟦replicas; bounds-resources⟧
        range: 1-10
      deployment:
        rollback_alarms: [errors]  ⟦alerts rolls-back-by-itself⟧
      observability:
        tracing: awsxray     ⟦traces⟧
      environments:
        prod: {}             ⟦environment prod⟧
      """),
  ]

  @Test(arguments: templates)
  func cloudTemplatesAreRead(_ file: AnnotatedFile) { file.expectFacts() }
}
