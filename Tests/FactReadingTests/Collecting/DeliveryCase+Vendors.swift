import FactModel

extension DeliveryCase {
  private static func jenkins(_ stage: String, _ command: String) -> [String: String] {
    [
      "Jenkinsfile": """
      pipeline {
        agent any
        stages { stage('\(stage)') { steps { sh '\(command)' } } }
      }
      """
    ]
  }

  private static func octopus(_ action: String) -> [String: String] {
    [
      ".octopus/deployment_process.ocl": """
      step "ship-it" {
          name = "Ship it"
          properties = {
              Octopus.Action.TargetRoles = "web"
          }
          action {
      \(action)
          }
      }
      """
    ]
  }

  static let vendorSteps: [DeliveryCase] = [
    DeliveryCase(
      "containers that stay on a machine of the team",
      jenkins("Deploy", "docker compose up -d --build"),
      "deploys by docker-build!, never, automatic"),
    DeliveryCase(
      "a container that is made anew and started",
      jenkins("Deploy", "docker stop web; docker create --name web acme/web:1 && docker start web"),
      "deploys by docker-build!, never, automatic"),
    DeliveryCase(
      "containers for the tests", jenkins("Integration", "docker compose up -d --build")),
    DeliveryCase(
      "containers that a deployment takes down again",
      jenkins("Deploy", "docker compose up -d && make probe && docker compose down")),
    DeliveryCase(
      "a container that Octopus runs on targets",
      octopus(
        """
              action_type = "Octopus.DockerRun"
              properties = {
                  Octopus.Action.Docker.PortMapping = "127.0.0.1:80"
              }
        """), "deploys by octopus-steps!, own-trigger, automatic"),
    DeliveryCase(
      "a template of Octopus that spells out a command",
      octopus(
        """
              properties = {
                  Octopus.Action.Template.Id = "ActionTemplates-1"
                  Pulumi.Args = "--yes"
                  Pulumi.Command = "up"
              }
        """), "deploys by pulumi!, own-trigger, automatic"),
    DeliveryCase(
      "a template of Octopus that only sets a value",
      octopus(
        """
              properties = {
                  Octopus.Action.Template.Id = "ActionTemplates-1"
                  Pulumi.Args = "set tag 1"
                  Pulumi.Command = "config"
              }
        """)),
    DeliveryCase(
      "a pipeline of Spinnaker at the root",
      [
        "shop-pipeline.json": """
        {"stages": [{"type": "deployManifest", "name": "Deploy", "refId": "1",
          "requisiteStageRefIds": []}], "triggers": []}
        """
      ], "deploys by spinnaker-stages!, own-trigger, person"),
    DeliveryCase(
      "packages that a script of the tests serves to them",
      [
        ".gitlab-ci.yml": "test: {script: [tests/serve.sh]}\n",
        "tests/serve.sh": "#!/bin/sh\ncreaterepo_c repo\n",
      ]),
  ]
}
