#!/bin/sh
# Temporal keeps its own two databases, under a role that owns nothing else.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set password="$TEMPORAL_DB_PASSWORD" <<'SQL'
create role temporal login createdb password :'password';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
SQL
