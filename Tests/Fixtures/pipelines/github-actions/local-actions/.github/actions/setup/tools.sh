#!/bin/sh
npm install --global pnpm
