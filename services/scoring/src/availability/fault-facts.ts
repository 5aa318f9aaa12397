import type { SnapshotSpan, TicketSnapshot } from '@zhishou/messages/events';
import type { FaultFacts } from '@zhishou/rules/availability';
import type { AffectedUnits, OpenSpan } from '@zhishou/rules/ticket-case';
import { instant } from '../instant.js';

const span = ({ from, to }: SnapshotSpan): OpenSpan => ({ from: Date.parse(from), to: instant(to) });

/** What availability asks of a ticket as it last stood. A repair that failed its test is not in it any more. */
export const faultFactsOf = (ticket: TicketSnapshot): FaultFacts => ({
  kind: ticket.kind,
  severity: ticket.severity,
  state: ticket.state,
  coverage: ticket.coverage,
  startedAt: Date.parse(ticket.startedAt),
  repairedAt: instant(ticket.repairedAt),
  closedAt: instant(ticket.closedAt),
  pauses: ticket.pauseSpans.map(span),
  carrier: ticket.carrierSpans.map(span),
  down: downWith(ticket),
});

/** What the supervisor adds about the equipment that was reported is the later word on it. */
export function downWith(ticket: TicketSnapshot): AffectedUnits[] {
  const { assetCode, unitsAffected, unitNumbers, affectedAssets } = ticket;
  if (assetCode === null || affectedAssets.some((asset) => asset.assetCode === assetCode))
    return affectedAssets;
  return [{ assetCode, unitsAffected, unitNumbers }, ...affectedAssets];
}
