import 'reflect-metadata';
import { reconcile } from '@zhishou/platform/process/reconciliation/reconcile.command';
import { TICKETS } from './process/ticket.table.js';
import { ticketsDatabase } from './tickets.database.js';

await reconcile(ticketsDatabase(), [TICKETS]);
