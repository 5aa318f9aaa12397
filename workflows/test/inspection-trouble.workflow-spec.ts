import { beforeAll, describe, expect, it } from '@jest/globals';
import { ContractYear, type Quarters } from './contract-year.builder.js';
import { useInspections } from './fake-inspections.js';
import { approve, jointTest, openCycles, record, sign, submit } from './inspection-move.builder.js';
import { refusal } from './running-case.builder.js';

const TWO: Quarters = { A: ['li', 1, 2], B: ['wang', 3, 4] };

const service = useInspections();
const year = new ContractYear(service);

// The tests are one after the other in the days of the contract.
beforeAll(async () => {
  await year.begin('2026-06-28 00:00');
  await year.at('2026-06-28 00:00', openCycles);
});

describe('a month whose history has become too long for one run', () => {
  it('goes on in the next one with the visits it has, and every mark once', async () => {
    await year.at('2026-06-29 09:00', submit('2026-07', TWO));
    await year.at('2026-06-30 09:00', approve('2026-07'));
    await year.at('2026-07-01 00:01', openCycles);
    const month = service.cycles.get('2026-07')!;
    await month.fillRun();
    await month.settled();
    expect(service.visitsOf('2026-07').map(({ steps }) => steps)).toEqual([[], []]);

    await year.at('2026-07-10 09:00', record('2026-07/A'));
    const visit = service.visits.get('2026-07/A')!;
    await visit.fillRun();
    await visit.settled();
    await year.at('2026-07-11 09:00', sign('2026-07/A'));
    await year.at('2026-07-12 09:00', record('2026-07/B'));
    await month.fillRun();
    await year.at('2026-07-20 09:00', jointTest('2026-07'));
    await year.until('2026-07-30 00:00');
    expect(await year.facts('2026-07')).toMatchObject({
      state: 'EXECUTING',
      told: ['06-28 00:00 PLAN WARNING_1', '07-29 00:00 CALL WARNING_1', '07-29 00:00 SUMMARY WARNING_1'],
      visits: { A: 'SIGNED 1', B: 'RECORDED 1' },
      coverage: '1',
    });
    await month.keepHistory('cycle-in-its-third-run');
  });
});

describe('two supervisors who decide about one plan at the same instant', () => {
  it('are told apart: one is heard, the other hears of the conflict', async () => {
    await year.at('2026-07-30 09:00', submit('2026-08', TWO));
    const month = service.cycles.get('2026-08')!;
    const by = { id: 'supervisor', role: 'BUREAU_SUPERVISOR' } as const;
    const tries = [
      month.take({ by, step: { action: 'approvePlan', planNo: 1 } }),
      month.take({ by: { ...by, id: 'another' }, step: { action: 'returnPlan', planNo: 1 } }),
    ];
    const outcomes = await Promise.allSettled(tries);
    const lost = outcomes.findIndex(({ status }) => status === 'rejected');
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(tries[lost]!)).toBe('CONFLICT');
    expect(month.steps).toHaveLength(2);
    if (lost === 0) await year.at('2026-07-30 10:00', submit('2026-08', TWO));
    if (lost === 0) await year.at('2026-07-30 11:00', approve('2026-08'));
    await month.settled();
  });
});

describe('a service that is away', () => {
  it('opens the visits of an approved plan when it is back, each once, and hears of what was recorded', async () => {
    await year.at('2026-08-02 09:00', openCycles);
    await year.at('2026-08-25 09:00', submit('2026-09', TWO));
    service.failNextCalls(2);
    await year.at('2026-08-26 09:00', approve('2026-09'));
    expect(service.visitsOf('2026-09')).toHaveLength(2);
    await year.at('2026-09-02 09:00', record('2026-09/A'));
    service.failNextCalls(2);
    await year.at('2026-09-03 09:00', record('2026-09/B'));
    await year.until('2026-09-29 00:00');
    const { told } = await year.facts('2026-09');
    expect(told.filter((mark) => mark.includes('COVERAGE'))).toEqual([]);
  });
});

describe('a database that is away when a month ends and the next begins', () => {
  it('costs a look every ten minutes, and both are on record when it is back', async () => {
    const { database } = service.time;
    await year.at('2026-09-29 09:00', openCycles);
    await year.at('2026-09-29 10:00', submit('2026-10', TWO));
    await year.at('2026-09-29 11:00', approve('2026-10'));
    database.failNextCalls(Infinity);
    await year.until('2026-10-01 06:00');
    database.failNextCalls(0);
    await year.until('2026-10-01 07:00');
    expect(await year.facts('2026-09')).toMatchObject({ state: 'SUMMARIZING' });
    expect(await year.facts('2026-10')).toMatchObject({ state: 'EXECUTING' });
    // one every ten minutes, beside those of the first
    expect(service.cycles.get('2026-10')!.askedInVain).toBeLessThan(6 * 6 + 20);
  });
});
