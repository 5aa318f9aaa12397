import type { INestApplicationContext } from '@nestjs/common';
import type { Probe } from '../health/health.js';
import { chassisProbes, temporalProbe } from '../health/probes.js';
import { TEMPORAL, type TemporalLink } from '../temporal/client.js';

/**
 * Of a service whose cases workflows carry: what is asked is answered, and what only PostgreSQL takes is taken, while
 * PostgreSQL is there; a step needs Temporal.
 */
export const processProbes = (app: INestApplicationContext): Probe[] => [
  ...chassisProbes(app),
  temporalProbe(app.get<TemporalLink>(TEMPORAL)),
];
