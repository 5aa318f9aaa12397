import { runMigrations } from '@zhishou/platform/db/migrate';
import { database } from './database.js';

await runMigrations(database());
