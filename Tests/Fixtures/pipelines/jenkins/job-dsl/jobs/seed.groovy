// job('commented') { steps { shell('make off') } }
def branches = ['main', 'next']
folder('team')

pipelineJob('team/deploy') {
  description('job(\'text\') { }')
  parameters {
    stringParam('VERSION', '', 'what to deploy')
    choiceParam('TARGET', ['staging', 'production'])
  }
  definition {
    cpsScm {
      scm { git('https://git.example.com/team/app.git') }
      scriptPath('ci/deploy.groovy')
    }
  }
}

pipelineJob('team/nightly') {
  properties {
    pipelineTriggers {
      triggers {
        cron { spec('H 2 * * *') }
      }
    }
  }
  definition {
    cps {
      script('''
        node {
          stage('Load') { sh 'k6 run load.js' }
        }
      '''.stripIndent())
      sandbox()
    }
  }
}

branches.each { branch ->
  job("team/build-${branch}") {
    scm { git('https://git.example.com/team/app.git', branch) }
    triggers { scm('H/5 * * * *') }
    wrappers {
      credentialsBinding { string('TOKEN', 'registry-token') }
    }
    steps {
      shell('make build')
      gradle { tasks('test') }
      shell(readFileFromWorkspace('ci/package.sh'))
      conditionalSteps {
        condition { booleanCondition('$PUBLISH') }
        steps { shell('make publish') }
      }
    }
    publishers {
      archiveArtifacts('build/*.jar')
      cobertura('coverage.xml')
      downstream('team/deploy', 'SUCCESS')
    }
  }
}

job('team/off') {
  disabled()
  steps { shell('make off') }
}

multibranchPipelineJob('team/branches') {
  factory { workflowBranchProjectFactory { scriptPath('ci/branches.groovy') } }
}
