import type { ReportedMatter } from '@zhishou/documents/bulletin';
import type { TicketSnapshot } from '@zhishou/messages/events';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { monthOf, type Month, shiftMonth } from '@zhishou/rules/month';
import { isWithdrawn } from '@zhishou/rules/ticket-life';
import type { EntityManager } from 'typeorm';
import { LAST_TICKETS } from '../fact/known-facts.js';

type Matter = Pick<TicketSnapshot, 'kind' | 'severity' | 'state' | 'reportedAt'>;

/** What was reported on the hotline in a month and in the one before, by kind. */
export async function hotlineMatters(
  manager: EntityManager,
  { id, severities }: Contract,
  month: Month,
): Promise<ReportedMatter[]> {
  const told = await manager.query<Matter[]>(
    `SELECT ticket ->> 'kind' AS kind, ticket ->> 'severity' AS severity, ticket ->> 'state' AS state,
            ticket ->> 'reportedAt' AS "reportedAt"
     FROM (${LAST_TICKETS}) AS last`,
    [id],
  );
  const matters = told.filter(({ state }) => !isWithdrawn(state));
  const nameOf = (code: string) => severities.find((one) => one.code === code)?.name ?? code;
  const isFault = (severity: string) => (one: Matter) => one.kind === 'FAULT' && one.severity === severity;
  const kinds: [name: string, is: (one: Matter) => boolean][] = [
    [nameOf('MAJOR'), isFault('MAJOR')],
    [nameOf('GENERAL'), isFault('GENERAL')],
    [nameOf('CONSULTATION'), ({ kind }) => kind === 'CONSULTATION'],
    ['其他事项', ({ kind }) => kind === 'OTHER'],
  ];
  return kinds.map(([kind, is]) => {
    const countIn = (wanted: Month) =>
      matters.filter((one) => is(one) && monthOf(Date.parse(one.reportedAt)) === wanted).length;
    return { kind, count: countIn(month), before: countIn(shiftMonth(month, -1)) };
  });
}
