#!/bin/sh
helm upgrade app ./chart --set "image.tag=${TAG:-$1}"
