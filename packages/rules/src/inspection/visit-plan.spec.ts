import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contractOf, contractTexts, edited } from '../../test/contract-folder.builder.js';
import { factsOf, plainPlan, SHAOGUAN } from '../../test/inspection.builder.js';
import { planProblems, type PlannedVisit } from './visit-plan.js';

const FACTS = factsOf('2026-07');
const PLAN = plainPlan(FACTS);
const told = (visits: PlannedVisit[], facts = FACTS) =>
  planProblems(facts, visits).map(({ path, message }) => `${path} ${message}`);

/** The plan with one visit changed. */
const withVisit = (index: number, change: Partial<PlannedVisit>): PlannedVisit[] =>
  PLAN.map((visit, at) => (at === index ? { ...visit, ...change } : visit));
const codesOf = (index: number): string[] => PLAN[index]!.assetCodes;

describe('a month plan', () => {
  it('is right when every asset in period is in one visit', () => {
    expect(told(PLAN)).toEqual([]);
    for (const month of ['2026-06', '2027-06'])
      expect(told(plainPlan(factsOf(month)), factsOf(month))).toEqual([]);
  });

  it.each<[string, PlannedVisit[], string[]]>([
    [
      'without two assets, each named',
      withVisit(3, { assetCodes: codesOf(3).slice(0, -2) }),
      [
        'visits leave out L3-19 小鱼易连AE700、75吋创维P31电视机',
        'visits leave out L3-20 联机Thinkpad-P16s笔记本电脑',
      ],
    ],
    [
      'on a date that is none',
      withVisit(1, { date: '2026-07-32' }),
      ['visits.1.date is no day of the calendar'],
    ],
    [
      'on a date of another month',
      withVisit(1, { date: '2026-08-01' }),
      ['visits.1.date lies outside the inspection of the month, 2026-07-01 to 2026-07-31'],
    ],
    [
      'with a stranger, or an engineer without NDA',
      withVisit(2, { engineerId: 'zhao' }),
      ['visits.2.engineerId is no engineer of the provider with a signed non-disclosure agreement'],
    ],
    ['without a place', withVisit(0, { place: '  ' }), ['visits.0.place is empty']],
    [
      'with the Ka link, of which no visit has anything to record',
      withVisit(0, { assetCodes: [...codesOf(0), 'KA-LINK'] }),
      ['visits.0.assetCodes.30 KA-LINK is not visited: the check-list asks nothing of it'],
    ],
    [
      'with something that is on no list',
      withVisit(0, { assetCodes: [...codesOf(0), 'L9-99'] }),
      ['visits.0.assetCodes.30 L9-99 is no equipment of the contract'],
    ],
    [
      'with an asset in two visits',
      withVisit(1, { assetCodes: [codesOf(0)[4]!, ...codesOf(1)] }),
      ['visits.1.assetCodes.0 L1-S1-05 is in visits.0 already'],
    ],
    [
      'with an asset twice in a visit',
      withVisit(1, { assetCodes: [...codesOf(1), codesOf(1)[0]!] }),
      [`visits.1.assetCodes.30 ${codesOf(1)[0]} is named twice`],
    ],
    ['with a visit of nothing', [...PLAN, { ...PLAN[0]!, assetCodes: [] }], ['visits.4.assetCodes is empty']],
    [
      'with two visits of one id',
      PLAN.map((visit, index) => ({ ...visit, id: index < 2 ? 'a' : `${index}` })),
      ['visits.1.id is that of visits.0 too'],
    ],
    [
      'of ten thousand visits',
      Array.from({ length: 10_000 }, () => PLAN[0]!),
      ['visits are 10000: more than 121 are never needed'],
    ],
    [
      'with more in a visit than there is',
      [...PLAN, { ...PLAN[0]!, assetCodes: Array.from({ length: 10_000 }, () => 'L3-01') }],
      ['visits.4.assetCodes are 10000: the contract has 121'],
    ],
  ])('is refused %s', (_, visits, problems) => {
    expect(told(visits)).toEqual(problems);
  });

  it('is refused for a month that is none of the contract', () => {
    expect(told(PLAN, factsOf('2027-07'))).toEqual([
      "month 2027-07 is no month of the contract's inspections",
    ]);
  });

  it('is refused for a day before the signing, or before the first day that is kept', () => {
    const june = factsOf('2026-06');
    const early = plainPlan(june).map((visit) => ({ ...visit, date: '2026-06-27' }));
    expect(told(early.slice(0, 1), june)[0]).toBe(
      'visits.0.date lies outside the inspection of the month, 2026-06-28 to 2026-06-30',
    );
    const kept = { keptFrom: '2026-07-15', endedOn: null };
    expect(told(PLAN, factsOf('2026-07', { kept }))).toContain(
      'visits.0.date lies outside the inspection of the month, 2026-07-15 to 2026-07-31',
    );
  });

  it('is refused for an asset that is out of period on the day of its visit, though not in the month', () => {
    const contract = contractOf(contractTexts('shaoguan-2026'), '2025-03-01');
    const facts = factsOf('2025-06', { contract });
    const visits = plainPlan(facts, 120);
    expect(
      told(
        visits.map((visit) => ({ ...visit, date: '2025-06-28' })),
        facts,
      ),
    ).toEqual([]);
    const problems = told(
      visits.map((visit) => ({ ...visit, date: '2025-06-27' })),
      facts,
    );
    expect(problems).toHaveLength(20);
    expect(problems[0]).toBe(
      'visits.0.assetCodes.100 L3-01 is out of period that day: 2025-06-28 to 2026-06-27',
    );
  });

  it('visits everything as often as the contract wants', () => {
    const twice = edited(contractTexts('shaoguan-2026'), 'inspections.yaml', 'atLeast: 1', 'atLeast: 2');
    const facts = factsOf('2026-07', { contract: contractOf(twice) });
    expect(told([...PLAN, ...PLAN], facts)).toEqual([]);
    expect(told([...PLAN, ...PLAN.slice(1)], facts)[0]).toBe(
      'visits name only 1 of 2 times L1-S1-01 高清视频会议服务器',
    );
  });

  it('names exactly what is left out, whatever is', () => {
    const codes = SHAOGUAN.assets.filter(({ quantity }) => quantity > 0).map(({ code }) => code);
    fc.assert(
      fc.property(fc.subarray(codes), fc.integer({ min: 1, max: 40 }), (left, size) => {
        const visits = plainPlan(FACTS, size)
          .map((visit) => ({ ...visit, assetCodes: visit.assetCodes.filter((code) => !left.includes(code)) }))
          .filter(({ assetCodes }) => assetCodes.length > 0);
        const named = told(visits).map((problem) => problem.replace(/^visits leave out (\S+).*/, '$1'));
        expect(named).toEqual(left);
      }),
      { numRuns: 50 },
    );
  });
});
