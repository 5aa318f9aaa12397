import { runMigrations } from '@zhishou/platform/db/migrate';
import { database } from './database.js';

const names = await runMigrations(database());
console.log(names.length === 0 ? 'inspections: nothing to migrate' : `inspections: ${names.join(', ')}`);
