#!/usr/bin/env bash
shellcheck ci/*.sh
