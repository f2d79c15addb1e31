import FactModel
import TestSupport
import Testing

extension DeliveryCase {
  static let gitLabJobs: [DeliveryCase] = [
    .gitLab(
      "a job for tags",
      """
      test: {script: [go test ./...]}
      release: {script: [kubectl apply -f k8s], rules: [{if: $CI_COMMIT_TAG}]}
      """,
      "deploys by kubectl!, guarded-stage, person"),
    .gitLab(
      "a job for tags, the old way",
      """
      test: {script: [go test ./...]}
      release: {script: [kubectl apply -f k8s], only: [tags]}
      """,
      "deploys by kubectl!, guarded-stage, person"),
    .gitLab(
      "a job that a person starts",
      """
      test: {script: [go test ./...]}
      ship: {stage: deploy, script: [kubectl apply -f k8s], when: manual}
      """,
      "deploys by kubectl!, guarded-stage, person"),
    .gitLab(
      "a job for the default branch",
      """
      test: {script: [go test ./...]}
      ship:
        stage: deploy
        script: [kubectl apply -f k8s]
        rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]
      """,
      "deploys by kubectl!, guarded-stage, automatic"),
    .gitLab(
      "a job that always runs behind the tests",
      """
      test: {script: [go test ./...]}
      ship: {stage: deploy, script: [kubectl apply -f k8s]}
      """,
      "deploys by kubectl!, separate-job, automatic"),
    .gitLab(
      "one job that never runs apart",
      "all: {script: [go test ./..., kubectl apply -f k8s]}\n",
      "deploys by kubectl!, never, automatic"),
    .gitLab(
      "staging by itself and production by a person",
      """
      test: {script: [go test ./...]}
      staging:
        stage: deploy
        environment: staging
        script: [kubectl apply -f k8s]
        rules: [{if: $CI_COMMIT_BRANCH == "main"}]
      production:
        stage: deploy
        environment: {name: production}
        script: [kubectl apply -f k8s]
        rules: [{if: $CI_COMMIT_BRANCH == "main", when: manual}]
      """,
      "deploys by kubectl to staging, guarded-stage, protectable",
      "deploys by kubectl to production!, guarded-stage, person"),
    .gitLab(
      "a gate in a job before",
      """
      stages: [check, approve, deploy]
      test: {stage: check, script: [go test ./...]}
      approve: {stage: approve, script: [echo go], when: manual, allow_failure: false}
      ship: {stage: deploy, needs: [approve], script: [kubectl apply -f k8s]}
      """,
      "deploys by kubectl!, guarded-stage, person"),
    .gitLab(
      "a review app and its end",
      """
      review:
        stage: deploy
        environment: {name: review/$CI_COMMIT_REF_SLUG, on_stop: stop}
        script: [kubectl apply -f k8s]
        rules: [{if: $CI_PIPELINE_SOURCE == "merge_request_event"}]
      stop:
        stage: deploy
        environment: {name: review/$CI_COMMIT_REF_SLUG, action: stop}
        script: [helm upgrade shop . --set on=false]
        rules: [{if: $CI_PIPELINE_SOURCE == "merge_request_event", when: manual}]
      """,
      "deploys by kubectl to review, guarded-stage, protectable"),
    .gitLab(
      "a job that is turned off",
      """
      test: {script: [go test ./...]}
      ship: {script: [kubectl apply -f k8s], rules: [{when: never}]}
      """),
    .gitLab(
      "a job whose name starts with a dot",
      """
      test: {script: [go test ./...]}
      .ship: {script: [kubectl apply -f k8s]}
      """),
    .gitLab(
      "pages",
      """
      pages: {script: [hugo], artifacts: {paths: [public]}, only: [main]}
      """,
      "deploys by github-pages!, guarded-stage, automatic"),
    .gitLab(
      "an image for each tag",
      """
      publish:
        script: [docker push registry.example.org/acme/shop:$CI_COMMIT_TAG]
        rules: [{if: $CI_COMMIT_TAG}]
      """,
      "images by docker-push!, own-trigger, person"),
    .gitLab(
      "a pipeline for tags alone",
      """
      workflow: {rules: [{if: $CI_COMMIT_TAG}]}
      ship: {script: [kubectl apply -f k8s]}
      """,
      "deploys by kubectl!, own-trigger, person"),
    .gitLab(
      "a pipeline that a person starts on the host's page",
      """
      test: {script: [go test ./...]}
      ship:
        stage: deploy
        script: [kubectl apply -f k8s]
        rules: [{if: $CI_PIPELINE_SOURCE == "web"}]
      """,
      "deploys by kubectl!, guarded-stage, person"),
    .gitLab(
      "a job that another file holds",
      """
      include: [{local: ci/ship.yml}]
      test: {script: [go test ./...]}
      """,
      and: ["ci/ship.yml": "ship: {stage: deploy, script: [kubectl apply -f k8s], when: manual}\n"],
      "deploys by kubectl!, guarded-stage, person"),
    .gitLab(
      "a job that extends a hidden one",
      """
      .ship: {stage: deploy, script: [kubectl apply -f k8s]}
      test: {script: [go test ./...]}
      live: {extends: .ship, environment: production, only: [tags]}
      """,
      "deploys by kubectl to production!, guarded-stage, person"),
    .gitLab(
      "a release of the host",
      """
      release:
        script: [echo release]
        release: {tag_name: $CI_COMMIT_TAG, description: x}
        rules: [{if: $CI_COMMIT_TAG}]
      """,
      "publishes by gitlab-release!, own-trigger, person"),
  ]
}

@Suite struct GitLabDeliveryTests {
  @Test(arguments: DeliveryCase.gitLabJobs)
  func `A pipeline of GitLab tells what it delivers, how apart and on whose decision`(
    _ sample: DeliveryCase
  ) async {
    let facts = await SmallRepository(sample.files).facts
    #expect(facts.deliveries.map(DeliveryCase.summary) == sample.deliveries)
  }

  @Test(arguments: [
    ("trigger deploy to kubernetes", "acme/ops", ["deploys"]),
    ("bring on", "acme/orders-kubernetes-infra", ["hands-over"]),
    ("bring on", "acme/shop-gitops", ["hands-over"]),
    ("deploy docs", "acme/site", []), ("trigger tests", "acme/e2e", []),
    ("build images", "acme/images", []), ("bring on", "acme/ops", []),
  ])
  func `A pipeline of another project that deploys is a delivery`(
    _ job: String, _ project: String, _ reaches: [String]
  ) async {
    let text = """
      test: {script: [go test ./...]}
      "\(job)":
        stage: deploy
        rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]
        trigger: {project: \(project)}

      """
    let facts = await SmallRepository([".gitlab-ci.yml": text]).facts
    #expect(facts.deliveries.map(\.reach.rawValue) == reaches)
    let uses = facts.pipelines.flatMap(\.jobs).filter { $0.name == job }.flatMap(\.steps)
      .flatMap(\.uses)
    #expect(uses.allSatisfy { $0.capabilities.isDisjoint(with: [.tests, .builds]) })
  }
}
