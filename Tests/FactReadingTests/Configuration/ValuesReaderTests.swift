import Testing

@Suite struct ValuesReaderTests {
  static let values: [AnnotatedFile] = [
    AnnotatedFile(
      "deploy/values.yaml",
      """
      replicaCount: 2                        ⟦keeps-count rung:kubernetes⟧
      strategy:
        type: Recreate                       ⟦chooses-strategy rung:kubernetes⟧
      cache:
        replicas: 0
        updateStrategy: {type: RollingUpdate}
        persistence: {enabled: false, size: 1Gi}
      worker:
        deploymentStrategy:
          rollingUpdate: {maxSurge: 1}       ⟦chooses-strategy rung:kubernetes⟧
        strategy: Recreate                   ⟦chooses-strategy rung:kubernetes⟧
        strategyType: Recreate               ⟦chooses-strategy rung:kubernetes⟧
        podDisruptionBudget:                 ⟦bounds-resources rung:kubernetes⟧
          minAvailable: 1
        probes:
          liveness: {enabled: true}          ⟦checks-health rung:kubernetes⟧
          readiness: {enabled: false}
      database:
        persistence:                         ⟦keeps-data rung:kubernetes; resource persistence⟧
          size: 10Gi
      persistence:
        config:                              ⟦keeps-data rung:kubernetes; resource config⟧
          existingClaim: settings
        scratch: {enabled: true, type: emptyDir}
      """),
    AnnotatedFile(
      "helm/values.yaml",
      """
      bucketBackups:                         ⟦backs-up rung:kubernetes⟧
        enable: true
      snapshots:
        backup: {enabled: false}
      logging:
        remote_logging: "True"               ⟦logs rung:kubernetes⟧
      """),
    AnnotatedFile(
      "argo/shop.yaml",
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Application                      ⟦sees Application; resource shop⟧
      metadata: {name: shop}
      spec:
        source:
          helm:
            values: |
              replicaCount: 3                ⟦keeps-count rung:kubernetes⟧
              resources:                     ⟦bounds-resources rung:kubernetes⟧
                limits: {memory: 1Gi}
              autoscaling:                   ⟦bounds-resources rung:kubernetes⟧
                enabled: true
      """),
    AnnotatedFile(
      "k8s/data.yaml",
      """
      apiVersion: v1
      kind: PersistentVolumeClaim            ⟦sees PersistentVolumeClaim; resource data; keeps-data rung:kubernetes⟧
      metadata: {name: data}
      """),
  ]

  @Test(arguments: values)
  func valuesAndClaimsAreRead(_ file: AnnotatedFile) { file.expectFacts() }
}
