resource "google_cloudbuild_trigger" "api" {
  filename = "src/api/cloudbuild.yaml"
  github {
    push {
      branch = ".*"
    }
  }
}
