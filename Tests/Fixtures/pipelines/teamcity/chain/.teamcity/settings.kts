import builds.*
import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.vcs.GitVcsRoot

/* What this comment holds is no build: object Ghost : BuildType({ name = "Ghost" })
   /* Comments may stand in comments. */
   buildType(Ghost)
*/
version = "2024.12"

project {
    vcsRoot(Sources)
    buildType(Build)
    // buildType(Retired)
    buildType(Checks)
    buildType(Release)
    subProject(Delivery)
    params {
        param("registry", "registry.example.com")
    }
}

object Sources : GitVcsRoot({
    name = "sources"
    url = "https://git.example.com/team/app.git"
    branch = "refs/heads/main"
    branchSpec = """
        +:refs/heads/*
        +:refs/pull/*/head
    """.trimIndent()
})

object Delivery : Project({
    name = "Delivery"
    buildType(DeployStaging)
    buildType(DeployProduction)
    buildType(Rollback)
})
