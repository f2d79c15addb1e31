#!/bin/bash
set -euo pipefail
echo "Generating the pipeline" >&2
cat <<-YAML
steps:
  - label: test
    command: make test
    parallelism: 4
  - wait
YAML
# cat <<OFF
if [[ "$BUILDKITE_BRANCH" == "main" ]]; then
  cat <<'YAML'
  - block: Release?
  - label: deploy
    command: ./deploy.sh production
YAML
fi
