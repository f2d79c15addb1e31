import FactModel
import TestSupport
import Testing

/// Images as they are deployed: overlays, commands and variables over what manifests say.
@Suite struct DeployedImageTests {
  private static func deployment(_ image: String) -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: web, image: "\(image)"}]}}}
    """
  }

  private static func overlay(
    _ name: String, over image: String = "acme/shop:latest", _ text: String,
    run: String = "make", and files: [String: String] = [:], becomes images: String...
  ) -> DeliveryCase {
    var sample = DeliveryCase(
      name,
      [
        "base/web.yaml": deployment(image), "base/kustomization.yaml": "resources: [web.yaml]\n",
        "overlays/production/kustomization.yaml": "resources: [../../base]\n" + text,
        ".github/workflows/a.yml": "on: push\njobs: {a: {steps: [{run: '\(run)'}]}}\n",
      ].merging(files) { $1 })
    sample.deliveries = images
    return sample
  }

  private static func manifest(
    _ name: String, _ image: String, run: String, variables: String = "{}",
    becomes images: String...
  ) -> DeliveryCase {
    var sample = DeliveryCase(
      name,
      [
        "k8s/web.yaml": deployment(image),
        ".github/workflows/a.yml":
          "on: push\nenv: \(variables)\njobs: {a: {steps: [{run: '\(run)'}]}}\n",
      ])
    sample.deliveries = images
    return sample
  }

  private static let digest = String(repeating: "0123456789abcdef", count: 4)

  /// A chart whose values name an image, deployed by a command.
  private static func chart(
    _ name: String, _ values: String, run: String, becomes images: String...
  ) -> DeliveryCase {
    var sample = DeliveryCase(
      name,
      [
        "charts/shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
        "charts/shop/values.yaml": values,
        ".github/workflows/a.yml": "on: push\njobs: {a: {steps: [{run: '\(run)'}]}}\n",
      ])
    sample.deliveries = images
    return sample
  }

  @Test(arguments: [
    chart(
      "a value that the command sets", "image: {repository: acme/shop, tag: latest}\n",
      run: "helm upgrade -f values/production.yaml shop ./charts/shop --set image.tag=$GITHUB_SHA",
      becomes: "acme/shop:latest filled", ":$GITHUB_SHA filled"),
    chart(
      "a whole reference that the command sets", "web: {image: \"acme/shop:latest\"}\n",
      run: "helm upgrade shop charts/shop --set-string web.image=acme/shop:$GITHUB_SHA",
      becomes: "acme/shop:latest filled"),
    chart(
      "a value that the command leaves", "image: {repository: acme/shop, tag: latest}\n",
      run: "helm upgrade shop charts/shop --set replicas=2", becomes: "acme/shop:latest moving"),
    chart(
      "the last value for a key or the end of one",
      "image: {repository: acme/shop, tag: latest}\n",
      run: "helm upgrade shop charts/shop --set image.tag=edge --set shop.image.tag=1.4.2",
      becomes: "acme/shop:latest version", ":1.4.2 version"),
    chart(
      "a value that one of two commands leaves",
      "image: {repository: acme/shop, tag: latest}\n",
      run: "helm upgrade shop charts/shop --set image.tag=1.4.2 && helm upgrade b ./charts/shop",
      becomes: "acme/shop:latest moving", ":1.4.2 version"),
    chart(
      "a value that the second of two commands lets move",
      "image: {repository: acme/shop, tag: 1.4.2}\n",
      run:
        "helm upgrade a charts/shop --set image.tag=1.4.3 && helm upgrade b . --set image.tag=edge",
      becomes: "acme/shop:1.4.2 moving", ":1.4.3 version", ":edge moving"),
    chart(
      "a tag under a name of the chart's own", "image: {repository: acme/shop, tag: 1.4.2}\n",
      run: "helm upgrade shop charts/shop --set web.defaultWebTag=latest",
      becomes: "acme/shop:1.4.2 version", ":latest moving"),
    chart(
      "a chart from elsewhere without a version", "image: {repository: acme/shop, tag: 1.4.2}\n",
      run: "helm upgrade --install -f production.yaml db acme/postgres",
      becomes: "acme/shop:1.4.2 version", "chart acme/postgres none"),
    chart(
      "a chart from elsewhere with its version",
      "image: {repository: acme/shop, tag: 1.4.2}\n",
      run: "helm upgrade db oci://registry.example.com/postgres --version 2.0.1",
      becomes: "acme/shop:1.4.2 version",
      "chart oci://registry.example.com/postgres 2.0.1 version"),
    chart(
      "a digest behind the tag",
      "image: {repository: acme/shop, tag: \"latest@sha256:\(digest)\"}\n", run: "helm lint",
      becomes: "acme/shop:latest@sha256:\(digest) digest"),
    chart(
      "another chart", "image: {repository: acme/shop, tag: latest}\n",
      run: "helm upgrade shop charts/other --set image.tag=$GITHUB_SHA",
      becomes: "acme/shop:latest moving", ":$GITHUB_SHA filled"),
    overlay(
      "a tag over a base that moves", "images: [{name: acme/shop, newTag: 1.4.2}]",
      becomes: "acme/shop:1.4.2 version"),
    overlay(
      "a digest",
      "images: [{name: acme/shop, digest: 'sha256:\(String(repeating: "a", count: 64))'}]",
      becomes: "acme/shop@sha256:\(String(repeating: "a", count: 64)) digest"),
    overlay(
      "a new name", over: "shop", "images: [{name: shop, newName: acme/shop, newTag: 1.4.2}]",
      becomes: "acme/shop:1.4.2 version"),
    overlay(
      "a new name keeps the version", over: "shop:1.4.2",
      "images: [{name: shop, newName: acme/shop}]",
      becomes: "shop:1.4.2 version"),
    overlay(
      "a moving tag over a version", over: "acme/shop:1.4.2",
      "images: [{name: acme/shop, newTag: latest}]", becomes: "acme/shop:latest moving"),
    overlay(
      "another image", "images: [{name: acme/other, newTag: 1.4.2}]",
      becomes: "acme/shop:latest moving",
      "acme/other:1.4.2 version"),
    overlay("nothing", "", becomes: "acme/shop:latest moving"),
    overlay(
      "one of two overlays", "images: [{name: acme/shop, newTag: 1.4.2}]",
      and: ["overlays/staging/kustomization.yaml": "resources: [../../base]\n"],
      becomes: "acme/shop:1.4.2 version", "acme/shop:latest moving"),
    overlay(
      "a component", "components: [../../parts/image]\n",
      and: ["parts/image/kustomization.yaml": "images: [{name: acme/shop, newTag: 1.4.2}]\n"],
      becomes: "acme/shop:1.4.2 version"),
    overlay(
      "a patch in a file", "patches: [{path: image.yaml}]\n",
      and: ["overlays/production/image.yaml": deployment("acme/shop:1.4.2")],
      becomes: "acme/shop:1.4.2 version"),
    overlay(
      "an operation",
      """
      patches:
        - target: {kind: Deployment, name: web}
          patch: '[{op: replace, path: /spec/template/spec/containers/0/image, value: "acme/shop:1.4.2"}]'
      """, becomes: "acme/shop:1.4.2 version"),
    overlay(
      "a command", "",
      run: "cd overlays/production && kustomize edit set image acme/shop=acme/shop:$GITHUB_SHA",
      becomes: "acme/shop:$GITHUB_SHA filled"),
    overlay(
      "a command that moves", "", run: "kustomize edit set image acme/shop:latest",
      becomes: "acme/shop:latest moving"),
    overlay(
      "a command in another folder", "",
      run: "cd overlays/staging && kustomize edit set image acme/shop:1.4.2",
      becomes: "acme/shop:latest moving"),
    overlay(
      "a rewritten tag", "images: [{name: acme/shop, newTag: latest}]",
      run: "sed -i \"s|newTag: .*|newTag: $GITHUB_SHA|\" overlays/production/kustomization.yaml",
      becomes: "acme/shop:latest filled"),
    overlay(
      "an application of Argo CD", "",
      and: [
        "apps/shop.yaml": """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop}
        spec:
          source: {path: overlays/production, kustomize: {images: ["acme/shop:1.4.2"]}}
        """
      ], becomes: "acme/shop:1.4.2 version"),
    manifest(
      "a rewritten manifest", "acme/shop:latest",
      run: "sed -i \"s|shop:latest|shop:$GITHUB_SHA|\" k8s/web.yaml",
      becomes: "acme/shop:latest filled"),
    manifest(
      "yq", "acme/shop:latest",
      run: "yq -i \".spec.template.spec.containers[0].image = strenv(IMAGE)\" k8s/web.yaml",
      becomes: "acme/shop:latest filled"),
    manifest(
      "a rewritten manifest by the end of its path", "acme/shop:latest",
      run: "sed -i \"s|shop:latest|shop:$GITHUB_SHA|\" ./web.yaml",
      becomes: "acme/shop:latest filled"),
    manifest(
      "rewritten manifests by a pattern", "acme/shop:latest",
      run: "sed -i \"s|shop:latest|shop:$GITHUB_SHA|\" k8s/*.yaml",
      becomes: "acme/shop:latest filled"),
    manifest(
      "a part of the name of a file", "acme/shop:latest",
      run: "sed -i \"s|shop:latest|shop:$GITHUB_SHA|\" eb.yaml", becomes: "acme/shop:latest moving"),
    manifest(
      "another file", "acme/shop:latest",
      run: "sed -i \"s|shop:latest|shop:$GITHUB_SHA|\" k8s/job.yaml",
      becomes: "acme/shop:latest moving"),
    manifest(
      "written with a tag that moves", "acme/shop:edge",
      run: "sed -i \"s|shop:edge|shop:latest|\" k8s/web.yaml",
      becomes: "acme/shop:edge moving"),
    manifest(
      "a name that somebody fills in", "acme/shop:[IMAGE_TAG]", run: "make",
      becomes: "acme/shop:[IMAGE_TAG] filled"),
    manifest(
      "a variable", "acme/shop:$IMAGE_TAG", run: "envsubst", becomes: "acme/shop:$IMAGE_TAG filled"),
    manifest(
      "a variable that holds a commit", "acme/shop:${IMAGE_TAG}", run: "envsubst",
      variables: "{IMAGE_TAG: \"${{ github.sha }}\"}", becomes: "acme/shop:${IMAGE_TAG} filled"),
    manifest(
      "a variable that holds a moving tag", "acme/shop:$IMAGE_TAG", run: "envsubst",
      variables: "{IMAGE_TAG: latest}", becomes: "acme/shop:$IMAGE_TAG moving"),
    manifest(
      "a pushed variable in braces that holds a moving tag", "acme/shop:1.4.2",
      run: "docker push acme/shop:${IMAGE_TAG}",
      variables: "{IMAGE_TAG: latest}", becomes: "acme/shop:1.4.2 version",
      "acme/shop:${IMAGE_TAG} moving"),
    manifest(
      "a pushed variable that holds a moving tag", "acme/shop:1.4.2",
      run: "docker push acme/shop:$IMAGE_TAG",
      variables: "{IMAGE_TAG: latest}", becomes: "acme/shop:1.4.2 version",
      "acme/shop:$IMAGE_TAG moving"),
  ])
  func imagesAreJudgedAsTheyAreDeployed(_ sample: DeliveryCase) async {
    let facts = await SmallRepository(sample.files).facts
    let found = facts.images.map { "\($0.text) \($0.pinning.rawValue)" }
    #expect(found.sorted() == sample.deliveries.sorted())
  }
}
