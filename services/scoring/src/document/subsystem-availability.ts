import { availabilityOf, outagesOf, type UnitTime, unitTimeOf } from '@zhishou/rules/availability';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { Fraction } from '@zhishou/rules/fraction';
import { groupBy } from '@zhishou/rules/group-by';
import { monthBounds, type Month } from '@zhishou/rules/month';
import { faultFactsOf } from '../availability/fault-facts.js';
import type { KnownFault } from './known-faults.js';

export interface Available {
  subsystem: string;
  /** in period at some time of the month */
  units: number;
  time: UnitTime;
  rate: Fraction;
}

/** Item P6 by subsystem, in the order of the lists; of a month not over the time so far. @param now ms */
export function subsystemAvailability(
  contract: Contract,
  faults: readonly KnownFault[],
  { month, now }: { month: Month; now: number },
): Available[] {
  const { assets, choices } = contract;
  const { from, to } = monthBounds(month);
  const window = { from, to: Math.max(from, Math.min(to, now)) };
  const outages = groupBy(
    faults.flatMap(({ ticket }) => outagesOf(faultFactsOf(ticket), choices)),
    ({ assetCode }) => assetCode,
  );
  const lines = assets.map((asset) => ({
    subsystem: asset.subsystemName ?? asset.listName,
    units: asset.quantity,
    time: unitTimeOf(asset, outages.get(asset.code) ?? [], window, choices),
  }));
  const inPeriod = lines.filter(({ time }) => time.inPeriod > 0);
  return [...groupBy(inPeriod, ({ subsystem }) => subsystem)].map(([subsystem, members]) =>
    summed(subsystem, members),
  );
}

/** By subsystem, of several months together. */
export const overMonths = (months: readonly Available[][]): Available[] =>
  [...groupBy(months.flat(), ({ subsystem }) => subsystem)].map(([subsystem, members]) => ({
    ...summed(subsystem, members),
    units: Math.max(...members.map(({ units }) => units)),
  }));

/** All of them together, each unit weighing alike. */
export const allTogether = (subsystems: readonly Omit<Available, 'rate'>[]): Available =>
  summed('合计', subsystems);

function summed(subsystem: string, members: readonly Omit<Available, 'rate'>[]): Available {
  const sum = (of: (one: Omit<Available, 'rate'>) => number): number =>
    members.reduce((total, one) => total + of(one), 0);
  const time = { down: sum((one) => one.time.down), inPeriod: sum((one) => one.time.inPeriod) };
  return { subsystem, units: sum(({ units }) => units), time, rate: availabilityOf(time) };
}
