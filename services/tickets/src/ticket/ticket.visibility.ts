import type { Caller } from '@zhishou/platform/auth/caller';
import type { SelectQueryBuilder } from 'typeorm';
import type { Ticket } from './ticket.entity.js';

type Viewer = Pick<Caller, 'role' | 'personId'>;
type Owned = Pick<Ticket, 'reportedById' | 'assigneeId'>;

/** A reporter sees its own, an engineer what is assigned to it or to nobody yet, everybody else all (domain §2). */
export function maySee({ role, personId }: Viewer, ticket: Owned): boolean {
  if (role === 'BUREAU_REPORTER') return ticket.reportedById === personId;
  if (role === 'PROVIDER_ENGINEER') return ticket.assigneeId === null || ticket.assigneeId === personId;
  return true;
}

/** The same rule for a query whose tickets are called `ticket`. */
export function onlyVisible<T extends object>(
  query: SelectQueryBuilder<T>,
  { role, personId }: Viewer,
): void {
  if (role === 'BUREAU_REPORTER') query.andWhere('ticket.reportedById = :personId', { personId });
  if (role === 'PROVIDER_ENGINEER') {
    query.andWhere('(ticket.assigneeId IS NULL OR ticket.assigneeId = :personId)', { personId });
  }
}
