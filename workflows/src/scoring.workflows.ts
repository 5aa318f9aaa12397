/** Everything the task queue `scoring` runs; the bundle is built from here. */
export { openScores, scoreSheet } from './score/sheet.workflow.js';
export { instalment, settlement } from './score/settlement.workflow.js';
export { reconcile as reconcileScoring } from './reconciliation/reconciliation.workflow.js';
