import FactModel
import TestSupport
import Testing

@Suite struct ImageTests {
  /// `published acme/shop:latest moving own`.
  private func summary(_ image: ImageReference) -> String {
    "\(image.role.rawValue) \(image.text) \(image.pinning.rawValue)" + (image.isOwn ? " own" : "")
  }

  private static func deployment(_ image: String) -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: "\(image)"}]}
    """
  }

  private static func step(_ command: String) -> [String: String] {
    [".github/workflows/a.yml": "on: push\njobs: {a: {steps: [{run: '\(command)'}]}}\n"]
  }

  private static func plugin(_ settings: String, event: String) -> String {
    """
    steps:
      image:
        image: woodpeckerci/plugin-docker-buildx:6
        settings: {repo: acme/shop, \(settings)}
        when: {event: \(event)}
    """
  }

  private static func metadata(on events: String, _ inputs: String) -> String {
    """
    on: \(events)
    jobs:
      a:
        steps:
          - id: m
            uses: docker/metadata-action@v5
            \(inputs)
          - uses: docker/build-push-action@v6
            with: {push: true, tags: "${{ steps.m.outputs.tags }}"}
    """
  }

  @Test(arguments: [
    DeliveryCase(
      "by a version", step("docker push ghcr.io/acme/shop:1.4.2"),
      "published ghcr.io/acme/shop:1.4.2 version own"),
    DeliveryCase(
      "by a moving tag", step("docker push ghcr.io/acme/shop:latest"),
      "published ghcr.io/acme/shop:latest moving own"),
    DeliveryCase(
      "by none", step("docker push ghcr.io/acme/shop"), "published ghcr.io/acme/shop none own"),
    DeliveryCase(
      "by the commit", step("docker push ghcr.io/acme/shop:$GITHUB_SHA"),
      "published ghcr.io/acme/shop:$GITHUB_SHA filled own"),
    DeliveryCase(
      "a moving alias beside a version is no image of its own",
      step("docker buildx build --push -t acme/shop:1.4.2 -t acme/shop:latest ."),
      "published acme/shop:1.4.2 version own"),
    .actions(
      "a moving alias that another job of the same run pushes is none either",
      """
      on: push
      jobs:
        a: {steps: [{run: "docker push acme/shop:$GITHUB_SHA"}]}
        b: {needs: a, steps: [{run: "docker push acme/shop:latest"}]}
      """, "published acme/shop:$GITHUB_SHA filled own"),
    DeliveryCase(
      "the name of a branch moves", step("docker push acme/shop:$BRANCH_NAME"),
      "published acme/shop:$BRANCH_NAME moving own"),
    DeliveryCase(
      "a branch beside a commit does not", step("docker push acme/shop:$BRANCH-$SHORT_SHA"),
      "published acme/shop:$BRANCH-$SHORT_SHA filled own"),
    DeliveryCase(
      "the name of an environment moves", step("docker push acme/shop:$DEPLOY_ENV"),
      "published acme/shop:$DEPLOY_ENV moving own"),
    DeliveryCase(
      "also behind a word", step("docker push acme/shop:env.$LABEL"),
      "published acme/shop:env.$LABEL moving own"),
    DeliveryCase(
      "a context of the vendor is no environment",
      step("docker push acme/shop:${{ env.IMAGE_TAG }}"),
      "published acme/shop:${{ env.IMAGE_TAG }} filled own"),
    DeliveryCase(
      "the number of a proposed change moves", step("docker push acme/shop:pr-$NUMBER"),
      "published acme/shop:pr-$NUMBER moving own"),
    DeliveryCase(
      "and beside a commit it does not", step("docker push acme/shop:pr-$NUMBER-$GITHUB_SHA"),
      "published acme/shop:pr-$NUMBER-$GITHUB_SHA filled own"),
    .actions(
      "what an action makes of tags and branches moves for some",
      metadata(on: "{push: {branches: [main], tags: [\"v*\"]}}", ""),
      "published ${{ steps.m.outputs.tags }} filled own",
      "published ${{ steps.m.outputs.tags }} moving own"),
    .actions(
      "of releases alone it does not", metadata(on: "{release: {types: [published]}}", ""),
      "published ${{ steps.m.outputs.tags }} filled own"),
    .actions(
      "nor beside the commit",
      metadata(on: "push", "with: {tags: \"type=ref,event=branch\\ntype=sha\"}"),
      "published ${{ steps.m.outputs.tags }} filled own"),
    .actions(
      "of branches alone it moves", metadata(on: "push", "with: {tags: \"type=edge\"}"),
      "published ${{ steps.m.outputs.tags }} moving own"),
    DeliveryCase(
      "an exporter that pushes",
      step("buildctl build --output type=image,name=acme/shop:1.4.2,push=true"),
      "published acme/shop:1.4.2 version own"),
    DeliveryCase(
      "the image that a platform is told", step("gcloud run deploy a --image me/acme:staging"),
      "deployed me/acme:staging moving own"),
    DeliveryCase(
      "the name of what started a push moves",
      step("docker push acme/shop:${{ github.ref_name }}"),
      "published acme/shop:${{ github.ref_name }} moving own"),
    .actions(
      "and is a version behind a tag",
      """
      on: {push: {tags: ["v*"]}}
      jobs: {a: {steps: [{run: "docker push acme/shop:${{ github.ref_name }}"}]}}
      """, "published acme/shop:${{ github.ref_name }} filled own"),
    DeliveryCase(
      "a repository that is filled in by name", step("docker push ghcr.io/$PROJECT/$APP_NAME"),
      "published ghcr.io/$PROJECT/$APP_NAME none own"),
    DeliveryCase(
      "layers for the next build are no image", step("docker push acme/shop:cache-test")),
    .actions(
      "tags beside their repository",
      """
      on: push
      jobs: {a: {steps: [{uses: elgohr/publish-docker, with: {repository: shop, tags: "1.2"}}]}}
      """, "published shop:1.2 version own"),
    DeliveryCase(
      "tags that a plugin makes of a version, beside a moving one",
      [".woodpecker.yml": plugin("auto_tag: true, tags: latest", event: "tag")],
      "published acme/shop filled own"),
    DeliveryCase(
      "a moving one alone",
      [".woodpecker.yml": plugin("tags: latest", event: "tag")],
      "published acme/shop:latest moving own"),
    DeliveryCase(
      "of pushes a plugin makes none",
      [".woodpecker.yml": plugin("auto_tag: true, tags: next", event: "push")],
      "published acme/shop:next moving own"),
    DeliveryCase(
      "an image that a release of Cloud Deploy fills in",
      [
        "k8s/web.yaml": deployment("shop"),
        "cloudbuild.yaml": """
        steps:
          - name: gcr.io/cloud-builders/gcloud
            args: [deploy, releases, create, r1, "--images=shop=gcr.io/acme/shop:$SHORT_SHA"]
        """, "shop/Dockerfile": "FROM scratch\nCMD [\"/a\"]\n",
      ], "deployed shop filled own"),
    DeliveryCase(
      "what is only built is not published", step("docker build -t acme/shop:1.4.2 .")),
    DeliveryCase(
      "what stays on the machine is not published", step("docker push localhost:5000/shop:1.4.2")),
    DeliveryCase(
      "the version that a deployment is told",
      step("helm upgrade shop . --set image.tag=$GITHUB_SHA"), "deployed :$GITHUB_SHA filled own"),
    DeliveryCase(
      "the image that a deployment is told is the project's",
      step("kubectl set image deployment/web web=acme/shop:1.4.2"),
      "deployed acme/shop:1.4.2 version own"),
    DeliveryCase(
      "a workload with the name of the repository",
      ["k8s/web.yaml": deployment("ghcr.io/me/acme:1.4.2")],
      "deployed ghcr.io/me/acme:1.4.2 version own"),
    DeliveryCase(
      "a workload of others", ["k8s/web.yaml": deployment("nginx:latest")],
      "deployed nginx:latest moving"),
    DeliveryCase(
      "one that Docker keeps under the repository's name",
      ["k8s/web.yaml": deployment("docker.io/library/acme:latest")],
      "deployed docker.io/library/acme:latest moving"),
    DeliveryCase(
      "a workload with the name of a folder that holds a recipe",
      [
        "k8s/web.yaml": deployment("me/shop"), "shop/Dockerfile": "FROM scratch\nCMD [\"/a\"]\n",
      ], "deployed me/shop none own"),
    DeliveryCase(
      "a workload by its content",
      ["k8s/web.yaml": deployment("me/acme@sha256:" + String(repeating: "a1", count: 32))],
      "deployed me/acme@sha256:\(String(repeating: "a1", count: 32)) digest own"),
    DeliveryCase(
      "a workload that is filled in", ["k8s/web.yaml": deployment("${IMAGE}")],
      "deployed ${IMAGE} filled own"),
    DeliveryCase(
      "a workload of the image that a pipeline pushes",
      step("docker push ghcr.io/me/shop:$GITHUB_SHA").merging(
        ["k8s/web.yaml": deployment("ghcr.io/me/shop:staging")]) { first, _ in first },
      "deployed ghcr.io/me/shop:staging moving own",
      "published ghcr.io/me/shop:$GITHUB_SHA filled own"),
    DeliveryCase(
      "images before a cluster for tests",
      [
        ".github/workflows/a.yml": """
        on: push
        jobs:
          a:
            steps:
              - run: docker push ghcr.io/acme/shop:1.4.2
              - run: kind create cluster
              - run: kubectl set image deployment/web web=acme/shop:latest
        """
      ], "published ghcr.io/acme/shop:1.4.2 version own"),
  ])
  func `Images tell how they are pinned and whose they are`(_ sample: DeliveryCase) async {
    let facts = await SmallRepository(sample.files).facts
    let shown = facts.images.filter { $0.role == .deployed || $0.role == .published }
    #expect(shown.map(summary) == sample.deliveries)
  }
}
