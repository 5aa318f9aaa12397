import { migrate } from '@zhishou/platform/db/migrate';
import { inspectionsDatabase } from './inspections.database.js';

await migrate(inspectionsDatabase());
