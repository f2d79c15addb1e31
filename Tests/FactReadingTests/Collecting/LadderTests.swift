import FactModel
import TestSupport
import Testing

@Suite struct LadderTests {
  private static func steps(_ commands: String...) -> [String: String] {
    let steps = commands.map { "        - run: \($0)" }.joined(separator: "\n")
    return [".github/workflows/a.yml": "on: push\njobs:\n  a:\n    steps:\n\(steps)\n"]
  }

  @Test(arguments: [
    (steps("rsync -a dist/ deploy@example.org:/srv/www"), ["server"]),
    (steps("ansible-playbook -i prod site.yml"), ["config-management"]),
    (["Vagrantfile": "Vagrant.configure(\"2\") do |config|\nend\n"], ["virtual-machine"]),
    (["main.tf": "resource \"aws_s3_bucket\" \"a\" {}\n"], ["cloud"]),
    (steps("flyctl deploy"), ["paas"]),
    (steps("doctl kubernetes cluster kubeconfig save shop"), ["cloud"]),
    (["Procfile": "web: ./shop\n"], []),
    (
      [
        "netlify.toml": """
        [[redirects]]
          from = "/*"
          to = "https://shop.example.com/:splat"
          status = 301
          force = true
        """
      ], []
    ),
    (["Dockerfile": "FROM alpine:3.20\nCMD [\"/a\"]\n"], ["docker"]),
    (steps("docker build -t a ."), ["docker"]),
    (steps("helm upgrade shop ./chart"), ["kubernetes"]),
    (
      [
        "mesh.yaml": """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: web}
        spec: {hosts: [web]}
        """
      ], ["kubernetes", "service-mesh"]
    ),
    (["go.mod": "module a\n\nrequire k8s.io/client-go v0.30.0\n"], []),
    (steps("echo docker build", "go test ./..."), []),
    (["README.md": "Runs on Kubernetes, Docker and Heroku.\n"], []),
  ])
  func `The ladder shows the rungs that the tree uses`(
    _ files: [String: String], _ rungs: [String]
  ) async {
    let ladder = await SmallRepository(files).facts.ladder
    #expect(Rung.allCases.filter { ladder[$0] != nil }.map(\.rawValue) == rungs)
    #expect(ladder.values.allSatisfy { !$0.isEmpty && $0.count <= 10 })
  }

  private static func deployment(_ extra: String) -> [String: String] {
    [
      "k8s/web.yaml": """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        \(extra)
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "acme/web:latest"}]}
      """
    ]
  }

  @Test(arguments: [
    (deployment("replicas: 2"), ["central-control", "state-management"]),
    (
      deployment("strategy: {type: Recreate}"),
      ["central-control", "state-management", "deployment-management"]
    ),
    (
      deployment("revisionHistoryLimit: 3"),
      ["central-control", "state-management", "deployment-versioning"]
    ),
    (
      ["compose.yaml": "services:\n  web: {image: nginx, restart: always}\n"], ["state-management"]
    ),
    (
      [
        "compose.yaml":
          "services:\n  db: {image: postgres, volumes: [\"data:/var\"]}\nvolumes: {data: {}}\n"
      ], ["volume-storage"]
    ),
    (
      [
        "k8s/service.yaml":
          "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n"
      ], ["service-discovery"]
    ),
    (["README.md": "Rolling updates, service discovery and volumes.\n"], []),
  ])
  func `Orchestration shows what the containers' platform does`(
    _ files: [String: String], _ capabilities: [String]
  ) async {
    let found = await SmallRepository(files).facts.orchestration
    let shown = OrchestrationCapability.allCases.filter { found[$0] != nil }.map(\.rawValue)
    #expect(shown == capabilities)
  }
}
