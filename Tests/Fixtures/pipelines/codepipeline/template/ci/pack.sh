#!/bin/bash
tar czf shop.tgz dist
