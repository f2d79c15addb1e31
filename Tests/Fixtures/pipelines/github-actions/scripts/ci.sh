#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")"
# make forgotten
./scripts/lint.sh
go test ./...
./ci.sh again
