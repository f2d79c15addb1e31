def lint() {
  sh 'golangci-lint run'
}
return this
