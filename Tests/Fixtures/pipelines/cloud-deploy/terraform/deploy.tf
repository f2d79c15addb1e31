resource "google_clouddeploy_target" "dev" {
  name = "api-dev"
  gke {
    cluster = google_container_cluster.dev.id
  }
}

resource "google_clouddeploy_target" "prod" {
  name             = "api-prod"
  require_approval = true
  gke {
    cluster = google_container_cluster.prod.id
  }
}

resource "google_clouddeploy_delivery_pipeline" "api" {
  name = "api"
  serial_pipeline {
    stages {
      target_id = google_clouddeploy_target.dev.name
    }
    stages {
      target_id = google_clouddeploy_target.dev.name
      strategy {
        standard {
          verify = true
        }
      }
    }
    stages {
      target_id = google_clouddeploy_target.prod.target_id
      strategy {
        canary {
          canary_deployment {
            percentages = [25]
            verify      = false
          }
        }
      }
    }
  }
}
