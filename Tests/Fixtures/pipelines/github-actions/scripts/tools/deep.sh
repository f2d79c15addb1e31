#!/bin/sh
../scripts/lint.sh
