def to(String target) {
  sh "helm upgrade api ./chart --namespace ${target}"
}
