#!/bin/bash
npm ci
npm test -- "$1"
