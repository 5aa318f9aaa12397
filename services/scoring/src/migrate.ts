import { migrate } from '@zhishou/platform/db/migrate';
import { database } from './database.js';

await migrate(database());
