import type { INestApplicationContext } from '@nestjs/common';
import type { Probe } from '@zhishou/platform/health/health';
import { chassisProbes, temporalProbe } from '@zhishou/platform/health/probes';
import { TEMPORAL, type TemporalLink } from '@zhishou/platform/temporal/client';

/** What is asked is answered while PostgreSQL is there; a step needs Temporal. */
export const scoringProbes = (app: INestApplicationContext): Probe[] => [
  ...chassisProbes(app),
  temporalProbe(app.get<TemporalLink>(TEMPORAL)),
];
