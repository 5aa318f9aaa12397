import 'reflect-metadata';
import { chassisProbes, temporalProbe } from '@zhishou/platform/health/probes';
import { runService } from '@zhishou/platform/service';
import type { TemporalLink } from '@zhishou/platform/temporal/client';
import { TEMPORAL, TicketsModule } from './tickets.module.js';

await runService({
  name: 'tickets',
  module: TicketsModule,
  probes: (app) => [...chassisProbes(app), temporalProbe(app.get<TemporalLink>(TEMPORAL))],
});
