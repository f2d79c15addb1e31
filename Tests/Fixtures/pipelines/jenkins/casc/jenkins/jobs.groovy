freeStyleJob('smoke') {
  triggers { upstream('promote', 'SUCCESS') }
  steps { shell('./smoke.sh') }
}
