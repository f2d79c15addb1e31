#!/bin/bash
set -e
cd source
go vet ./...
go test -cover "$@"
make lint
