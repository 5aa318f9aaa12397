import { TICKET_STEP_EVENTS, type TicketEventData } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type { CaseRecording } from '@zhishou/platform/process/recording';
import type { TicketCase, TicketStep } from '@zhishou/rules/ticket-case';
import type { ContractStore } from '@zhishou/platform/contract/contract.store';
import type { Ticket } from '../ticket/ticket.entity.js';
import { filedColumns, processColumns, writeClocks } from './projection.js';
import { applyStepEffects } from './step-effects.js';
import { tellMarks } from './tell-marks.js';
import { ticketSnapshot } from './ticket-snapshot.js';
import { TICKETS } from './ticket.table.js';

/** What a step or a mark of a ticket brings about. */
export const ticketRecording = (contracts: ContractStore): CaseRecording<Ticket, TicketCase, TicketStep> => ({
  table: TICKETS,
  columns: (after, input) => ({ ...processColumns(after), ...filedColumns(input) }),
  roundOf: ({ round }) => round,
  audited,
  event: {
    topic: TOPICS.tickets,
    types: TICKET_STEP_EVENTS,
    snapshot: async (ticket, at, manager): Promise<Pick<TicketEventData, 'ticket'>> => {
      const contract = await contracts.byVersion(ticket.contractVersion, manager);
      return { ticket: ticketSnapshot(ticket, contract, at) };
    },
  },
  project: (manager, { after, at }) => writeClocks(manager, after.process, at),
  effects: async (manager, change) => {
    const contract = await contracts.byVersion(change.after.contractVersion, manager);
    await applyStepEffects(manager, contract, change);
  },
  reached: async (manager, ticket, marks, now) => {
    const contract = await contracts.byVersion(ticket.contractVersion, manager);
    await tellMarks(manager, { ticket, contract, now }, marks);
  },
});

const audited = (ticket: Ticket) => ({
  state: ticket.state,
  round: ticket.round,
  version: ticket.version,
  severity: ticket.severity,
  coverage: ticket.coverage,
  assigneeId: ticket.assigneeId,
  faultType: ticket.faultType,
  startedAt: ticket.startedAt,
  acceptedAt: ticket.acceptedAt,
  repairedAt: ticket.repairedAt,
  closedAt: ticket.closedAt,
  affectedAssets: ticket.process.affected,
});
