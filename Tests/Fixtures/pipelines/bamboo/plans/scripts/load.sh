#!/bin/sh
k6 run load.js
