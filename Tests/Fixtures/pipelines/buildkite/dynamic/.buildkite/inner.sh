buildkite-agent pipeline upload <<EOF
steps:
  - trigger: docs
EOF
