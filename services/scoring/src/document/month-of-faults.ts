import type { UnrepairedFault } from '@zhishou/documents/maintenance-report.rows';
import type { NameOf } from '@zhishou/platform/people/names';
import { contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { cutPercent } from '@zhishou/rules/fraction';
import { groupBy } from '@zhishou/rules/group-by';
import { monthBounds, monthOf, type Month } from '@zhishou/rules/month';
import { repeatsOf } from '@zhishou/rules/score/repeats';
import { scoreContractOf } from '@zhishou/rules/score/score-contract';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import { instant } from '../instant.js';
import * as words from './fault.words.js';
import type { KnownFault } from './known-faults.js';
import { timeliness } from './timeliness.js';

/** The three clocks, in their order. */
export const KINDS: readonly ClockKind[] = ['RESPONSE', 'ONSITE', 'RESOLVE'];

export const isMajor = ({ ticket }: KnownFault): boolean => ticket.severity === 'MAJOR';

/** Repeats that were reported in the month (item P7). */
export function repeatsIn(contract: Contract, known: readonly KnownFault[], month: Month): number {
  const facts = known.map(({ fact }) => fact);
  const repeats = repeatsOf(scoreContractOf(contract), facts);
  return repeats.filter(({ fault }) => monthOf(fault.reportedAt) === month).length;
}

/** The rates of the contract's months up to this one. @param now ms */
export function trendOf(
  contract: Contract,
  known: readonly KnownFault[],
  { month, now }: { month: Month; now: number },
) {
  const months = contractMonths(contract).filter((one) => one <= month);
  const percent = (kind: ClockKind, one: Month) => {
    const { rate } = timeliness(contract, known, { kind, month: one, now });
    return rate && cutPercent(rate);
  };
  const lines = KINDS.map((kind) => ({
    name: words.CLOCKS[kind],
    percents: months.map((one) => percent(kind, one)),
  }));
  return { months, lines };
}

/** Not repaired when the month ended, or not yet. */
export function unrepairedIn(month: Month, atHand: readonly KnownFault[]): KnownFault[] {
  const { to } = monthBounds(month);
  return atHand.filter(({ ticket }) => (instant(ticket.repairedAt ?? ticket.closedAt) ?? Infinity) >= to);
}

export const unrepairedLine = (
  contract: Contract,
  { ticket, fact }: KnownFault,
  nameOf: NameOf,
): UnrepairedFault => ({
  ticket: ticket.number,
  equipment: words.equipmentOf(ticket),
  severity: words.severityOf(contract, ticket),
  reportedAt: fact.reportedAt,
  followUp: words.followUpOf(ticket, nameOf(ticket.assigneeId)),
});

/** The most frequent first; what is not known yet is left out. */
export function causesOf(
  contract: Contract,
  faults: readonly KnownFault[],
): { name: string; value: number }[] {
  const types = groupBy(
    faults.filter(({ ticket }) => ticket.faultType !== null),
    ({ ticket }) => words.typeOf(contract, ticket),
  );
  return [...types]
    .map(([name, members]) => ({ name, value: members.length }))
    .sort((a, b) => b.value - a.value);
}
