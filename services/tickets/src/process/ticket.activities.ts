import type { ProcessActivities } from '@zhishou/messages/case-process';
import type { TicketStep } from '@zhishou/rules/ticket-case';
import { runInContext } from '@zhishou/platform/context';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Logger } from '@zhishou/platform/log';
import type { DataSource } from 'typeorm';
import type { ContractStore } from '../contract/contract.store.js';
import { claimMarks } from './claim-marks.js';
import { recordTransition } from './record-transition.js';

/** All that a ticket's process may do to the world. A step is logged under the request that asked for it. */
export const ticketActivities = (
  db: DataSource,
  contracts: ContractStore,
  log: Logger,
): ProcessActivities<TicketStep> => ({
  recordTransition: (input) =>
    runInContext({ requestId: input.requestId, address: input.by.address ?? '' }, async () => {
      const recorded = await inTransaction(db, (manager) => recordTransition(manager, contracts, input));
      log.info({ ticketId: input.caseId, step: input.step.action, version: input.version }, 'step recorded');
      return recorded;
    }),
  claimMarks: async (input) => {
    const claimed = await claimMarks(db, contracts, input);
    log.info({ ticketId: input.caseId, marks: claimed.settled }, 'marks told');
    return claimed;
  },
});
