/** Everything the task queue `tickets` runs; the bundle is built from here. */
export { reconcile as reconcileTickets } from './reconciliation/reconciliation.workflow.js';
export { consultation, fault, otherMatter } from './ticket/ticket.workflow.js';
