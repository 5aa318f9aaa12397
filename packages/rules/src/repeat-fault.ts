import { DAY_MS } from './month.js';

/** What of a fault decides whether it is a repeat (附件二 二、1（二）（3）; domain §4). */
export interface FaultTrace {
  /** null: equipment that is in no list, which is never known to be the same */
  assetCode: string | null;
  /** that of the repair of the round that passed */
  faultType: string | null;
  /** the units known to be down, by number; of an asset with a single unit, that one */
  units: readonly number[];
}

export interface RepeatRule {
  windowDays: number;
  /** what has to be the same, beside the fault's type: the line of the equipment list, or the very unit */
  match: 'asset' | 'unit';
}

/**
 * Whether a fault reported at `reportedAt` repeats one closed at `closedAt` (ms): the same equipment, the same type,
 * within the window, its ends included. A report made before the other was closed is a double report, no repeat.
 */
export function isRepeatOf(
  earlier: FaultTrace & { closedAt: number },
  fault: FaultTrace & { reportedAt: number },
  rule: RepeatRule,
): boolean {
  return mayRepeat(earlier, fault, rule) && fault.faultType === earlier.faultType;
}

/** The same for a fault whose type is not known yet: it will be a repeat if it turns out to be of the same. */
export function mayRepeat(
  earlier: FaultTrace & { closedAt: number },
  fault: Omit<FaultTrace, 'faultType'> & { reportedAt: number },
  { windowDays, match }: RepeatRule,
): boolean {
  const since = fault.reportedAt - earlier.closedAt;
  if (since < 0 || since > windowDays * DAY_MS) return false;
  if (fault.assetCode === null || fault.assetCode !== earlier.assetCode) return false;
  if (earlier.faultType === null) return false;
  return match === 'asset' || fault.units.some((unit) => earlier.units.includes(unit));
}
