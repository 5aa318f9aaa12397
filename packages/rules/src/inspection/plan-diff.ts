import { matchVisits, WORDS } from './match-visits.js';
import type { PlannedVisit } from './visit-plan.js';

export type VisitField = 'date' | 'place' | 'engineerId' | 'assetCodes';

export interface MovedVisit {
  from: PlannedVisit;
  to: PlannedVisit;
  /** what differs, never nothing */
  changed: VisitField[];
  assetsAdded: string[];
  assetsRemoved: string[];
}

/** What one version of a plan changes of another. Assets are a set: their order is no difference. */
export interface PlanDiff {
  added: PlannedVisit[];
  removed: PlannedVisit[];
  moved: MovedVisit[];
}

const without = (codes: readonly string[], others: readonly string[]): string[] => {
  const known = new Set(others);
  return [...new Set(codes)].filter((code) => !known.has(code));
};

function changesOf(from: PlannedVisit, to: PlannedVisit): MovedVisit {
  const assetsAdded = without(to.assetCodes, from.assetCodes);
  const assetsRemoved = without(from.assetCodes, to.assetCodes);
  const changed: VisitField[] = WORDS.filter((field) => from[field] !== to[field]);
  if (assetsAdded.length + assetsRemoved.length > 0) changed.push('assetCodes');
  return { from, to, changed, assetsAdded, assetsRemoved };
}

/** What leads from one version of a month's plan to another, each part in the order of the plan it is taken from. */
export function planDiff(from: readonly PlannedVisit[], to: readonly PlannedVisit[]): PlanDiff {
  const matches = matchVisits(from, to);
  const kept = new Set(matches);
  const pairs = to.flatMap((visit, index) => {
    const match = matches[index];
    return match == null ? [] : [changesOf(from[match]!, visit)];
  });
  return {
    added: to.filter((_, index) => matches[index] === null),
    removed: from.filter((_, index) => !kept.has(index)),
    moved: pairs.filter(({ changed }) => changed.length > 0),
  };
}

/** The visits of a new version, each with the id of the visit it goes on from; new ones have none. */
export function withIdsOf(from: readonly PlannedVisit[], to: readonly PlannedVisit[]): PlannedVisit[] {
  const matches = matchVisits(from, to);
  return to.map(({ id: _id, ...visit }, index) => {
    const match = matches[index];
    const id = match == null ? undefined : from[match]!.id;
    return id === undefined ? visit : { ...visit, id };
  });
}
