#!/usr/bin/env bash
./ci/lint.sh
bash ci/loop.sh
