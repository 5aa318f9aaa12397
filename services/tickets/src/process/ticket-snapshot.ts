import type { SnapshotSpan, TicketSnapshot } from '@zhishou/messages/events';
import { breachedAt } from '@zhishou/rules/clock';
import type { OpenSpan } from '@zhishou/rules/ticket-case';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { assetNameIn } from '../contract/asset-name.js';
import type { Ticket } from '../ticket/ticket.entity.js';

const iso = (at: Date | number | null): string | null => (at === null ? null : new Date(at).toISOString());

const snapshotSpan = ({ from, to }: OpenSpan): SnapshotSpan => ({
  from: new Date(from).toISOString(),
  to: iso(to),
});

/** The ticket's public state for an event; `now` (ms) decides which deadlines are past. */
export const ticketSnapshot = (ticket: Ticket, contract: Contract, now: number): TicketSnapshot => ({
  id: ticket.id,
  number: ticket.number,
  kind: ticket.kind,
  severity: ticket.severity,
  state: ticket.state,
  round: ticket.round,
  version: ticket.version,
  coverage: ticket.coverage,
  assetCode: ticket.assetCode,
  assetName: assetNameIn(contract, ticket.assetCode),
  unitsAffected: ticket.unitsAffected,
  unitNumbers: ticket.unitNumbers,
  faultType: ticket.faultType,
  reportedById: ticket.reportedById,
  assigneeId: ticket.assigneeId,
  reportedAt: ticket.reportedAt.toISOString(),
  startedAt: ticket.startedAt.toISOString(),
  acceptedAt: iso(ticket.acceptedAt),
  repairedAt: iso(ticket.repairedAt),
  closedAt: iso(ticket.closedAt),
  affectedAssets: ticket.process.affected,
  pauseSpans: ticket.process.pauses.map(snapshotSpan),
  carrierSpans: ticket.process.carrier.map(snapshotSpan),
  contractId: ticket.contractId,
  findingId: ticket.findingId,
  contractVersion: ticket.contractVersion,
  clocks: ticket.process.clocks.map((clock) => ({
    kind: clock.kind,
    metAt: iso(clock.metAt),
    breachedAt: iso(breachedAt(clock, now)),
    cancelledAt: iso(clock.cancelledAt),
  })),
});
