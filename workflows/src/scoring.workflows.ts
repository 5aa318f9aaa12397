/** Everything the task queue `scoring` runs; the bundle is built from here. */
export { openScoreSheets, scoreSheet } from './score/sheet.workflow.js';
export { reconcile as reconcileScoring } from './reconciliation/reconciliation.workflow.js';
