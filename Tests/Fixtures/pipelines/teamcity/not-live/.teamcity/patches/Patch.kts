import jetbrains.buildServer.configs.kotlin.*

changeBuildType(RelativeId("Paused")) {
    steps {
        insert(0) {
            script {
                scriptContent = "make deploy"
            }
        }
    }
}
create(DslContext.projectId, BuildType({
    name = "Patched"
    steps {
        script {
            scriptContent = "make deploy"
        }
    }
}))
