#!/bin/sh
# Makes the namespace the workers use; closed workflows stay for 30 days.
set -eu
temporal operator cluster health
temporal operator namespace describe -n default ||
  temporal operator namespace create -n default --retention 720h
temporal operator namespace update -n default --retention 720h
