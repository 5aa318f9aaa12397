import 'reflect-metadata';
import { runService } from '@zhishou/platform/service';
import { TicketsModule } from './tickets.module.js';
import { processProbes } from '@zhishou/platform/process/process.probes';

await runService({ name: 'tickets', module: TicketsModule, probes: processProbes });
