node { stage('Test') { sh 'make test' } }
