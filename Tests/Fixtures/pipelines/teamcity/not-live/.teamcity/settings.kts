import jetbrains.buildServer.configs.kotlin.*

project {
    buildType(Paused)
    buildType(Empty)
    // buildType(Commented)
    description = """
        buildType(Texted)
        steps { script { scriptContent = "make" } }
    """
}

object Paused : BuildType({
    name = "Paused"
    paused = true
    steps {
        script {
            scriptContent = "make test"
        }
    }
})

object Empty : BuildType({
    name = "Empty"
    steps {
        script {
            enabled = false
            scriptContent = "make test"
        }
    }
})

object Commented : BuildType({
    steps {
        script {
            scriptContent = "make deploy"
        }
    }
})
