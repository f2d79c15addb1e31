#!/bin/sh
helm upgrade --install shop charts/shop -f "$1.yaml" --wait
