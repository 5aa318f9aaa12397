#!/bin/sh
# Brings Temporal's two databases to the schema of this server version; safe to run again, as on an upgrade.
set -eu
schema=/etc/temporal/schema/postgresql/v12
for part in temporal:temporal temporal_visibility:visibility; do
  database=${part%%:*}
  # An existing schema refuses to be set up once more; the update then starts from the version it has.
  temporal-sql-tool --db "$database" setup-schema -v 0.0 || true
  temporal-sql-tool --db "$database" update-schema -d "$schema/${part##*:}/versioned"
done
