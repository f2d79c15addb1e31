#!/bin/sh
make -C app docs
shellcheck ci/*.sh
