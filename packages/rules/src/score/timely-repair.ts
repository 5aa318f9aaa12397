import { fraction, type Fraction } from '../fraction.js';
import { type Month, monthOf } from '../month.js';
import { countedIn } from './counted-month.js';
import type { FaultFact } from './facts.types.js';
import type { Evidence } from './item.types.js';
import { breachOf, passedRound, repairInstant, resolveClock } from './resolve-clock.js';
import type { ScoreContract } from './score-contract.js';
import { severityCounts } from './severity.js';

export interface TimelyRepair {
  met: number;
  breached: number;
  /** met ÷ (met + breached); null when there was none */
  rate: Fraction | null;
  /** the faults that were late */
  evidence: Evidence[];
  /** every fault of the two numbers, by its row */
  counted: string[];
}

/** Of a fault that was repaired in time, or is late: when that was decided. */
export interface RepairOutcome {
  fault: FaultFact;
  /** ms */
  at: number;
  late: boolean;
}

/**
 * P5 (附件二 二、1（二）（1）; domain §6): met by the repair of the round that passed, in the month of that repair;
 * breached once, at its instant, repaired or not; in neither before.
 * @param asOf a breach at this instant or later has not happened, ms
 */
export const timelyRepair = (
  contract: ScoreContract,
  sheet: Month,
  faults: readonly FaultFact[],
  asOf: number,
): TimelyRepair => timelyRepairOf(repairOutcomes(contract, faults, asOf), sheet);

/** What became of every fault that counts, in whichever month. */
export const repairOutcomes = (
  contract: ScoreContract,
  faults: readonly FaultFact[],
  asOf: number,
): RepairOutcome[] =>
  faults.flatMap((fault) => {
    if (!severityCounts(fault, contract.choices)) return [];
    const outcome = outcomeOf(fault, contract, asOf);
    return outcome ? [{ fault, ...outcome }] : [];
  });

/** Of these, what the sheet of a month counts. */
export function timelyRepairOf(outcomes: readonly RepairOutcome[], sheet: Month): TimelyRepair {
  const counted = outcomes.filter(({ fault, at }) => countedIn(sheet, monthOf(at), fault.countIn.P5));
  const inTime = counted.filter(({ late }) => !late).map(({ fault }) => fault);
  const late = counted.filter((one) => one.late).map(({ fault }) => fault);
  const [met, breached] = [inTime, late].map(countOf) as [number, number];
  return {
    met,
    breached,
    rate: met + breached === 0 ? null : fraction(met, met + breached),
    evidence: late.map(({ id }) => ({ kind: 'FAULT', id })),
    counted: [...inTime, ...late].map(({ id }) => id),
  };
}

const countOf = (faults: readonly FaultFact[]): number =>
  faults.reduce((count, { copies }) => count + copies, 0);

function outcomeOf(fault: FaultFact, contract: ScoreContract, asOf: number) {
  const clock = resolveClock(fault, contract);
  if (clock === null) return null;
  const breachedAt = breachOf(clock);
  if (breachedAt !== null && breachedAt < asOf) return { at: breachedAt, late: true };
  const passed = passedRound(fault);
  if (passed === null || passed.testedAt === null) return null;
  const at = contract.choices['p5.month'] === 'passed' ? passed.testedAt : repairInstant(passed, contract);
  return { at, late: false };
}
