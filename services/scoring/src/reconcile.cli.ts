import 'reflect-metadata';
import { reconcile } from '@zhishou/platform/process/reconciliation/reconcile.command';
import { database } from './database.js';
import { SHEETS } from './sheet/sheet.table.js';

await reconcile(database(), [SHEETS]);
