def call(Closure body) {
  retry(3) {
    sh 'make clean'
    body()
  }
}
