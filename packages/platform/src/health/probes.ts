import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Broker } from '../kafka/kafka.js';
import type { TemporalLink } from '../temporal/client.js';
import { BROKER } from '../tokens.js';
import type { Probe } from './health.js';

/** What every service with the chassis module works with: its database, without which it can do nothing, and Kafka. */
export function chassisProbes(app: INestApplicationContext): Probe[] {
  const dataSource = app.get(DataSource);
  const broker = app.get<Broker>(BROKER);
  return [
    { name: 'postgres', check: () => dataSource.query('SELECT 1') },
    { name: 'kafka', check: () => broker.ping(), optional: true },
  ];
}

export function temporalProbe(temporal: TemporalLink): Probe {
  return { name: 'temporal', check: () => temporal.ping(), optional: true };
}
