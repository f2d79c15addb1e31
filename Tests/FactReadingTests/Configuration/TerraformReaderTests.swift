import Testing

@Suite struct TerraformReaderTests {
  static let resources: [AnnotatedFile] = [
    AnnotatedFile(
      "infra/main.tf",
      """
      terraform {
        backend "s3" {                                ⟦resource s3⟧
          key = "state"
        }
      }
      # resource "aws_cloudwatch_metric_alarm" "old" {}
      resource "aws_cloudwatch_metric_alarm" "errors" { ⟦resource errors; sees aws_cloudwatch_metric_alarm⟧
        alarm_name = "errors"
      }
      resource "aws_cloudwatch_metric_alarm" "off" {  ⟦resource off⟧
        count = 0
      }
      resource "aws_amplify_branch" "site" {          ⟦resource site; sees aws_amplify_branch; environment production⟧
        branch_name                 = "main"
        stage                       = "PRODUCTION"
        enable_auto_build           = true            ⟦pulls-from-tree⟧
        enable_pull_request_preview = true            ⟦environment preview⟧
      }
      resource "aws_db_instance" "db" {               ⟦resource db; sees aws_db_instance⟧
        backup_retention_period = 7                   ⟦backs-up⟧
      }
      resource "aws_ecs_service" "api" {              ⟦resource api; sees aws_ecs_service; ecs api⟧
        desired_count                      = 2        ⟦replicas⟧
        deployment_minimum_healthy_percent = 50       ⟦strategy rolling update; chooses-strategy⟧
        deployment_circuit_breaker {                  ⟦chooses-strategy rolls-back-by-itself⟧
          enable   = true
          rollback = true
        }
      }
      resource "aws_ecs_task_definition" "api" {      ⟦resource api; sees aws_ecs_task_definition; ecs api⟧
        memory = 512                                  ⟦bounds; bounds-resources⟧
        container_definitions = jsonencode([{
          image = "acme/api:${var.tag}"               ⟦image acme/api:${var.tag} filled⟧
          healthCheck = { command = ["x"] }           ⟦checks-health⟧
          logConfiguration = { logDriver = "awslogs" } ⟦logs⟧
        }, {
          image = aws_ecr_repository.side.repository_url ⟦image ${aws_ecr_repository.side.repository_url} none⟧
        }, {
          image = "${aws_ecr_repository.side.repository_url}" ⟦image ${aws_ecr_repository.side.repository_url} none⟧
        }, {
          image = var.side_image ⟦image ${var.side_image} filled⟧
        }])
      }
      resource "google_cloud_run_v2_service" "web" {  ⟦resource web; sees google_cloud_run_v2_service; platform web⟧
        template {
          containers {
            image = "acme/web:1.0"                    ⟦image acme/web:1.0 version; sees acme/web⟧
            liveness_probe {                          ⟦probe; checks-health⟧
              http_get { path = "/" }
            }
          }
        }
        traffic {
          percent = 90                                ⟦strategy traffic split; chooses-strategy⟧
        }
      }
      module "alarms" {                               ⟦resource acme/alarms/aws⟧
        source = "acme/alarms/aws"                    ⟦sees acme/alarms/aws⟧
      }
      module "local" {                                ⟦resource ./local⟧
        source = "./local"
        container_images = {
          web = "acme/web:staging"                    ⟦image acme/web:staging moving⟧
          api = var.image
        }
        image_tag = "1.4.2"                           ⟦image :1.4.2 version⟧
      }
      """),
    AnnotatedFile(
      "containers.tf",
      """
      locals {
        side = jsonencode([{
          image       = "acme/side:1.2"               ⟦image acme/side:1.2 version⟧
          essential   = true
          healthCheck = { command = ["x"] }           ⟦checks-health⟧
        }])
        web = [{
          image        = "acme/web:1.0"               ⟦image acme/web:1.0 version; sees acme/web⟧
          portMappings = [{ containerPort = 80 }]
          memory       = 512                          ⟦bounds-resources⟧
        }]
        machine = { image = "acme-22.04", memory = 512 }
        start   = <<-EOF
          apt-get install build-essential
          image: acme
          memory: 512
        EOF
      }
      """),
    AnnotatedFile(
      "hub.tf",
      """
      resource "google_gke_hub_feature_membership" "on" {   ⟦resource on; sees google_gke_hub_feature_membership⟧
        configmanagement {
          config_sync {        ⟦describes-infrastructure keeps-state pulls-from-tree rung:kubernetes⟧
            git { sync_repo = "x" }
          }
        }
      }
      resource "google_gke_hub_feature_membership" "mesh" { ⟦resource mesh; sees google_gke_hub_feature_membership⟧
        mesh { management = "MANAGEMENT_AUTOMATIC" }
      }
      """),
    AnnotatedFile(
      "workspaces.tf",
      """
      resource "tfe_workspace" "shop" {               ⟦resource shop; sees tfe_workspace⟧
        vcs_repo {                                    ⟦pulls-from-tree⟧
          identifier = "acme/shop"
        }
      }
      resource "tfe_registry_module" "shop" {         ⟦resource shop; sees tfe_registry_module⟧
        vcs_repo {
          identifier = "acme/module"
        }
      }
      module "mail" {                                 ⟦resource acme/workspace/tfe⟧
        source = "acme/workspace/tfe"                 ⟦sees acme/workspace/tfe⟧
        vcs_repo = { identifier = "acme/mail" }       ⟦pulls-from-tree⟧
      }
      resource "tfe_workspace" "any" {                ⟦resource any; sees tfe_workspace⟧
        vcs_repo {
          identifier = var.repository
        }
      }
      module "by_hand" {                              ⟦resource acme/workspace/tfe⟧
        source   = "acme/workspace/tfe"               ⟦sees acme/workspace/tfe⟧
        vcs_repo = null
      }
      """),
    AnnotatedFile("infra/envs/staging.tfvars", "size = 2 ⟦environment staging⟧"),
    AnnotatedFile("infra/prod.s3.tfbackend", "key = \"prod\" ⟦environment prod⟧"),
    AnnotatedFile(
      "live/prod/terragrunt.hcl",
      """
      remote_state {           ⟦environment prod⟧
        backend = "s3"         ⟦resource s3⟧
      }
      """),
    AnnotatedFile(
      "main.tf.json",
      """
      {
        "resource": {"datadog_monitor": {
          "errors": {"type": "metric alert"}  ⟦resource errors; sees datadog_monitor⟧
        }}
      }
      """),
  ]

  @Test(arguments: resources)
  func resourcesAndTheirSettingsAreRead(_ file: AnnotatedFile) { file.expectFacts() }
}
