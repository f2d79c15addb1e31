#!/bin/sh
kubectl apply -k overlays/$1
