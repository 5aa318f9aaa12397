/** Everything the task queue `inspections` runs; the bundle is built from here. */
export { inspectionCycle, openInspectionCycles } from './inspection/cycle.workflow.js';
export { hazard } from './inspection/hazard.workflow.js';
export { majorFaultReview } from './inspection/review.workflow.js';
export { measure } from './inspection/measure.workflow.js';
export { reconcile as reconcileInspections } from './reconciliation/reconciliation.workflow.js';
export { visit } from './inspection/visit.workflow.js';
