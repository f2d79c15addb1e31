#!/bin/sh
gcloud builds submit \
  --config cloudbuild-site.yaml
# gcloud builds submit --config cloudbuild-old.yaml
