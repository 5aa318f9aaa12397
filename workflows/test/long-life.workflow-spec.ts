import { afterEach, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE, SHAOGUAN_RULES } from '@zhishou/rules/ticket-case.builder';
import {
  ACCEPT,
  ANSWER,
  APPROVE_PAUSE,
  ASK_PAUSE,
  CALLBACK,
  CORRECT_START,
  DISPATCH,
  RESUME,
} from './move.builder.js';
import { refusal } from './running-case.builder.js';
import { CONSULTATION, Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const DAYS = DAY / MINUTE;
const time = useTimeSkipping();
afterEach(() => {
  time.database.skewMs = 0;
});

describe('a fault whose history has become too long for one run', () => {
  it('goes on in the next one as if nothing had happened: same case, every mark once, no time lost', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(31, ASK_PAUSE);
    await fault.at(40, APPROVE_PAUSE);
    const before = await fault.case();
    const left = await fault.fillRun();
    expect(await fault.case()).toEqual(before);
    await fault.at(2 * DAYS + 40, RESUME);
    await fault.until(2 * DAYS + 130);
    await fault.fillRun();
    await fault.until(4 * DAYS);
    expect(fault.told).toEqual([
      '30 ONSITE WARNING_50',
      `${2 * DAYS + 48} ONSITE WARNING_80`,
      `${2 * DAYS + 60} ONSITE BREACH`,
      `${2 * DAYS + 120} RESOLVE WARNING_50`,
      `${2 * DAYS + 192} RESOLVE WARNING_80`,
      `${2 * DAYS + 240} RESOLVE BREACH`,
    ]);
    await fault.keepHistory('fault-in-its-first-run', left);
    await fault.keepHistory('fault-in-its-third-run');
  });

  it('still takes a step once that was taken two runs ago', async () => {
    const fault = await Ticket.report(time);
    const accepted = await fault.take(ACCEPT, { stepId: 'taken-long-ago' });
    await fault.take(DISPATCH);
    await fault.fillRun();
    await fault.fillRun();
    expect(await fault.take(ACCEPT, { stepId: 'taken-long-ago' })).toEqual(accepted);
    expect(await fault.take(DISPATCH)).toEqual({ state: 'DISPATCHED', version: 3 });
    expect(fault.steps.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it('loses no step that comes in between, and takes none twice', async () => {
    const fault = await Ticket.report(time);
    await fault.take(ACCEPT);
    let isFilled = false;
    const filling = fault.fillRun().finally(() => (isFilled = true));
    const taken: number[] = [];
    const goOn = async () => {
      do taken.push((await fault.take(DISPATCH)).version);
      while (!isFilled);
    };
    await Promise.all([goOn(), goOn(), goOn(), filling]);
    await goOn();
    const inTurn = taken.map((_, index) => index + 2);
    expect(taken.sort((a, b) => a - b)).toEqual(inTurn);
    expect(fault.steps.map(({ version }) => version)).toEqual([1, ...inTurn]);
    expect((await fault.case()).version).toBe(taken.length + 1);
  });

  it('knows in the next one too that the clock of the database is slow', async () => {
    time.database.skewMs = -MINUTE;
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.until(31);
    const { earlyClaims } = time.database;
    expect(earlyClaims).toBeGreaterThan(0);
    await fault.fillRun();
    await fault.until(49);
    expect(fault.told).toEqual(['30 ONSITE WARNING_50', '48 ONSITE WARNING_80']);
    expect(time.database.earlyClaims).toBe(earlyClaims);
  });
});

describe('a closed fault whose history has become too long for one run', () => {
  const closed = async () => {
    const fault = await Ticket.closed(time);
    await fault.fillRun();
    return fault;
  };

  it('waits on for the answer of the customer', async () => {
    const fault = await closed();
    await fault.at(29 * DAYS, CALLBACK);
    await fault.end();
    expect((await fault.case()).callback).toMatchObject({ satisfied: true });
    expect(fault.steps).toHaveLength(5);
  });

  it('is still put right in the next one when the customer has answered', async () => {
    const fault = await closed();
    await fault.take(CALLBACK);
    await fault.fillRun();
    await fault.at(29 * DAYS, CORRECT_START);
    expect(await refusal(fault.take(CALLBACK))).toBe('CONFLICT');
    await fault.end();
    expect(fault.steps).toHaveLength(6);
  });

  it('stays open no longer than before', async () => {
    const fault = await closed();
    await fault.end();
    const until = (await fault.case()).closedAt! + SHAOGUAN_RULES.callbackOpenMs;
    const ended = (await fault.handle.describe()).closeTime!.getTime();
    expect(ended).toBeGreaterThanOrEqual(until);
    expect(ended).toBeLessThan(until + MINUTE);
    await fault.keepHistory('fault-never-answered-for-in-its-second-run');
  });
});

describe('a consultation whose history has become too long for one run', () => {
  it('is a consultation in the next one, and ends with its answer', async () => {
    const consultation = await Ticket.report(time, CONSULTATION);
    await consultation.at(1, ACCEPT);
    await consultation.fillRun();
    expect((await consultation.handle.describe()).type).toBe('consultation');
    await consultation.at(100, ANSWER);
    await consultation.end();
    expect(await consultation.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'CANCELLED', RESOLVE: 'MET' });
    expect(consultation.told).toEqual([]);
  });
});
