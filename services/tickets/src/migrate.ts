import 'reflect-metadata';
import { migrate } from '@zhishou/platform/db/migrate';
import { ticketsDatabase } from './tickets.database.js';

await migrate(ticketsDatabase());
