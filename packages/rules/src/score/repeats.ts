import { fraction } from '../fraction.js';
import { groupBy } from '../group-by.js';
import { DAY_MS, type Month, monthOf } from '../month.js';
import { type FaultTrace, isRepeatOf } from '../repeat-fault.js';
import { countedIn } from './counted-month.js';
import type { FaultFact } from './facts.types.js';
import type { Deduction } from './item.types.js';
import { passedRound } from './resolve-clock.js';
import type { ScoreContract } from './score-contract.js';
import { severityCounts } from './severity.js';

type Trace = FaultTrace & { fault: FaultFact; reportedAt: number; closedAt: number };

/** P7 (附件二 二、1（二）（3）; domain §4): each repeat, in the month it was reported, with the fault it repeats. */
export function repeatDeductions(
  contract: ScoreContract,
  sheet: Month,
  faults: readonly FaultFact[],
): Deduction[] {
  const units = new Map(contract.assets.map(({ code, quantity }) => [code, quantity]));
  const traces = faults.flatMap((fault) => traceOf(fault, units) ?? []);
  const alike = groupBy(traces, ({ assetCode, faultType }) => `${assetCode} ${faultType}`);
  for (const group of alike.values()) group.sort((a, b) => a.closedAt - b.closedAt);
  return traces.flatMap((trace) => {
    const counted = countedIn(sheet, monthOf(trace.reportedAt), trace.fault.countIn.P7);
    if (!counted || !severityCounts(trace.fault, contract.choices)) return [];
    const earlier = repeated(trace, alike.get(`${trace.assetCode} ${trace.faultType}`) ?? [], contract);
    if (!earlier) return [];
    return [
      {
        points: fraction(contract.points.P7.each * trace.fault.copies),
        cause: 'REPEAT_FAULT',
        evidence: [earlier, trace].map(({ fault }) => ({ kind: 'FAULT', id: fault.id })),
        month: counted.late,
      },
    ];
  });
}

/** Null before the fault's type is known, and for equipment of no list. */
function traceOf(fault: FaultFact, units: ReadonlyMap<string, number>): Trace | null {
  const closedAt = passedRound(fault)?.testedAt ?? null;
  if (closedAt === null || fault.faultType === null || fault.asset === null) return null;
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

/** The latest one closed that it repeats. @param closed of the same asset and type, in the order of closing */
function repeated(trace: Trace, closed: readonly Trace[], { choices }: ScoreContract): Trace | undefined {
  const rule = { windowDays: choices['repeat.windowDays'], match: choices['repeat.match'] };
  const from = trace.reportedAt - rule.windowDays * DAY_MS;
  for (let index = lastClosedBy(trace.reportedAt, closed); index >= 0; index--) {
    const other = closed[index];
    if (!other || other.closedAt < from) return undefined;
    if (other !== trace && isRepeatOf(other, trace, rule)) return other;
  }
  return undefined;
}

/** The index of the last one closed at the instant or before; −1: none. */
function lastClosedBy(instant: number, closed: readonly Trace[]): number {
  let low = 0;
  let high = closed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((closed[middle]?.closedAt ?? Infinity) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
