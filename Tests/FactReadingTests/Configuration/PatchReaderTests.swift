import Testing

@Suite struct PatchReaderTests {
  static let patches: [AnnotatedFile] = [
    AnnotatedFile(
      "cluster/apps.yaml",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization                    ⟦sees Kustomization; resource apps⟧
      metadata: {name: apps}
      spec:
        patches:
          - target: {kind: Kustomization}
            patch: |-
              apiVersion: kustomize.toolkit.fluxcd.io/v1
              kind: Kustomization            ⟦sees Kustomization; resource any⟧
              metadata: {name: any}
              spec:
                patches:
                  - target: {kind: HelmRelease}
                    patch: |-
                      apiVersion: helm.toolkit.fluxcd.io/v2
                      kind: HelmRelease      ⟦sees HelmRelease; resource all⟧
                      metadata: {name: all}
                      spec:
                        upgrade:
                          remediation:       ⟦rolls-back-by-itself rung:kubernetes⟧
                            retries: 2
      """),
    AnnotatedFile(
      "apps/kustomization.yaml",
      """
      resources: [api.yaml]                  ⟦describes-infrastructure rung:kubernetes⟧
      patches:
        - patch: |
            - op: remove
              path: /spec/replicas
          target: {kind: Deployment}
        - patch: |
            apiVersion: apps/v1
            kind: Deployment                 ⟦sees Deployment; kubernetes api⟧
            metadata: {name: api}
            spec:
              replicas: 3                    ⟦replicas⟧
      """),
    AnnotatedFile(
      "argo/api.yaml",
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Application                      ⟦sees Application; resource api⟧
      metadata: {name: api}
      spec:
        source:
          kustomize:
            patches:
              - patch: |-
                  apiVersion: autoscaling/v2
                  kind: HorizontalPodAutoscaler ⟦sees HorizontalPodAutoscaler; resource api⟧
                  metadata: {name: api}
      """),
  ]

  @Test(arguments: patches)
  func patchesInTextAreReadInTheirPlaces(_ file: AnnotatedFile) { file.expectFacts() }
}
