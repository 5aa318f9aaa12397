import type { PlannedVisit } from './visit-plan.js';

/** By `to`'s index, the index in `from` of the visit it goes on from; null where it is new. */
type Matches = (number | null)[];

const contentOf = ({ date, place, engineerId, assetCodes }: PlannedVisit): string =>
  JSON.stringify([date, place, engineerId, [...new Set(assetCodes)].sort()]);

/** What a visit is told by beside its assets. */
export const WORDS = ['date', 'place', 'engineerId'] as const;

/** A match of equal keys, for the visits that have none yet; the first of each key goes first. */
function matchBy(
  keyOf: (visit: PlannedVisit) => string | undefined,
  from: readonly PlannedVisit[],
  to: readonly PlannedVisit[],
  matches: Matches,
): void {
  const taken = new Set(matches);
  const free = new Map<string, number[]>();
  from.forEach((visit, index) => {
    const key = keyOf(visit);
    if (key !== undefined && !taken.has(index)) free.set(key, [...(free.get(key) ?? []), index]);
  });
  to.forEach((visit, index) => {
    const key = keyOf(visit);
    if (key !== undefined && matches[index] === null) matches[index] = free.get(key)?.shift() ?? null;
  });
}

interface Pair {
  from: number;
  to: number;
  shared: number;
  /** assets of the two together: of equal overlaps the closer fit is the better */
  size: number;
  same: number;
}

const better = (a: Pair, b: Pair): number =>
  b.shared - a.shared || a.size - b.size || b.same - a.same || a.from - b.from || a.to - b.to;

function overlapping(from: readonly PlannedVisit[], to: readonly PlannedVisit[], matches: Matches): Pair[] {
  const taken = new Set(matches);
  const visitsOf = new Map<string, number[]>();
  from.forEach(({ assetCodes }, index) => {
    if (taken.has(index)) return;
    for (const code of new Set(assetCodes)) visitsOf.set(code, [...(visitsOf.get(code) ?? []), index]);
  });
  return to.flatMap((visit, index) => {
    if (matches[index] !== null) return [];
    const shared = new Map<number, number>();
    for (const code of new Set(visit.assetCodes))
      for (const other of visitsOf.get(code) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
    return [...shared].map(([other, count]) => ({
      from: other,
      to: index,
      shared: count,
      size: visit.assetCodes.length + from[other]!.assetCodes.length,
      same: WORDS.filter((field) => visit[field] === from[other]![field]).length,
    }));
  });
}

/** By id where both have one, then by equal content, then by the greatest overlap of assets. */
export function matchVisits(from: readonly PlannedVisit[], to: readonly PlannedVisit[]): Matches {
  const matches: Matches = to.map(() => null);
  matchBy(({ id }) => id, from, to, matches);
  matchBy(contentOf, from, to, matches);
  const taken = new Set(matches);
  for (const pair of overlapping(from, to, matches).sort(better)) {
    if (matches[pair.to] !== null || taken.has(pair.from)) continue;
    matches[pair.to] = pair.from;
    taken.add(pair.from);
  }
  return matches;
}
