#!/bin/sh
curl -d "$1" "$HOOK"
