import { badInput } from '@zhishou/platform/errors';
import { assertId } from '@zhishou/platform/ids';
import { folded } from '@zhishou/rules/folded';
import type { SelectQueryBuilder } from 'typeorm';
import { clockConditions, hasClock, MISSED } from './clock.filter.js';
import type { Ticket } from './ticket.entity.js';
import type { TicketFilter } from './ticket.inputs.js';

/**
 * Leaves of the tickets of `query` those that are asked for.
 * @throws UserError BAD_USER_INPUT for what is no id of a person, or a time that ends before it begins
 */
export function narrow(query: SelectQueryBuilder<Ticket>, filter: TicketFilter): void {
  narrowByColumns(query, filter);
  narrowByReport(query, filter);
  const { breached, clock, text } = filter;
  if (breached) query.andWhere(hasClock(['clock.kind = :breached', MISSED]), { breached });
  if (clock) {
    const { conditions, parameters } = clockConditions(clock);
    query.andWhere(hasClock(conditions), parameters);
  }
  if (text) query.andWhere(HAS_WORDS, { text });
}

// as the contract in force writes the code; equipment that has left it is found as it was written then
const IS_OF_ASSET =
  'ticket.assetCode = coalesce((SELECT asset.code FROM asset WHERE asset.code_key = :assetKey), :assetCode)';

// the index finds those that have all pairs of characters, the rest sees that they stand together
const HAS_WORDS = `ticket.id IN (
  SELECT ticket_id FROM ticket_words
  WHERE grams(words) @> grams_to_find(folded(:text)) AND position(folded(:text) IN words) > 0)`;

function narrowByColumns(query: SelectQueryBuilder<Ticket>, filter: TicketFilter): void {
  const { states, kind, severity, assetCode, assigneeId, unassigned } = filter;
  if (states?.length) query.andWhere('ticket.state IN (:...states)', { states });
  if (kind) query.andWhere('ticket.kind = :kind', { kind });
  if (severity) query.andWhere('ticket.severity = :severity', { severity });
  if (assetCode) query.andWhere(IS_OF_ASSET, { assetCode, assetKey: folded(assetCode) });
  if (unassigned != null) query.andWhere(`ticket.assigneeId IS ${unassigned ? '' : 'NOT '}NULL`);
  if (assigneeId != null) {
    query.andWhere('ticket.assigneeId = :assigneeId', {
      assigneeId: assertId('psn', assigneeId, 'assigneeId'),
    });
  }
}

function narrowByReport(query: SelectQueryBuilder<Ticket>, filter: TicketFilter): void {
  const { reportedById, reportedFrom, reportedTo } = filter;
  if (reportedFrom && reportedTo && reportedTo < reportedFrom) {
    throw badInput([{ path: 'reportedTo', message: 'lies before reportedFrom' }]);
  }
  if (reportedById != null) {
    query.andWhere('ticket.reportedById = :reportedById', {
      reportedById: assertId('psn', reportedById, 'reportedById'),
    });
  }
  if (reportedFrom) query.andWhere('ticket.reportedAt >= :reportedFrom', { reportedFrom });
  if (reportedTo) query.andWhere('ticket.reportedAt < :reportedTo', { reportedTo });
}
