import { runMigrations } from '@zhishou/platform/db/migrate';
import { createLogger } from '@zhishou/platform/log';
import { databaseOptions } from './database.js';

const migrations = await runMigrations(databaseOptions());
createLogger('notifier').info({ migrations }, 'the schema is up to date');
