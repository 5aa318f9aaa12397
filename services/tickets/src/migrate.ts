import 'reflect-metadata';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { ticketsDatabase } from './tickets.database.js';

await runMigrations(ticketsDatabase());
