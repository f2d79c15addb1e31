#!/bin/bash
helm upgrade app ./chart --set canary=$1
