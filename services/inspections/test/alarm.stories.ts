import { expect, it } from '@jest/globals';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { claimMarks } from '@zhishou/platform/process/claim-marks';
import { type ClockLedger, marksOf, meetClock } from '@zhishou/rules/clock';
import type { CycleClock } from '@zhishou/rules/inspection/cycle-life';
import { openDueClock } from '@zhishou/rules/inspection/due-clock';
import type { HazardCase, HazardStep } from '@zhishou/rules/inspection/hazard-case';
import type { HazardClock } from '@zhishou/rules/inspection/hazard-date';
import { applyHazardStep } from '@zhishou/rules/inspection/hazard-step';
import { followDates } from '../src/alarm/dates.js';
import { missingAlarms } from '../src/alarm/missing-alarms.js';
import { followCycleDates, tellCycleDates } from '../src/cycle/cycle.dates.js';
import { Cycle } from '../src/cycle/cycle.entity.js';
import { Hazard } from '../src/hazard/hazard.entity.js';
import { HAZARD_RECORDING, hazardColumns } from '../src/hazard/hazard.recording.js';
import { HAZARD_DATES } from '../src/hazard/hazard.waits.js';
import { alarmsOf, latestHazard } from './hazard.builder.js';
import type { InspectionsWorld } from './inspections.world.js';

const HOUR = 3_600_000;

/** Alarms of a hazard whose day has passed. They leave its row as no step would: nothing may look at it afterwards. */
export function alarmStories(open: () => InspectionsWorld): void {
  const now = Date.now();
  const overdue = (): ClockLedger<HazardClock> =>
    openDueClock('RECTIFICATION', { dueAt: now - HOUR, remindAt: null }, now - 2 * HOUR);
  const marks = marksOf(overdue());

  const stands = async (change: Partial<HazardCase>): Promise<Hazard> => {
    const { id } = await latestHazard(open());
    const hazards = open().db.getRepository(Hazard);
    const { process } = await hazards.findOneByOrFail({ id });
    await hazards.update({ id }, hazardColumns({ ...process, closedAt: null, ...change }));
    return hazards.findOneByOrFail({ id });
  };
  const take = async (before: Hazard, step: HazardStep): Promise<Hazard> => {
    const process = applyHazardStep(before.process, step, now);
    const after = { ...before, ...hazardColumns(process) };
    const change = { before, after, input: { step } as never, at: now };
    await inTransaction(open().db, (manager) => followDates(manager, HAZARD_DATES, change));
    return after;
  };
  const toldBy = async (work: () => Promise<unknown>): Promise<[string, string, string][]> => {
    const { id } = await latestHazard(open());
    const before = await alarmsOf(open(), id);
    await work();
    const told = (await alarmsOf(open(), id)).slice(before.length);
    return told.map(({ type, data, of }) => [type, data.alarmId.slice(id.length + 1), of]);
  };
  const makeGood = async (): Promise<void> => {
    for (const missing of await missingAlarms(open().db)) await missing.raise();
  };

  it('calls nobody for a day that is found to have passed only after it was rectified', async () => {
    const met = await stands({ state: 'RECTIFIED', clocks: [meetClock(overdue(), now - 1)] });
    const claim = { kind: 'hazard', caseId: met.id, marks };
    expect(await toldBy(() => claimMarks(open().db, HAZARD_RECORDING, claim))).toEqual([]);
    const again = `RECTIFICATION/BREACH/${met.version + 1}`;
    expect(await toldBy(() => take(met, { action: 'verifyHazard', passed: false }))).toEqual([
      ['alarm.raised', again, 'HAZARD_OVERDUE'],
    ]);
  });

  it('calls anew for one that was told, done, and sent back, until it is done again', async () => {
    const late = await stands({ state: 'CONSENTED', clocks: [overdue()] });
    const again = `RECTIFICATION/BREACH/${late.version + 2}`;
    const told = await toldBy(async () => {
      const rectified = await take(late, { action: 'rectifyHazard' });
      const back = await take(rectified, { action: 'verifyHazard', passed: false });
      await take(back, { action: 'rectifyHazard' });
    });
    expect(told.slice(-2)).toEqual([
      ['alarm.raised', again, 'HAZARD_OVERDUE'],
      ['alarm.cleared', again, 'rectifyHazard'],
    ]);
  });

  it('is none of a month that is closed: what it missed calls nobody any more', async () => {
    const before = await open().db.getRepository(Cycle).findOneByOrFail({ state: 'EXECUTING' });
    const missed = openDueClock<CycleClock>('SUMMARY', { dueAt: now - HOUR, remindAt: null }, now - 2 * HOUR);
    before.process.clocks = [missed];
    const after = { ...before, state: 'CLOSED' as const };
    await inTransaction(open().db, async (manager) => {
      await tellCycleDates(manager, before, marksOf(missed), now);
      await followCycleDates(manager, {
        ...{ before, after, at: now },
        input: { step: { action: 'closeCycle' } } as never,
      });
    });
    const told = (await alarmsOf(open(), before.id)).filter(({ data }) =>
      data.alarmId.endsWith('/SUMMARY/BREACH'),
    );
    expect(told.map(({ of }) => of)).toEqual(['SUMMARY_OVERDUE', 'closeCycle']);
  });

  it('calls once for what waits without an alarm', async () => {
    await stands({ state: 'PROPOSED', round: 1, clocks: [overdue()] });
    expect(await toldBy(makeGood)).toEqual([
      ['alarm.raised', 'HAZARD_CONSENT/1', 'HAZARD_CONSENT'],
      ['alarm.raised', 'RECTIFICATION/BREACH', 'HAZARD_OVERDUE'],
    ]);
    expect(await toldBy(makeGood)).toEqual([]);
  });
}
