import jetbrains.buildServer.configs.kotlin.*

project {
    buildType(Build)

object Build : BuildType({
    name = "Build"
    steps {
        script {
            scriptContent = "make test"
        )
    }
})
