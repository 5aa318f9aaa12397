import type { Contract, ContractAsset } from '../contract/contract.types.js';
import { groupBy } from '../group-by.js';
import { type Day, dayStart, daysIn, type Span } from '../month.js';
import { clip } from '../span.js';
import { assetsDue, coveredIn, inspectionSpan } from './inspected-month.js';
import type { PlanFacts, PlannedVisit } from './visit-plan.js';
import { isWorkingDay } from './working-days.js';

export type ProposalFacts = PlanFacts & { contract: Pick<Contract, 'holidays' | 'choices'> };

/** A visit whose day and engineer are still open. */
interface Outing {
  place: string;
  assetCodes: string[];
  /** when all its assets are covered, ms */
  span: Span;
  /** of how many times a month this is which, from 0 */
  round: number;
}

/**
 * A plan for every asset in period: by list and subsystem, spread over the working days of the month, balanced between
 * the engineers (their loads differ by no more than one visit). The same facts give the same plan; nothing where
 * there is no engineer. `earliest`: no visit before that day, as far as the month allows.
 */
export function proposePlan(facts: ProposalFacts, earliest?: Day): PlannedVisit[] {
  const outings = outingsOf(facts);
  const engineers = shareOut(outings, facts.engineerIds);
  const dates = spread(outings, facts, earliest);
  return outings
    .map(({ place, assetCodes }, index) => ({
      date: dates[index]!,
      place,
      engineerId: engineers[index]!,
      assetCodes,
    }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

const grouped = <T>(values: readonly T[], keyOf: (value: T) => string): T[][] => [
  ...groupBy(values, keyOf).values(),
];

/** In as few parts of at most `most` as there can be, of sizes that differ by one at most. */
function parted<T>(values: readonly T[], most: number): T[][] {
  const count = Math.ceil(values.length / most);
  const cut = (part: number): number => Math.floor((part * values.length) / count);
  return Array.from({ length: count }, (_, part) => values.slice(cut(part), cut(part + 1)));
}

function outingsOf({ contract, month, kept, engineerIds }: ProposalFacts): Outing[] {
  if (engineerIds.length === 0) return [];
  const span = inspectionSpan(contract, month, kept);
  const due = assetsDue(contract, span);
  const fairShare = Math.ceil(due.length / engineerIds.length);
  const most = Math.min(contract.choices['inspection.assetsPerVisit'], fairShare);
  const spanOf = (asset: ContractAsset): Span => coveredIn(span, asset);
  const keyOf = (asset: ContractAsset): string =>
    [asset.listNo, asset.subsystemNo, spanOf(asset).from, spanOf(asset).to].join(' ');
  const parts = grouped(due, keyOf).flatMap((group) => parted(group, most));
  return Array.from({ length: contract.monthly.inspections.atLeast }, (_, round) =>
    parts.map((part) => ({
      place: part[0]!.subsystemName ?? part[0]!.listName,
      assetCodes: part.map(({ code }) => code),
      span: spanOf(part[0]!),
      round,
    })),
  ).flat();
}

/** The greatest first, each to whoever has the least so far. */
function shareOut(outings: readonly Outing[], engineerIds: readonly string[]): string[] {
  const loads = engineerIds.map(() => 0);
  const chosen: string[] = [];
  const bySize = outings
    .map(({ assetCodes }, index) => ({ size: assetCodes.length, index }))
    .sort((a, b) => b.size - a.size || a.index - b.index);
  for (const { size, index } of bySize) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = loads[least]! + size;
    chosen[index] = engineerIds[least]!;
  }
  return chosen;
}

/** At even distances over the days open to them. */
function spread(outings: readonly Outing[], { contract }: ProposalFacts, earliest?: Day): Day[] {
  const dates: Day[] = [];
  const all = outings.map((outing, index) => ({ outing, index }));
  for (const group of grouped(all, ({ outing: { span, round } }) => [span.from, span.to, round].join(' '))) {
    const { span, round } = group[0]!.outing;
    const days = roundOf(openDays(contract, span, earliest), round, contract.monthly.inspections.atLeast);
    group.forEach(({ index }, at) => {
      dates[index] = days[Math.floor(((2 * at + 1) * days.length) / (2 * group.length))]!;
    });
  }
  return dates;
}

/** The days of this round, where the month is visited several times. */
function roundOf(days: Day[], round: number, rounds: number): Day[] {
  const cut = (part: number): number => Math.floor((part * days.length) / rounds);
  const own = days.slice(cut(round), cut(round + 1));
  return own.length > 0 ? own : days;
}

/** Working days if there are any, rather late than never. */
function openDays({ holidays }: Pick<Contract, 'holidays'>, span: Span, earliest?: Day): Day[] {
  const late = earliest === undefined ? [] : daysIn(clip({ from: dayStart(earliest), to: Infinity }, span));
  const every = daysIn(span);
  const worked = (days: Day[]): Day[] => days.filter((day) => isWorkingDay(holidays, day));
  return [worked(late), late, worked(every), every].find((days) => days.length > 0) ?? [];
}
