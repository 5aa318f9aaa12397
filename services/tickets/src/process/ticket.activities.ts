import type { TicketActivities } from '@zhishou/messages/ticket-workflow';
import type { DataSource } from 'typeorm';
import type { ContractStore } from '../contract/contract.store.js';
import { claimMarks } from './claim-marks.js';
import { recordTransition } from './record-transition.js';

/** All that a ticket's process may do to the world. */
export const ticketActivities = (db: DataSource, contracts: ContractStore): TicketActivities => ({
  recordTransition: (input) => db.transaction((manager) => recordTransition(manager, contracts, input)),
  claimMarks: (input) => claimMarks(db, contracts, input),
});
