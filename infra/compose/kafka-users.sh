#!/bin/sh
# Makes one Kafka user a service, or gives it the password of the environment anew.
set -eu
user() {
  /opt/kafka/bin/kafka-configs.sh --bootstrap-server 127.0.0.1:9094 --alter \
    --entity-type users --entity-name "$1" --add-config "SCRAM-SHA-512=[password=$2]" >/dev/null
}
user directory "$DIRECTORY_KAFKA_PASSWORD"
user tickets "$TICKETS_KAFKA_PASSWORD"
user inspections "$INSPECTIONS_KAFKA_PASSWORD"
user scoring "$SCORING_KAFKA_PASSWORD"
user notifier "$NOTIFIER_KAFKA_PASSWORD"
