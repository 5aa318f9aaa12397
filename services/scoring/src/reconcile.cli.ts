import 'reflect-metadata';
import { reconcile } from '@zhishou/platform/process/reconciliation/reconcile.command';
import { database } from './database.js';
import { INSTALMENTS } from './instalment/instalment.table.js';
import { SETTLEMENTS } from './settlement/settlement.table.js';
import { SHEETS } from './sheet/sheet.table.js';

await reconcile(database(), [SHEETS, SETTLEMENTS, INSTALMENTS]);
