import jetbrains.buildServer.configs.kotlin.v2019_2.*
import jetbrains.buildServer.configs.kotlin.v2019_2.buildSteps.maven
import jetbrains.buildServer.configs.kotlin.v2019_2.buildSteps.script
import jetbrains.buildServer.configs.kotlin.v2019_2.triggers.vcs

version = "2021.1"
val jdk = "17"
const val LINKS = "check-links" +
    " -s"

project {
    val chain = sequential {
        buildType(Maven("Compile", "clean compile"))
        parallel(options = { onDependencyFailure = FailureAction.CANCEL }) {
            buildType(Maven("Fast tests", "test", "-Pfast"))
            buildType(Maven("Slow tests", "verify"))
        }
        buildType(Package)
    }.buildTypes()
    chain.forEach { buildType(it) }
    listOf("staging", "production").forEach { environment ->
        buildType(Deploy(environment))
    }
    params {
        param("image", "node:22")
    }
    buildType(Suite(
        suite = "smoke",
        whenToRun = {
            schedule {
                schedulingPolicy = daily { hour = 4 }
            }
        },
        after = {
            snapshot(Package) {
            }
        }
    ))
    buildType {
        id("Docs")
        name = "Documentation"
        templates(Common)
        steps {
            script {
                scriptContent = "mkdocs build"
            }
            cached {
                tasks = "dokkaHtml"
            }
            step(ScriptBuildStep {
                name = "Links"
                scriptContent = "make $LINKS"
            })
        }
        disableSettings("LINT")
    }
}

class Maven(name: String, goals: String, runnerArgs: String? = null) : BuildType({
    id(name.toId())
    this.name = name
    vcs {
        root(DslContext.settingsRoot)
    }
    steps {
        maven {
            this.goals = goals
            this.runnerArgs = runnerArgs
            dockerImage = "maven:3-jdk-$jdk"
        }
    }
})

object Common : Template({
    name = "Common"
    vcs {
        root(DslContext.settingsRoot)
    }
    steps {
        script {
            id = "INSTALL"
            scriptContent = "npm ci"
        }
        script {
            id = "LINT"
            scriptContent = "npm run lint"
        }
    }
    triggers {
        vcs {
        }
    }
})

object Package : BuildType({
    templates(Common)
    name = "Package"
    steps {
        publish("https://packages.example.com")
    }
})

fun BuildSteps.publish(target: String) {
    script {
        name = "Publish to $target"
        scriptContent = "npm publish --registry $target"
    }
}

fun BuildSteps.cached(setup: GradleBuildStep.() -> Unit) {
    gradle {
        gradleParams = "--build-cache"
        setup()
    }
}

fun BuildSteps.bash(init: ScriptBuildStep.() -> Unit): ScriptBuildStep {
    val result = ScriptBuildStep(init)
    result.dockerPull = true
    step(result)
    return result
}

fun lint(buildStep: ScriptBuildStep, target: String) {
    buildStep.scriptContent = "make lint-$target"
}

open class Suite(
    var suite: String,
    var whenToRun: Triggers.() -> Unit = {},
    var after: Dependencies.() -> Unit = {},
) : BuildType() {
    init {
        id("Suite")
        name = "Suite $suite"
        params {
            checkbox(name = "HEADED", value = "false", display = ParameterDisplay.PROMPT)
        }
        steps {
            bash {
                name = "Run"
                scriptContent = "npx playwright test --grep @$suite %HEADED%"
                dockerImage = "%image%"
            }
            script {
                lint(this, "tests")
            }
        }
        triggers { whenToRun() }
        dependencies.after()
    }
}

open class Deployment(environment: String, setup: BuildType.() -> Unit) : BuildType({
    name = "Deploy ${environment}"
    type = Type.DEPLOYMENT
    steps {
        script {
            scriptContent = "kubectl --context ${environment} apply -f k8s/"
        }
    }
    setup()
})

class Deploy(val environment: String) : Deployment(environment, {
    dependencies {
        snapshot(Package) {
        }
    }
})
