/** Everything the task queue `tickets` runs; the bundle is built from here. */
export { consultation, fault, otherMatter } from './ticket/ticket.workflow.js';
