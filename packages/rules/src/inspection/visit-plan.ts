import type { ContractAsset } from '../contract/contract.types.js';
import { type Day, dayOf, dayStart, isDay, type Month, type Span } from '../month.js';
import {
  assetsDue,
  type InspectedContract,
  inspectionSpan,
  isEmpty,
  isInspected,
  type Kept,
} from './inspected-month.js';
import type { InspectionProblem } from './inspection-problem.js';

/** One visit of a month's plan. */
export interface PlannedVisit {
  /** where it goes on from an earlier version of the plan */
  id?: string;
  date: Day;
  place: string;
  engineerId: string;
  assetCodes: string[];
}

/** What a month's plan is checked against. */
export interface PlanFacts {
  contract: InspectedContract;
  month: Month;
  kept: Kept;
  /** the provider's engineers who have signed the non-disclosure agreement */
  engineerIds: readonly string[];
}

type Tell = (field: string, message: string) => void;

/** The plan as far as it has been read. */
interface Reading {
  facts: PlanFacts;
  span: Span;
  assets: ReadonlyMap<string, ContractAsset>;
  engineerIds: ReadonlySet<string>;
  /** the visits each asset is in */
  visitsOf: Map<string, number[]>;
  ids: Map<string, number>;
}

/**
 * Why the plan of the month is refused, by field (`visits.3.assetCodes.1`); empty when it covers every asset in period
 * (附件一 1; domain §5.1). Its cost is linear in the plan and the contract.
 * @throws RangeError when `facts.month` is no month
 */
export function planProblems(facts: PlanFacts, visits: readonly PlannedVisit[]): InspectionProblem[] {
  const { contract, month, kept } = facts;
  const span = inspectionSpan(contract, month, kept);
  if (isEmpty(span))
    return [{ path: 'month', message: `${month} is no month of the contract's inspections` }];
  const most = contract.assets.length * contract.monthly.inspections.atLeast;
  if (visits.length > most)
    return [{ path: 'visits', message: `are ${visits.length}: more than ${most} are never needed` }];

  const problems: InspectionProblem[] = [];
  const reading: Reading = {
    facts,
    span,
    assets: new Map(contract.assets.map((asset) => [asset.code, asset])),
    engineerIds: new Set(facts.engineerIds),
    visitsOf: new Map(),
    ids: new Map(),
  };
  visits.forEach((visit, index) =>
    checkVisit(reading, visit, index, (field, message) =>
      problems.push({ path: `visits.${index}.${field}`, message }),
    ),
  );
  return [...problems, ...leftOut(reading)];
}

function checkVisit(reading: Reading, visit: PlannedVisit, index: number, tell: Tell): void {
  const { id, date, place, engineerId, assetCodes } = visit;
  const { span, ids } = reading;
  if (id !== undefined) {
    const first = ids.get(id);
    if (first !== undefined) tell('id', `is that of visits.${first} too`);
    ids.set(id, first ?? index);
  }
  const at = isDay(date) ? dayStart(date) : null;
  if (at === null) tell('date', 'is no day of the calendar');
  else if (at < span.from || at >= span.to)
    tell('date', `lies outside the inspection of the month, ${dayOf(span.from)} to ${dayOf(span.to - 1)}`);
  if (!place.trim()) tell('place', 'is empty');
  if (!reading.engineerIds.has(engineerId))
    tell('engineerId', 'is no engineer of the provider with a signed non-disclosure agreement');
  if (assetCodes.length === 0) tell('assetCodes', 'is empty');
  if (assetCodes.length > reading.assets.size)
    tell('assetCodes', `are ${assetCodes.length}: the contract has ${reading.assets.size}`);
  else
    assetCodes.forEach((code, n) =>
      checkAsset(reading, { code, at, index }, (message) => tell(`assetCodes.${n}`, message)),
    );
}

function checkAsset(
  { assets, visitsOf, facts }: Reading,
  { code, at, index }: { code: string; at: number | null; index: number },
  tell: (message: string) => void,
): void {
  const asset = assets.get(code);
  if (!asset) return tell(`${code} is no equipment of the contract`);
  if (!isInspected(facts.contract, asset))
    return tell(`${code} is not visited: the check-list asks nothing of it`);
  const before = visitsOf.get(code) ?? [];
  if (before.includes(index)) return tell(`${code} is named twice`);
  if (before.length >= facts.contract.monthly.inspections.atLeast)
    return tell(`${code} is in visits.${before[0]} already`);
  visitsOf.set(code, [...before, index]);
  if (at !== null && (at < asset.coveredFrom || at >= asset.coveredTo))
    tell(`${code} is out of period that day: ${asset.coveredFromDay} to ${asset.coveredToDay}`);
}

function leftOut({ facts: { contract }, span, visitsOf }: Reading): InspectionProblem[] {
  const { atLeast } = contract.monthly.inspections;
  return assetsDue(contract, span).flatMap(({ code, name }) => {
    const times = visitsOf.get(code)?.length ?? 0;
    if (times >= atLeast) return [];
    const missing = times === 0 ? 'leave out' : `name only ${times} of ${atLeast} times`;
    return [{ path: 'visits', message: `${missing} ${code} ${name}` }];
  });
}
