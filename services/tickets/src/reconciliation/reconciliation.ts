import type { Client } from '@temporalio/client';
import type { Logger } from '@zhishou/platform/log';
import type { DataSource } from 'typeorm';
import { ProcessStarter } from '@zhishou/platform/process/process.starter';
import { StepUpdates } from '@zhishou/platform/process/step.updates';
import { Comparison } from './comparison.js';
import { DriftStore } from './drift.store.js';
import { Mender } from './mender.js';
import { Reconciler } from './reconciler.js';
import { RunningProcesses } from './running-processes.js';

/** Everything that compares this database with that Temporal, wired. */
export function createReconciliation(db: DataSource, temporal: Client, log: Logger) {
  const comparison = new Comparison(db, new RunningProcesses(temporal));
  const store = new DriftStore(db);
  const starter = new ProcessStarter(db, temporal, log);
  const mender = new Mender(starter, new StepUpdates(db, temporal, starter));
  return { comparison, store, reconciler: new Reconciler(comparison, store, mender, log) };
}
