import { TICKET_STEP_EVENTS, type TicketEventData } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { CaseRecording, Change } from '@zhishou/platform/process/recording';
import type { TicketCase, TicketStep } from '@zhishou/rules/ticket-case';
import type { EntityManager } from 'typeorm';
import type { ContractStore } from '@zhishou/platform/contract/contract.store';
import type { Ticket } from '../ticket/ticket.entity.js';
import { filedColumns, processColumns, writeClocks } from './projection.js';
import { applyStepEffects } from './step-effects.js';
import { tellMarks } from './tell-marks.js';
import { ticketSnapshot } from './ticket-snapshot.js';
import { TICKETS } from './ticket.table.js';

export type TicketChange = Change<Ticket, TicketStep>;

/** What a step or a mark of a ticket brings about. */
export const ticketRecording = (contracts: ContractStore): CaseRecording<Ticket, TicketCase, TicketStep> => ({
  table: TICKETS,
  columns: (after, input) => ({ ...processColumns(after), ...filedColumns(input) }),
  roundOf: ({ round }) => round,
  audited,
  tell: async (manager, change) => {
    await Promise.all([
      writeClocks(manager, change.after.process, change.at),
      tellStep(manager, contracts, change),
    ]);
  },
  effects: async (manager, change) => {
    const contract = await contracts.byVersion(change.after.contractVersion, manager);
    await applyStepEffects(manager, contract, change);
  },
  reached: async (manager, ticket, marks, now) => {
    const contract = await contracts.byVersion(ticket.contractVersion, manager);
    await tellMarks(manager, { ticket, contract, now }, marks);
  },
});

async function tellStep(
  manager: EntityManager,
  contracts: ContractStore,
  { after, input, at }: TicketChange,
): Promise<void> {
  const contract = await contracts.byVersion(after.contractVersion, manager);
  const data: TicketEventData = {
    ticket: ticketSnapshot(after, contract, at),
    step: { ...input.step, ...input.details },
    by: { id: input.by.id, role: input.by.role },
  };
  await appendEvent(manager, {
    topic: TOPICS.tickets,
    type: TICKET_STEP_EVENTS[input.step.action],
    subject: after.id,
    time: new Date(at),
    requestId: input.requestId,
    data,
  });
}

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
