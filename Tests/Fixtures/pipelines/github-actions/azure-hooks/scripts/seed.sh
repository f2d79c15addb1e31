#!/bin/sh
npm run seed
