#!/bin/sh
echo "to $1"
kubectl set image deployment/web web="web:$BITBUCKET_COMMIT"
