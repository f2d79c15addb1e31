import Testing

/// Settings that say how what is deployed is watched, bounded and brought back, each at its line.
@Suite struct OperatingSettingsTests {
  static let settings: [AnnotatedFile] = [
    AnnotatedFile(
      "infra/ecs.tf",
      """
      resource "aws_ecs_cluster" "a" {          ⟦resource a; sees aws_ecs_cluster⟧
        setting {                               ⟦metrics⟧
          name  = "containerInsights"
          value = "enhanced"
        }
      }
      resource "aws_ecs_cluster" "b" {          ⟦resource b; sees aws_ecs_cluster⟧
        setting {
          name  = "containerInsights"
          value = "disabled"
        }
      }
      resource "aws_ecs_service" "a" {          ⟦resource a; sees aws_ecs_service; ecs a⟧
        wait_for_steady_state = true            ⟦verifies⟧
        deployment_circuit_breaker {
          enable   = false
          rollback = true
        }
        deployment_configuration {
          strategy = "CANARY"                   ⟦chooses-strategy⟧
        }
        alarms {                                ⟦rolls-back-by-itself⟧
          enable   = true
          rollback = true
        }
        service_registries {                    ⟦discovers-services⟧
          registry_arn = "arn"
        }
      }
      resource "aws_lb_listener_rule" "a" {     ⟦resource a; sees aws_lb_listener_rule⟧
        action {
          forward {                             ⟦chooses-strategy⟧
            target_group {
              weight = 90
            }
            target_group {
              weight = 10
            }
          }
        }
      }
      resource "aws_cloudwatch_metric_alarm" "a" { ⟦resource a⟧
        for_each = toset([])
      }
      resource "aws_elastic_beanstalk_environment" "a" { ⟦resource a; sees aws_elastic_beanstalk_environment⟧
        setting {
          namespace = "aws:elasticbeanstalk:command"
          name      = "DeploymentPolicy"        ⟦chooses-strategy rolls-back-by-itself⟧
          value     = "Immutable"
        }
      }
      """),
    AnnotatedFile(
      "deploy/shop.service",
      """
      [Service]
      ExecStart=/srv/shop/bin/shop
      MemoryMax=512M                            ⟦bounds-resources⟧
      CPUQuota = 50%                            ⟦bounds-resources⟧
      MemoryHigh=infinity
      #TasksMax=64
      WatchdogSec=30                            ⟦checks-health⟧
      [Install]
      MemoryMax=1G
      """),
    AnnotatedFile(
      "deploy/shop.container",
      """
      [Container]
      Image=acme/shop:1.2.0                     ⟦image acme/shop:1.2.0 version⟧
      HealthCmd=curl --fail localhost           ⟦checks-health⟧
      Volume=data.volume:/data                  ⟦keeps-data⟧
      Volume=/etc/shop:/etc/shop:ro
      """),
    AnnotatedFile(
      "manifest.yml",
      """
      releases: [{name: shop, version: 1.2.0}]
      update:                                   ⟦chooses-strategy⟧
        canaries: 1
        update_watch_time: 1000-30000           ⟦checks-health verifies⟧
      instance_groups:                          ⟦describes-infrastructure keeps-count keeps-state rung:virtual-machine⟧
        - name: web
          persistent_disk: 1024                 ⟦keeps-data⟧
      """),
    AnnotatedFile(
      "compose.prod.yml",
      """
      services:                                 ⟦describes-environment rung:docker⟧
        shop:                                   ⟦compose shop⟧
          image: acme/shop:1.0                  ⟦image acme/shop:1.0 version; sees acme/shop⟧
          pids_limit: 100                       ⟦bounds⟧
        proxy:                                  ⟦compose proxy⟧
          image: nginx:1.27.0                   ⟦image nginx:1.27.0 version; sees nginx⟧
          mem_limit: 0
          ports:
            - 443:443                           ⟦describes-recipe rung:docker⟧
      """),
  ]

  @Test(arguments: settings)
  func settingsAreReadAtTheirLines(_ file: AnnotatedFile) { file.expectFacts() }
}
