#!/bin/sh
az account show
