package builds

import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildFeatures.approval
import jetbrains.buildServer.configs.kotlin.buildSteps.*
import jetbrains.buildServer.configs.kotlin.triggers.*

object DeployStaging : BuildType({
    name = "Deploy to staging"
    type = BuildTypeSettings.Type.DEPLOYMENT
    maxRunningBuilds = 1

    steps {
        script {
            scriptContent = "helm upgrade --install app ./chart --set image.tag=%dep.Build.build.number%"
        }
    }

    triggers {
        vcs {
            branchFilter = """
                +:main
                -:release/*
            """.trimIndent()
        }
    }

    dependencies {
        snapshot(Checks) {
        }
    }
})

object DeployProduction : BuildType({
    name = "Deploy to production"
    type = BuildTypeSettings.Type.DEPLOYMENT

    params {
        text("env.VERSION", "", label = "Version", description = "what to deploy",
            display = ParameterDisplay.PROMPT, allowEmpty = false)
        select("region", "eu", options = listOf("eu", "us"))
    }

    steps {
        sshExec {
            commands = """
                docker pull app:%env.VERSION%
                docker compose up -d
            """.trimIndent()
            targetUrl = "app.example.com"
            authMethod = uploadedKey {
                username = "deployer"
                key = "app"
            }
        }
    }

    features {
        approval {
            approvalRules = "group:RELEASERS:1"
        }
    }

    dependencies {
        snapshot(DeployStaging) {
        }
    }
})

object Release : BuildType({
    name = "Release"

    steps {
        step {
            type = "octopus.deploy.release"
            param("octopus_project_name", "app")
            param("octopus_deployto", "production")
            param("secure:octopus_apikey", "credentialsJSON:77-octopus")
        }
    }

    triggers {
        finishBuildTrigger {
            buildType = "${Checks.id}"
            successfulOnly = true
            branchFilter = "+:release/*"
        }
    }

    features {
        vcsLabeling {
            labelingPattern = "v%build.number%"
        }
    }
})

object Rollback : BuildType({
    name = "Rollback"
    steps {
        exec {
            path = "scripts/rollback.sh"
            arguments = "production"
        }
    }
    failureConditions {
        nonZeroExitCode = false
    }
})
