import { readFileSync } from 'node:fs';
import type { KafkaConfig } from 'kafkajs';
import { readEnv } from '../env.js';

/** How a process shows Kafka who it is. */
export interface KafkaSecurity extends Pick<KafkaConfig, 'sasl' | 'ssl'> {
  /** whether the broker knows users; then topics and rights are made at deployment, by one who may */
  known: boolean;
}

/**
 * KAFKA_USERNAME with KAFKA_PASSWORD: SASL/SCRAM-SHA-512. KAFKA_CA_FILE: TLS to brokers whose certificates that
 * authority signed. None of them: as is right for a broker that listens to this machine alone.
 */
export function kafkaSecurity(): KafkaSecurity {
  return readEnv((env) => {
    const username = env.optionalText('KAFKA_USERNAME');
    const authority = env.optionalText('KAFKA_CA_FILE');
    return {
      known: username !== undefined,
      sasl: username
        ? { mechanism: 'scram-sha-512', username, password: env.secret('KAFKA_PASSWORD') }
        : undefined,
      ssl: authority ? { ca: [readFileSync(authority, 'utf8')] } : undefined,
    };
  });
}
