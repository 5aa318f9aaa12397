import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planDiff, type PlanDiff, withIdsOf } from './plan-diff.js';
import type { PlannedVisit } from './visit-plan.js';

const A: PlannedVisit = {
  id: 'a',
  date: '2026-07-06',
  place: '三楼指挥中心',
  engineerId: 'li',
  assetCodes: ['L1-S2-01', 'L1-S2-02', 'L1-S2-03'],
};
const B: PlannedVisit = {
  id: 'b',
  date: '2026-07-08',
  place: '机房',
  engineerId: 'li',
  assetCodes: ['L1-S5-01'],
};
const unnamed = ({ id: _id, ...visit }: PlannedVisit): PlannedVisit => visit;

const words = fc.record(
  {
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    date: fc.constantFrom('2026-07-01', '2026-07-02'),
    place: fc.constantFrom('机房', '指挥车'),
    engineerId: fc.constantFrom('li', 'wang'),
    assetCodes: fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8')),
  },
  { requiredKeys: ['date', 'place', 'engineerId', 'assetCodes'] },
);
const anyVisits = fc.array(words, { maxLength: 6 });
const plans = fc.uniqueArray(words, { selector: ({ id }) => id ?? {}, maxLength: 6 });

/** The content of a plan, whatever the order of its visits and of their assets. */
const contents = (visits: PlannedVisit[]): string[] =>
  visits
    .map(({ date, place, engineerId, assetCodes }) =>
      JSON.stringify([date, place, engineerId, [...assetCodes].sort()]),
    )
    .sort();

function applied(from: PlannedVisit[], { added, removed, moved }: PlanDiff): PlannedVisit[] {
  const left = from.filter((visit) => !removed.includes(visit));
  return [...left.map((visit) => moved.find((move) => move.from === visit)?.to ?? visit), ...added];
}

describe('the difference of two versions of a plan', () => {
  it('is nothing between equal ones, in whatever order', () => {
    expect(planDiff([A, B], [B, { ...A, assetCodes: A.assetCodes.toReversed() }])).toEqual({
      added: [],
      removed: [],
      moved: [],
    });
  });

  it.each<[string, Partial<PlannedVisit>, object]>([
    ['the day', { date: '2026-07-07' }, { changed: ['date'], assetsAdded: [], assetsRemoved: [] }],
    ['place and engineer', { place: '五楼', engineerId: 'wang' }, { changed: ['place', 'engineerId'] }],
    [
      'the assets',
      { assetCodes: ['L1-S2-04', 'L1-S2-03'] },
      { changed: ['assetCodes'], assetsAdded: ['L1-S2-04'], assetsRemoved: ['L1-S2-01', 'L1-S2-02'] },
    ],
  ])('tells %s of a visit that moved', (_, change, told) => {
    const to = { ...A, ...change };
    for (const visit of [to, unnamed(to)])
      expect(planDiff([A, B], [visit, B])).toMatchObject({
        added: [],
        removed: [],
        moved: [{ from: A, to: visit, ...told }],
      });
  });

  it('tells visits that came and went', () => {
    const c = { ...unnamed(B), assetCodes: ['L2-S1-01'] };
    expect(planDiff([A, B], [A, c])).toEqual({ added: [c], removed: [B], moved: [] });
  });

  it('follows the id, where there is one, though the assets were exchanged', () => {
    const exchanged = [
      { ...A, assetCodes: B.assetCodes },
      { ...B, assetCodes: A.assetCodes },
    ];
    expect(planDiff([A, B], exchanged).moved.map(({ from, to }) => [from.id, to.id])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
  });

  it('follows the greater part of the assets where a visit was split', () => {
    const [small, great] = [
      { ...unnamed(A), assetCodes: ['L1-S2-01'] },
      { ...unnamed(A), assetCodes: ['L1-S2-02', 'L1-S2-03'], date: '2026-07-20' },
    ];
    const { added, moved } = planDiff([A], [small, great]);
    expect(added).toEqual([small]);
    expect(moved).toMatchObject([{ from: A, to: great, changed: ['date', 'assetCodes'] }]);
  });

  it('leads from the one to the other, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(plans, anyVisits), fc.oneof(plans, anyVisits), (from, to) => {
        const diff = planDiff(from, to);
        expect(contents(applied(from, diff))).toEqual(contents(to));
        for (const { changed } of diff.moved) expect(changed).not.toEqual([]);
      }),
    );
  });

  it('is nothing between a plan and itself, with ids or without', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        for (const same of [plan, plan.map(unnamed), plan.toReversed()])
          expect(planDiff(plan, same)).toEqual({ added: [], removed: [], moved: [] });
      }),
    );
  });

  it('is the same with the ids a new version takes over, each id once', () => {
    fc.assert(
      fc.property(plans, plans, (from, to) => {
        const named = withIdsOf(from, to.map(unnamed));
        expect(named.map(unnamed)).toEqual(to.map(unnamed));
        const ids = named.flatMap(({ id }) => id ?? []);
        expect(new Set(ids).size).toBe(ids.length);
        const identified = from.map((visit, index) => ({ ...visit, id: `${index}` }));
        const diff = planDiff(identified, withIdsOf(identified, to));
        for (const { from: before, to: after } of diff.moved) expect(after.id).toBe(before.id);
      }),
    );
  });
});
