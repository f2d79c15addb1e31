/** Builds and ships a service. */
def call(Map config) {
  pipeline {
    agent { kubernetes { yaml libraryResource('pod.yaml') } }
    triggers { cron('H 3 * * *') }
    stages {
      stage('Build') {
        steps { sh 'make image' }
      }
      stage('Ship') {
        when { changeRequest() }
        steps { deploy.to(config.env) }
      }
      stage('Release') {
        when { branch 'main' }
        steps { deploy.to('production') }
      }
    }
  }
}
