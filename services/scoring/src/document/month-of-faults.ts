import { severityOf } from '@zhishou/platform/document/ticket.words';
import type {
  ClockTimeliness,
  SubsystemAvailability,
  UnrepairedFault,
} from '@zhishou/documents/maintenance-report.rows';
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
import { type KnownFault, repairText } from './known-faults.js';
import type { Available } from './subsystem-availability.js';
import { meanOf, type Timeliness, timeliness } from './timeliness.js';

const HOUR_MS = 3_600_000;

/** The three clocks, in their order. */
export const KINDS: readonly ClockKind[] = ['RESPONSE', 'ONSITE', 'RESOLVE'];

export const isMajor = ({ ticket }: KnownFault): boolean => ticket.severity === 'MAJOR';

/** Repeats that were reported in the month (item P7). */
export function repeatsIn(contract: Contract, known: readonly KnownFault[], month: Month): number {
  const facts = known.map(({ fact }) => fact);
  const repeats = repeatsOf(scoreContractOf(contract), facts);
  return repeats.filter(({ fault }) => monthOf(fault.reportedAt) === month).length;
}

/** The contract's months up to this one. */
export const monthsUpTo = (contract: Contract, last: Month): Month[] =>
  contractMonths(contract).filter((month) => month <= last);

/** The rates of the contract's months up to this one. @param now ms */
export function trendOf(
  contract: Contract,
  known: readonly KnownFault[],
  { month, now }: { month: Month; now: number },
) {
  const months = monthsUpTo(contract, month);
  const lines = KINDS.map((kind) => {
    const by = timeliness(contract, known, { kind, now });
    const rates = months.map((one) => by(one).rate);
    return { name: words.CLOCKS[kind], percents: rates.map((rate) => rate && cutPercent(rate)) };
  });
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
  severity: severityOf(contract, ticket),
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

/** A clock's outcomes as a table says them. */
export function clockLine(kind: ClockKind, { met, late, rate, took }: Timeliness): ClockTimeliness {
  const mean = meanOf(took);
  return {
    ...{ clock: words.CLOCKS[kind], met, late },
    rate: rate === null ? '—' : words.percentOf(rate),
    mean: mean === null ? '—' : words.durationOf(mean),
  };
}

export const availableLine = ({ subsystem, units, time, rate }: Available): SubsystemAvailability => ({
  subsystem,
  units,
  downHours: (Math.floor((time.down * 10) / HOUR_MS) / 10).toString(),
  rate: words.percentOf(rate),
});

/** What the faults taught, as it was filed with their repairs. */
export const lessonsOf = (faults: readonly KnownFault[]): string =>
  faults
    .map((fault) => ({ number: fault.ticket.number, said: repairText(fault, 'lessons') }))
    .filter(({ said }) => said !== '')
    .map(({ number, said }, index) => `${index + 1}．${said}（工单${number}）`)
    .join('\n');
