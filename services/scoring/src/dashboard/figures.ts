import type { Contract } from '@zhishou/rules/contract/contract.types';
import { formatFraction, type Fraction } from '@zhishou/rules/fraction';
import { groupBy } from '@zhishou/rules/group-by';
import { type Month, monthOf } from '@zhishou/rules/month';
import { repeatsOf } from '@zhishou/rules/score/repeats';
import { scoreContractOf } from '@zhishou/rules/score/score-contract';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import { UNLISTED } from '@zhishou/platform/document/ticket.words';
import type { KnownFault } from '../document/known-faults.js';
import { isMajor, KINDS } from '../document/month-of-faults.js';
import {
  allTogether,
  type Available,
  overMonths,
  subsystemAvailability,
} from '../document/subsystem-availability.js';
import { meanOf, type Timeliness, timeliness, together } from '../document/timeliness.js';

/** Plain data, as a thread hands it over: rates are exact, `"29/30"`. */
export interface Figures {
  months: MonthFigures[];
  clocks: Record<ClockKind, ClockFigures>;
  subsystems: { name: string; units: number; rate: string }[];
  causes: Share[];
  assets: Share[];
  vendors: Share[];
  /** the latest first */
  repeats: { ticketId: string; number: string; earlierId: string }[];
}

export interface MonthFigures {
  month: Month;
  reported: number;
  major: number;
  repeats: number;
  rates: Record<ClockKind, string | null>;
  availability: string;
}

/** Times in ms; null where nothing was met. */
export interface ClockFigures {
  met: number;
  late: number;
  rate: string | null;
  mean: number | null;
  median: number | null;
  p90: number | null;
  longest: number | null;
}

/** Faults of a kind. */
export interface Share {
  code: string;
  name: string;
  count: number;
}

/** Lines of a list that a screen shows. */
const MOST = 50;
const UNKNOWN = { code: '', name: '未查明' };
const NO_VENDOR = { code: '', name: '未注明' };
const NO_LIST = { code: '', name: UNLISTED };

/** What the faults of a contract come to in these months. @param now ms: what falls due later has not happened */
export function figuresOf(
  contract: Contract,
  known: readonly KnownFault[],
  { months, now }: { months: readonly Month[]; now: number },
): Figures {
  const reported = known.filter(({ fact }) => months.includes(monthOf(fact.reportedAt)));
  const repeats = repeatsAmong(contract, known).filter(({ month }) => months.includes(month));
  const by = KINDS.map((kind) => months.map(timeliness(contract, known, { kind, now })));
  const available = months.map((month) => subsystemAvailability(contract, known, { month, now }));
  const ofKind = <Value>(of: (index: number) => Value) =>
    Object.fromEntries(KINDS.map((kind, index) => [kind, of(index)])) as Record<ClockKind, Value>;
  return {
    months: months.map((month, at) => {
      const own = reported.filter(({ fact }) => monthOf(fact.reportedAt) === month);
      return {
        ...{ month, reported: own.length, major: own.filter(isMajor).length },
        repeats: repeats.filter((one) => one.month === month).length,
        rates: ofKind((index) => exact(by[index]![at]!.rate)),
        availability: formatFraction(allTogether(available[at]!).rate),
      };
    }),
    clocks: ofKind((index) => clockFigures(together(by[index]!))),
    subsystems: subsystemLines(available),
    ...sharesOf(contract, reported),
    repeats: repeats
      .map(({ ticketId, number, earlierId }) => ({ ticketId, number, earlierId }))
      .toReversed()
      .slice(0, MOST),
  };
}

const exact = (rate: Fraction | null): string | null => rate && formatFraction(rate);

const subsystemLines = (months: readonly Available[][]): Figures['subsystems'] => {
  const all = overMonths(months);
  return [...all, allTogether(all)].map(({ subsystem: name, units, rate }) => ({
    ...{ name, units, rate: formatFraction(rate) },
  }));
};

function clockFigures({ met, late, rate, took }: Timeliness): ClockFigures {
  const sorted = took.toSorted((a, b) => a - b);
  return {
    ...{ met, late, rate: exact(rate), mean: meanOf(sorted) },
    median: percentile(sorted, 50),
    p90: percentile(sorted, 90),
    longest: sorted.at(-1) ?? null,
  };
}

/** The least of them that so many percent do not exceed; null of nothing. */
export const percentile = (sorted: readonly number[], percent: number): number | null =>
  sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? null;

function repeatsAmong(contract: Contract, known: readonly KnownFault[]) {
  const numbers = new Map(known.map(({ ticket }) => [ticket.id, ticket.number]));
  return repeatsOf(
    scoreContractOf(contract),
    known.map(({ fact }) => fact),
  ).map(({ fault, earlier }) => ({
    ...{ ticketId: fault.id, number: numbers.get(fault.id)!, earlierId: earlier.id },
    month: monthOf(fault.reportedAt),
  }));
}

function sharesOf({ faultTypes, assets }: Contract, faults: readonly KnownFault[]) {
  const assetOf = ({ ticket }: KnownFault) => assets.find(({ code }) => code === ticket.assetCode);
  return {
    causes: shares(
      faults,
      ({ ticket }) => faultTypes.find(({ code }) => code === ticket.faultType) ?? UNKNOWN,
    ),
    assets: shares(faults, (fault) => assetOf(fault) ?? NO_LIST),
    vendors: shares(faults, (fault) => {
      const vendor = assetOf(fault)?.vendor;
      return vendor ? { code: vendor, name: vendor } : NO_VENDOR;
    }),
  };
}

/** The most frequent first. */
const shares = (
  faults: readonly KnownFault[],
  of: (fault: KnownFault) => { code: string; name: string },
): Share[] =>
  [...groupBy(faults.map(of), ({ code }) => code).values()]
    .map((members) => ({ code: members[0]!.code, name: members[0]!.name, count: members.length }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
    .slice(0, MOST);
