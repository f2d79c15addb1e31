import FactModel
import Rubrics
import SourceModel
import TestSupport
import Testing

/// Advice in the dress of the team's vendor.
@Suite struct AdviceFormTests {
  private static let go = [
    "go.mod": "module example.com/shop\n\ngo 1.25\n",
    "cart_test.go": "package shop\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\n",
  ]

  private func snippet(_ files: [String: String]) async throws -> Snippet {
    let repository = SmallRepository(
      Self.go.merging(files) { $1 }, kind: .service)
    let assessment = try #require(await repository.assessment)
    let result = try #require(assessment.criteria.first { $0.id == "ci.test" })
    return try #require(result.advice?.snippet)
  }

  @Test func `Without a pipeline it is a whole workflow`() async throws {
    let found = try await snippet([:])
    #expect(found.path == ".github/workflows/ci.yml")
    #expect(
      found.text == """
        name: ci
        on:
          push:
            branches: [main]
          pull_request:
        permissions:
          contents: read
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v6
              - uses: actions/setup-go@v6
                with:
                  go-version-file: go.mod
              - run: go test -race ./...

        """)
  }

  @Test func `In GitLab's file it is one job more`() async throws {
    let found = try await snippet([".gitlab-ci.yml": "build:\n  script: [go build ./...]\n"])
    #expect(found.path == ".gitlab-ci.yml")
    #expect(
      found.text == """
        test:
          stage: test
          image: golang:1.25
          rules:
            - if: $CI_PIPELINE_SOURCE == "merge_request_event"
            - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
          script:
            - go test -race ./...

        """)
  }

  @Test func `Where only templates of GitLab are there, it is a file of GitLab`() async throws {
    let found = try await snippet([".gitlab/merge_request_templates/Default.md": "What and why\n"])
    #expect(found.path == ".gitlab-ci.yml")
  }

  @Test func `In a Jenkinsfile it is a stage`() async throws {
    let found = try await snippet([
      "Jenkinsfile": """
      pipeline {
        agent any
        stages { stage('build') { steps { sh 'go build ./...' } } }
      }
      """
    ])
    #expect(found.path == "Jenkinsfile")
    #expect(found.language == "groovy")
    #expect(
      found.text == """
        stage('test') {
            agent { docker { image 'golang:1.25' } }
            steps {
                sh 'go test -race ./...'
            }
        }

        """)
  }

  @Test func `A job of CircleCI stands in a workflow`() async throws {
    let found = try await snippet([
      ".circleci/config.yml": """
      version: 2.1
      jobs:
        build:
          docker: [{image: "cimg/go:1.25"}]
          steps: [checkout, run: go build ./...]
      workflows: {main: {jobs: [build]}}
      """
    ])
    #expect(found.path == ".circleci/config.yml")
    #expect(
      found.text == """
        jobs:
          test:
            docker:
              - image: cimg/base:current
            steps:
              - checkout
              - run: go test -race ./...
        workflows:
          test:
            jobs:
              - test:
                  filters:
                    branches: {only: /.*/}

        """)
  }

  @Test func `For a vendor without a form it is commands`() async throws {
    let found = try await snippet([
      ".travis.yml": "language: go\nscript: go build ./...\n"
    ])
    #expect(found.path == nil)
    #expect(found.language == "sh")
    #expect(found.text == "go test -race ./...\n")
  }
}
