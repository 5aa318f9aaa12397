import 'reflect-metadata';
import { runService } from '@zhishou/platform/service';
import { TicketsModule } from './tickets.module.js';
import { ticketsProbes } from './tickets.probes.js';

await runService({ name: 'tickets', module: TicketsModule, probes: ticketsProbes });
