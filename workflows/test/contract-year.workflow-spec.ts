import { beforeAll, describe, expect, it } from '@jest/globals';
import { ContractYear, type MonthFacts } from './contract-year.builder.js';
import { STORY } from './contract-year.story.js';
import { useInspections } from './fake-inspections.js';

const MOST_MS = 120_000;
/** A mark is told this soon after its instant, the slowness of a busy machine included. */
const PROMPTLY_MS = 10_000;

const service = useInspections();
const year = new ContractYear(service);

beforeAll(async () => {
  await year.begin('2026-06-28 00:00');
  for (const [when, move] of STORY) await year.at(when, move);
  await year.until('2027-07-31 00:00');
}, MOST_MS);

const TWO_SIGNED = { A: 'SIGNED 1', B: 'SIGNED 1' };

/** A month in which nothing went wrong. */
const WELL: MonthFacts = {
  state: 'CLOSED',
  plan: '1 PROVIDER',
  told: [],
  lateOrMissing: [],
  visits: TWO_SIGNED,
  coverage: '1',
  summary: 'accepted',
  openHazards: [],
};

/** Worked out by hand from the story and the contract's dates. */
const YEAR: [month: string, facts: Partial<MonthFacts>][] = [
  [
    '2026-06',
    {
      told: [
        '06-28 00:00 CALL WARNING_1',
        '06-28 00:00 COVERAGE WARNING_1',
        '06-28 00:00 JOINT_TEST WARNING_1',
        '06-28 00:00 SUMMARY WARNING_1',
      ],
    },
  ],
  [
    '2026-07',
    {
      plan: '3 BUREAU',
      told: ['06-28 00:00 PLAN WARNING_1'],
      visits: { A: 'SIGNED 1', B: 'SIGNED 2', C: 'SIGNED 1' },
      openHazards: ['cable PROPOSED 1'],
    },
  ],
  [
    '2026-08',
    {
      plan: '2 BUREAU',
      told: ['08-29 00:00 JOINT_TEST WARNING_1'],
      visits: { A: 'SIGNED 1', B: 'CANCELLED 0', C: 'SIGNED 1' },
      summary: 'nonconforming',
      openHazards: ['cable CONSENTED 2'],
    },
  ],
  [
    '2026-09',
    {
      plan: null,
      told: [
        '08-29 00:00 PLAN WARNING_1',
        '09-01 00:00 PLAN BREACH',
        '09-28 00:00 CALL WARNING_1',
        '09-28 00:00 COVERAGE WARNING_1',
        '09-28 00:00 SUMMARY WARNING_1',
        '10-01 00:00 CALL BREACH',
        '10-01 00:00 COVERAGE BREACH',
        '10-01 00:00 SUMMARY BREACH',
      ],
      lateOrMissing: ['PLAN BREACHED', 'COVERAGE BREACHED', 'SUMMARY BREACHED', 'CALL BREACHED'],
      visits: {},
      coverage: '0',
      summary: 'missing',
    },
  ],
  [
    '2026-10',
    {
      told: [
        '10-29 00:00 COVERAGE WARNING_1',
        '10-29 00:00 SUMMARY WARNING_1',
        '11-01 00:00 COVERAGE BREACH',
        '11-01 00:00 VISIT BREACH',
      ],
      lateOrMissing: ['COVERAGE BREACHED'],
      visits: { A: 'SIGNED 1', B: 'PLANNED 0' },
      coverage: '1/2',
    },
  ],
  [
    '2026-11',
    {
      told: [
        '10-29 00:00 PLAN WARNING_1',
        '11-01 00:00 PLAN BREACH',
        '11-28 00:00 COVERAGE WARNING_1',
        '11-28 00:00 SUMMARY WARNING_1',
        '12-01 00:00 COVERAGE BREACH',
        '12-01 00:00 SUMMARY BREACH',
        '12-01 00:00 VISIT BREACH',
      ],
      lateOrMissing: ['PLAN MET_LATE', 'COVERAGE BREACHED', 'SUMMARY MET_LATE'],
      visits: { A: 'REJECTED 1', B: 'SIGNED 1' },
      coverage: '1/2',
      openHazards: ['damp PROPOSED 1'],
    },
  ],
  [
    '2026-12',
    {
      told: [
        '12-29 00:00 COVERAGE WARNING_1',
        '12-29 00:00 JOINT_TEST WARNING_1',
        '12-29 00:00 SUMMARY WARNING_1',
        '01-01 00:00 JOINT_TEST BREACH',
        '01-01 00:00 SUMMARY BREACH',
        '01-04 09:00 COVERAGE BREACH',
        '01-04 09:00 VISIT BREACH',
      ],
      lateOrMissing: ['COVERAGE BREACHED', 'SUMMARY MET_LATE', 'JOINT_TEST MET_LATE'],
      visits: { A: 'SIGNED 1', B: 'REJECTED 1' },
      coverage: '1/2',
      summary: 'nonconforming',
      openHazards: ['damp RECTIFIED 1'],
    },
  ],
  [
    '2027-01',
    {
      plan: '3 BUREAU',
      told: ['01-29 00:00 CALL WARNING_1', '02-01 00:00 CALL BREACH'],
      lateOrMissing: ['CALL BREACHED'],
      openHazards: ['damp RECTIFIED 1'],
    },
  ],
  ['2027-02', { openHazards: ['rust PROPOSED 1'] }],
  [
    '2027-03',
    { plan: '2 PROVIDER', told: ['02-26 00:00 PLAN WARNING_1'], openHazards: ['rust CONSENTED 3'] },
  ],
  [
    '2027-04',
    {
      visits: { A: 'SIGNED 3', B: 'SIGNED 1' },
      summary: 'nonconforming',
      openHazards: ['rust CONSENTED 3'],
    },
  ],
  [
    '2027-05',
    {
      told: ['05-29 00:00 SUMMARY WARNING_1', '06-01 00:00 SUMMARY BREACH'],
      lateOrMissing: ['SUMMARY BREACHED'],
      summary: 'missing',
      openHazards: ['mould PROPOSED 1'],
    },
  ],
  [
    '2027-06',
    {
      told: [
        '06-25 00:00 COVERAGE WARNING_1',
        '06-28 00:00 CALL WARNING_1',
        '06-28 00:00 COVERAGE BREACH',
        '06-28 00:00 SUMMARY WARNING_1',
        '06-28 00:00 VISIT BREACH',
      ],
      lateOrMissing: ['COVERAGE BREACHED'],
      visits: { A: 'SIGNED 1', B: 'PLANNED 0' },
      coverage: '1/2',
      openHazards: ['mould CONSENTED 1'],
    },
  ],
];

describe('the inspections of the Shaoguan contract, from its first day to its last', () => {
  it.each(YEAR)('%s', async (month, facts) => {
    expect(await year.facts(month)).toEqual({ ...WELL, ...facts });
  });

  it('are the contract’s thirteen months, each opened once and over when nothing may follow', async () => {
    const cycles = [...service.cycles];
    expect(cycles.map(([month]) => month)).toEqual(YEAR.map(([month]) => month));
    for (const [, cycle] of cycles) expect((await cycle.handle.describe()).status.name).toBe('COMPLETED');
  });

  it('go on after the contract only with the hazard that is still there', async () => {
    const running: string[] = [];
    for (const one of [...service.visits.values(), ...service.hazards.values()])
      if ((await one.handle.describe()).status.name === 'RUNNING') running.push(one.caseId);
    expect(running).toEqual(['mould']);
  });

  it('are carried by processes that know just what was recorded', async () => {
    const { cycles, visits, hazards } = service;
    for (const one of [...cycles.values(), ...visits.values(), ...hazards.values()])
      expect(await one.case()).toEqual(one.recorded());
  });

  it('tell every mark once, promptly and never early', () => {
    const { told } = service.time.database;
    expect(new Set(told.map(({ caseId, clock, mark }) => `${caseId} ${clock} ${mark}`)).size).toBe(
      told.length,
    );
    for (const { at, toldAt } of told) {
      expect(toldAt).toBeGreaterThan(at);
      expect(toldAt - at).toBeLessThan(PROMPTLY_MS);
    }
  });

  it('call for a hazard whose date nears and passes, and for no other', () => {
    const told = [...service.hazards.values()].map(({ caseId, marks }) => [
      caseId,
      ...marks.map(({ mark }) => mark),
    ]);
    expect(told).toEqual([
      ['cable', 'WARNING_1', 'BREACH'],
      ['dust'],
      ['damp'],
      ['rust', 'WARNING_1', 'BREACH'],
      ['mould', 'WARNING_1', 'BREACH'],
    ]);
  });

  it('leave histories to be replayed', async () => {
    await service.cycles.get('2026-08')!.keepHistory('cycle-edited-under-way');
    await service.cycles.get('2026-09')!.keepHistory('cycle-without-a-plan');
    await service.cycles.get('2026-12')!.keepHistory('cycle-uncovered-after-its-month');
    await service.visits.get('2026-08/B')!.keepHistory('visit-called-off');
    await service.visits.get('2026-12/B')!.keepHistory('visit-rejected-after-its-month');
    await service.visits.get('2027-04/A')!.keepHistory('visit-done-three-times');
    await service.hazards.get('rust')!.keepHistory('hazard-rectified-late');
  });
});
