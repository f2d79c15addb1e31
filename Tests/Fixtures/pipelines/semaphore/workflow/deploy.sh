#!/bin/sh
set -e
helm upgrade --install shop charts/shop -f "values-$1.yaml" --wait
