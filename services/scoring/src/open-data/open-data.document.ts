import type { OpenMonth } from '@zhishou/documents/open-month';
import { headOf } from '@zhishou/platform/document/contract-head';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { TicketNumbers } from '../document/ticket.numbers.js';
import type { ComputedSheet } from '../sheet/computed-sheet.js';
import type { OpenFacts } from './open-month.js';

export interface OpenedMonth {
  contract: Contract;
  facts: OpenFacts;
  /** the number of the last fact that counts */
  lastFact: number;
  computed: ComputedSheet;
}

/** A month's facts and its sheet as a spreadsheet prints them. @param now ms */
export async function openDocument(
  tickets: TicketNumbers,
  { contract, facts, lastFact, computed }: OpenedMonth,
  now: number,
): Promise<OpenMonth> {
  const numbers = await Promise.all(facts.faults.map(({ id }) => tickets.number(id)));
  return {
    ...facts,
    faults: facts.faults.map((fault, index) => ({ ...fault, ticket: numbers[index] ?? '' })),
    head: headOf(contract, now),
    basis: `截至第${lastFact}条事实`,
    items: computed.items.map(({ code, points }) => ({ code, points, title: contract.scores[code].title })),
    performance: computed.performance,
    service: computed.service,
  };
}

/** Lines of all its tables. */
export const linesOf = (open: OpenMonth): number =>
  [open.documents, open.plans, open.visits, open.calls, open.tasks, open.events, open.faults].reduce(
    (sum, rows) => sum + rows.length,
    open.clocks.length + open.outages.length,
  );
