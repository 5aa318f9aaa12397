import { migrate } from '@zhishou/platform/db/migrate';
import { databaseOptions } from './database.js';

await migrate(databaseOptions());
