package builds

import Sources
import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildFeatures.*
import jetbrains.buildServer.configs.kotlin.buildSteps.*
import jetbrains.buildServer.configs.kotlin.triggers.*

object Build : BuildType({
    name = "Build"
    artifactRules = """
        app/build/libs/*.jar => libs
    """.trimIndent()

    params {
        param("env.REGISTRY", "registry.example.com")
        param("image", "registry.example.com/app")
        password("env.REGISTRY_TOKEN", "credentialsJSON:0d8f7c1e-registry")
    }

    vcs {
        root(Sources)
        cleanCheckout = true
    }

    steps {
        gradle {
            name = "Assemble"
            tasks = "clean assemble"
            gradleParams = "--build-cache"
            dockerImage = "eclipse-temurin:21"
        }
        dockerCommand {
            name = "Image"
            commandType = build {
                source = file {
                    path = "Dockerfile"
                }
                namesAndTags = "%image%:%build.number%"
            }
        }
        dockerCommand {
            commandType = push {
                namesAndTags = "%image%:%build.number%"
            }
            conditions {
                equals("teamcity.build.branch.is_default", "true")
            }
        }
        script {
            name = "Off"
            enabled = false
            scriptContent = "./scripts/off.sh"
        }
    }

    features {
        buildCache {
            name = "gradle"
            rules = ".gradle"
        }
        dockerSupport {
            loginToRegistry = on {
                dockerRegistryId = "PROJECT_EXT_2"
            }
        }
    }
})

object Checks : BuildType({
    name = "Checks"

    vcs {
        root(Sources)
    }

    steps {
        script {
            name = "Unit tests"
            scriptContent = """
                #!/bin/bash
                export FLAVOUR="${'$'}TEAMCITY_FLAVOUR"
                ./scripts/check.sh "${'$'}FLAVOUR"
                echo "done: /* no comment */"
            """.trimIndent()
        }
        maven {
            goals = "verify"
            pomLocation = "e2e/pom.xml"
            runnerArgs = "-B"
            coverageEngine = jacoco {
                classLocations = "+:**/*.class"
            }
        }
        dotnetTest {
            projects = "tests/App.Tests.csproj"
            executionMode = BuildStep.ExecutionMode.ALWAYS
        }
        powerShell {
            scriptMode = script {
                content = "Invoke-ScriptAnalyzer ."
            }
            executionMode = BuildStep.ExecutionMode.RUN_ON_FAILURE
        }
        step {
            type = "sonar-plugin"
            param("target.jdk.home", "%env.JAVA_HOME%")
            param("sonarServer", "sonar-1")
        }
    }

    triggers {
        vcs {
            branchFilter = "+:*"
            triggerRules = """
                +:src/**
                -:docs/**
            """.trimIndent()
        }
        schedule {
            schedulingPolicy = daily {
                hour = 4
            }
            triggerBuild = always()
        }
        vcs {
            enabled = false
            branchFilter = "+:never"
        }
    }

    failureConditions {
        executionTimeoutMin = 30
    }

    features {
        pullRequests {
            provider = github {
                authType = token {
                    token = "credentialsJSON:51aa-token"
                }
            }
        }
        commitStatusPublisher {
            publisher = github {
                githubUrl = "https://api.example.com"
            }
        }
        parallelTests {
            numberOfBatches = 3
        }
    }

    dependencies {
        snapshot(Build) {
            onDependencyFailure = FailureAction.FAIL_TO_START
        }
        artifacts(Build) {
            artifactRules = "libs/*.jar => libs"
        }
    }

    requirements {
        contains("teamcity.agent.jvm.os.name", "Linux")
    }
})

object Retired : BuildType({
    name = "Retired"
    steps {
        script {
            scriptContent = "make retired"
        }
    }
})
