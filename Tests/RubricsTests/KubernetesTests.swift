import FactModel
import TestSupport
import Testing

/// A small repository that deploys to Kubernetes, and what a criterion comes to there.
struct ClusterCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var files: [String: String]
  var criterion: String
  var status: String

  /// One manifest beside a workload without a choice of its own.
  static func manifest(
    _ name: String, _ text: String, _ criterion: String, _ status: String
  ) -> ClusterCase {
    ClusterCase(
      testDescription: name,
      files: ["deploy/shop.yaml": workload(""), "deploy/extra.yaml": text].merging(applied) { $1 },
      criterion: criterion, status: status)
  }

  /// A workload with more in its specification.
  static func workload(
    _ name: String, _ spec: String, _ criterion: String, _ status: String
  ) -> ClusterCase {
    ClusterCase(
      testDescription: name, files: ["deploy/shop.yaml": workload(spec)].merging(applied) { $1 },
      criterion: criterion, status: status)
  }

  /// An overlay of production over a base.
  static func overlay(
    _ name: String, _ text: String, _ criterion: String, _ status: String
  ) -> ClusterCase {
    ClusterCase(
      testDescription: name,
      files: [
        "base/shop.yaml": workload(""), "base/kustomization.yaml": "resources: [shop.yaml]\n",
        "overlays/production/kustomization.yaml": "resources: [../../base]\n" + text,
      ].merging(applied) { $1 }, criterion: criterion, status: status)
  }

  private static let applied = [
    ".github/workflows/deploy.yml": """
    on: {push: {branches: [main]}}
    jobs: {deploy: {steps: [{run: kubectl apply -k deploy}]}}
    """
  ]

  private static func workload(_ spec: String) -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: shop}
    spec:
      selector: {matchLabels: {app: shop}}
      template:
        spec:
          containers: [{name: shop, image: "ghcr.io/acme/shop:1.4.2", readinessProbe: {grpc: {port: 1}}}]
    \(spec)
    """
  }
}

@Suite struct KubernetesTests {
  static let strategies: [ClusterCase] = [
    .workload("a default", "", "deploy.strategy", "partial"),
    .workload(
      "the default by its name", "  strategy: {type: RollingUpdate}", "deploy.strategy", "partial"),
    .workload(
      "parameters", "  strategy: {rollingUpdate: {maxUnavailable: 0}}", "deploy.strategy", "met"),
    .workload("all at once", "  strategy: {type: Recreate}", "deploy.strategy", "met"),
    .overlay(
      "parameters put in by an operation",
      """
      patches:
        - target: {kind: Deployment, name: shop}
          patch: |-
            - op: add
              path: /spec/strategy
              value: {rollingUpdate: {maxUnavailable: 0}}
      """, "deploy.strategy", "met"),
    .overlay(
      "an operation on something else of a rollout",
      """
      patches:
        - target: {group: argoproj.io, version: v1alpha1, kind: Rollout, name: shop}
          patch: |-
            - op: replace
              path: /spec/template/spec/containers/0/image
              value: ghcr.io/acme/shop:1.4.2
      """, "deploy.strategy", "partial"),
  ]

  static let splits: [ClusterCase] = [
    route(
      "networking.istio.io/v1", "VirtualService", "{http: [{route: [{weight: 90}, {weight: 10}]}]}",
      "met"),
    route(
      "networking.istio.io/v1", "VirtualService", "{http: [{route: [{weight: 100}, {weight: 0}]}]}",
      "partial"),
    route(
      "networking.istio.io/v1", "VirtualService",
      "{http: [{route: [{weight: 100}], mirror: {host: b}}]}",
      "met"),
    route(
      "networking.istio.io/v1", "VirtualService",
      "{http: [{mirror: {host: b}, mirrorPercentage: {value: 0}}]}", "partial"),
    route(
      "gateway.networking.k8s.io/v1", "HTTPRoute",
      "{rules: [{backendRefs: [{name: a, weight: 9}, {name: b, weight: 1}]}]}", "met"),
    route(
      "gateway.networking.k8s.io/v1", "HTTPRoute",
      "{rules: [{backendRefs: [{name: a, weight: 1}, {name: b, weight: 0}]}]}", "partial"),
    route(
      "gateway.networking.k8s.io/v1", "HTTPRoute",
      "{rules: [{filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b}}}]}]}", "met"
    ),
    route(
      "split.smi-spec.io/v1alpha2", "TrafficSplit", "{backends: [{weight: 90}, {weight: 10}]}",
      "met"),
    route(
      "consul.hashicorp.com/v1alpha1", "ServiceSplitter", "{splits: [{weight: 90}, {weight: 10}]}",
      "met"),
    route(
      "kuma.io/v1alpha1", "MeshHTTPRoute",
      "{to: [{rules: [{default: {backendRefs: [{weight: 90}, {weight: 10}]}}]}]}", "met"),
    route(
      "traefik.io/v1alpha1", "TraefikService", "{weighted: {services: [{weight: 3}, {weight: 1}]}}",
      "met"),
    route(
      "appmesh.k8s.aws/v1beta2", "VirtualRouter",
      "{routes: [{httpRoute: {action: {weightedTargets: [{weight: 9}, {weight: 1}]}}}]}", "met"),
    route(
      "route.openshift.io/v1", "Route", "{to: {weight: 90}, alternateBackends: [{weight: 10}]}",
      "met"),
    route(
      "route.openshift.io/v1", "Route", "{to: {weight: 100}, alternateBackends: [{weight: 0}]}",
      "partial"),
    route(
      "serving.knative.dev/v1", "Service", "{traffic: [{percent: 90}, {percent: 10}]}", "met"),
    route("serving.knative.dev/v1", "Service", "{traffic: [{percent: 100}]}", "partial"),
    .manifest(
      "a gradual rollout of Knative",
      """
      apiVersion: serving.knative.dev/v1
      kind: Service
      metadata: {name: shop, annotations: {serving.knative.dev/rollout-duration: 380s}}
      spec: {template: {spec: {containers: [{image: "ghcr.io/acme/shop:1.4.2"}]}}}
      """, "deploy.strategy", "met"),
    .manifest(
      "weights of a load balancer",
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: shop
        annotations:
          alb.ingress.kubernetes.io/actions.shop: >
            {"forwardConfig": {"targetGroups": [{"weight": 80}, {"weight": 20}]}}
      """, "deploy.strategy", "met"),
  ]

  private static func route(
    _ version: String, _ kind: String, _ spec: String, _ status: String
  ) -> ClusterCase {
    .manifest(
      "\(kind) \(spec)",
      "apiVersion: \(version)\nkind: \(kind)\nmetadata: {name: a}\nspec: \(spec)\n",
      "deploy.strategy", status)
  }

  static let switches: [ClusterCase] = [
    .manifest(
      "a canary that is analysed",
      "apiVersion: flagger.app/v1beta1\nkind: Canary\nspec: {analysis: {threshold: 5}}\n",
      "deploy.rollback", "met"),
    .manifest(
      "a canary that skips its analysis",
      "apiVersion: flagger.app/v1beta1\nkind: Canary\nspec: {skipAnalysis: true}\n",
      "deploy.rollback", "unmet"),
    .manifest(
      "an autoscaler",
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {minReplicas: 1, maxReplicas: 4}\n",
      "operate.capacity", "met"),
    .manifest(
      "an autoscaler that cannot scale",
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {minReplicas: 2, maxReplicas: 2}\n",
      "operate.capacity", "unmet"),
    .manifest(
      "an autoscaler that only advises",
      """
      apiVersion: autoscaling.k8s.io/v1
      kind: VerticalPodAutoscaler
      spec: {updatePolicy: {updateMode: "Off"}}
      """, "operate.capacity", "unmet"),
    .manifest(
      "an autoscaler that is paused",
      """
      apiVersion: keda.sh/v1alpha1
      kind: ScaledObject
      metadata: {annotations: {autoscaling.keda.sh/paused: "true"}}
      spec: {triggers: [{type: cpu}]}
      """, "operate.capacity", "unmet"),
    .manifest(
      "an autoscaler that a patch takes away",
      "$patch: delete\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\n",
      "operate.capacity", "unmet"),
    .workload(
      "revisions that are kept", "  revisionHistoryLimit: 3", "deploy.rollback", "partial"),
    .workload("no revision kept", "  revisionHistoryLimit: 0", "deploy.rollback", "unmet"),
    .overlay(
      "a bound in an overlay, the probe in the base",
      """
      patches:
        - patch: |-
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: shop}
            spec: {progressDeadlineSeconds: 60}
      """, "deploy.rollback", "partial"),
    .overlay(
      "limits put in by an operation",
      """
      patchesJson6902:
        - target: {group: apps, version: v1, kind: Deployment, name: shop}
          patch: |-
            - op: add
              path: /spec/template/spec/containers/0/resources
              value: {limits: {memory: 128Mi}}
      """, "operate.capacity", "met"),
  ]

  @Test(arguments: strategies + splits + switches)
  func statusIsThatOfTheCluster(_ sample: ClusterCase) async {
    let repository = SmallRepository(sample.files, kind: .service)
    #expect(await repository.status(of: sample.criterion) == sample.status)
  }
}
