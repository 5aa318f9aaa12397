import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { Logger } from '../../log.js';
import type { AnyCaseTable } from '../case-table.js';
import { ProcessStarter } from '../process.starter.js';
import { StepUpdates } from '../step.updates.js';
import { Comparison } from './comparison.js';
import { DriftStore } from './drift.store.js';
import { Mender } from './mender.js';
import { Reconciler } from './reconciler.js';
import { RunningProcesses } from './running-processes.js';

export type Reconciliation = ReturnType<typeof createReconciliation>;

/** Everything that compares these kinds of case in this database with that Temporal, wired. */
export function createReconciliation(
  db: DataSource,
  temporal: Client,
  tables: readonly AnyCaseTable[],
  log: Logger,
) {
  const comparison = new Comparison(db, new RunningProcesses(temporal));
  const store = new DriftStore(db);
  const starter = new ProcessStarter(db, temporal, log);
  const mender = new Mender(starter, new StepUpdates(db, temporal, starter));
  const reconciler = new Reconciler(tables, comparison, store, mender, log);
  return { tables, comparison, store, reconciler };
}
