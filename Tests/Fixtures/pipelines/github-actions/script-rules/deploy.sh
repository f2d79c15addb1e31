#!/bin/sh
kubectl apply -f app.yml
