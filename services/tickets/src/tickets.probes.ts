import type { INestApplicationContext } from '@nestjs/common';
import type { Probe } from '@zhishou/platform/health/health';
import { chassisProbes, temporalProbe } from '@zhishou/platform/health/probes';
import { TEMPORAL, type TemporalLink } from '@zhishou/platform/temporal/client';

/** A report is taken while PostgreSQL is there. */
export const ticketsProbes = (app: INestApplicationContext): Probe[] => [
  ...chassisProbes(app),
  temporalProbe(app.get<TemporalLink>(TEMPORAL)),
];
