resource "google_cloudbuild_trigger" "checks" {
  name     = "checks"
  filename = "cloudbuild.yaml"
  github {
    owner = "acme"
    name  = "shop"
    pull_request {
      branch = "^main$"
    }
  }
}

resource "google_cloudbuild_trigger" "staging" {
  name           = "${var.name}-staging"
  filename       = "api/cloudbuild.yaml"
  included_files = ["api/**"]
  substitutions = {
    _ENV = "staging"
  }
  github {
    push {
      branch = "^main$"
    }
  }
}

resource "google_cloudbuild_trigger" "production" {
  name     = "production"
  filename = "api/cloudbuild.yaml"
  substitutions = {
    _ENV = "production"
  }
  approval_config {
    approval_required = true
  }
  repository_event_config {
    push {
      tag = "^v.*"
    }
  }
}

resource "google_cloudbuild_trigger" "old" {
  disabled = true
  filename = "api/cloudbuild-old.yaml"
  trigger_template {
    branch_name = "main"
  }
}

resource "google_cloudbuild_trigger" "plan" {
  name = "plan"
  pubsub_config {
    topic = google_pubsub_topic.nightly.id
  }
  build {
    step {
      name = "hashicorp/terraform:1.9"
      args = ["init"]
    }
    step {
      name = "hashicorp/terraform:1.9"
      args = ["plan"]
    }
    images = ["gcr.io/acme/plan"]
  }
}
