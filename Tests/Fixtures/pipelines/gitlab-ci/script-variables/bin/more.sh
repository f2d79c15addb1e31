#!/bin/sh
make more
