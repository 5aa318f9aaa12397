import { decimal, fraction, multiply } from '../fraction.js';
import { groupBy } from '../group-by.js';
import { type Month, monthOf } from '../month.js';
import { type FaultTrace, isRepeatOf, type RepeatRule } from '../repeat-fault.js';
import { countedIn } from './counted-month.js';
import type { FaultFact } from './facts.types.js';
import type { Deduction } from './item.types.js';
import { passedRound } from './resolve-clock.js';
import type { ScoreContract } from './score-contract.js';
import { severityCounts } from './severity.js';

type Trace = FaultTrace & { fault: FaultFact; reportedAt: number; closedAt: number };

/** A fault and the one it repeats. */
export interface Repeat {
  fault: FaultFact;
  earlier: FaultFact;
}

/** P7 (附件二 二、1（二）（3）; domain §4): each fault that repeats another, in whichever month, with the one it repeats. */
export function repeatsOf(contract: ScoreContract, faults: readonly FaultFact[]): Repeat[] {
  const { choices } = contract;
  const rule = { windowDays: choices['repeat.windowDays'], match: choices['repeat.match'] };
  const units = new Map(contract.assets.map(({ code, quantity }) => [code, quantity]));
  const traces = faults.flatMap((fault) => traceOf(fault, units) ?? []);
  const places = traces.flatMap((trace) => placesOf(trace, rule).map((place) => ({ place, trace })));
  const closed = groupBy(places, ({ place }) => place);
  for (const group of closed.values()) group.sort((a, b) => inOrderOfClosing(a.trace, b.trace));
  return traces.flatMap((trace) => {
    if (!severityCounts(trace.fault, choices)) return [];
    const earlier = placesOf(trace, rule)
      .flatMap((place) => lastBefore(trace, closed.get(place) ?? []) ?? [])
      .filter((other) => isRepeatOf(other, trace, rule))
      .sort(inOrderOfClosing)
      .at(-1);
    return earlier ? [{ fault: trace.fault, earlier: earlier.fault }] : [];
  });
}

/** Of these, what the sheet of a month counts: those that were reported in it. @param each points of one */
export const repeatDeductionsOf = (repeats: readonly Repeat[], sheet: Month, each: number): Deduction[] =>
  repeats.flatMap(({ fault, earlier }) => {
    const counted = countedIn(sheet, monthOf(fault.reportedAt), fault.countIn.P7);
    if (!counted) return [];
    return [
      {
        points: multiply(decimal(each), fraction(fault.copies)),
        cause: 'REPEAT_FAULT',
        evidence: [earlier, fault].map(({ id }) => ({ kind: 'FAULT', id })),
        month: counted.late,
      },
    ];
  });

/** Null before the fault's type is known, for what is not covered, and for equipment without a code. */
function traceOf(fault: FaultFact, units: ReadonlyMap<string, number>): Trace | null {
  const closedAt = passedRound(fault)?.testedAt ?? null;
  const covered = fault.coverage !== null && fault.coverage !== 'NOT_COVERED';
  if (closedAt === null || !covered || fault.faultType === null || fault.asset === null) return null;
  const own = fault.down.find(({ assetCode }) => assetCode === fault.asset);
  const single = (units.get(fault.asset) ?? 0) <= 1 ? [1] : [];
  return {
    fault,
    assetCode: fault.asset,
    faultType: fault.faultType,
    units: own?.unitNumbers ?? single,
    reportedAt: fault.reportedAt,
    closedAt,
  };
}

/** Where a fault would be repeated: faults that share none repeat nothing of each other. */
function placesOf({ assetCode, faultType, units }: Trace, { match }: RepeatRule): string[] {
  const place = JSON.stringify([assetCode, faultType]);
  return match === 'asset' ? [place] : units.map((unit) => `${place} ${unit}`);
}

const inOrderOfClosing = (a: Trace, b: Trace): number =>
  a.closedAt - b.closedAt || (a.fault.id < b.fault.id ? -1 : 1);

/** The latest one closed by the report. @param closed of one place, in the order of closing */
function lastBefore(trace: Trace, closed: readonly { trace: Trace }[]): Trace | undefined {
  let low = 0;
  let high = closed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((closed[middle]?.trace.closedAt ?? Infinity) <= trace.reportedAt) low = middle + 1;
    else high = middle;
  }
  const last = closed[low - 1]?.trace;
  // one closed at the instant it was reported repeats not itself, but may its like
  return last === trace && trace.fault.copies === 1 ? closed[low - 2]?.trace : last;
}
