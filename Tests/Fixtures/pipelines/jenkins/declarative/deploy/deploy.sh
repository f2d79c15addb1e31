#!/bin/sh
kubectl apply -f "$1.yml"
