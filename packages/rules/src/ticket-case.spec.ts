import { describe, expect, it } from '@jest/globals';
import { clockState, consumedMs, dueAt, marksOf } from './clock.js';
import { openCase, type OpeningFacts, openUntil, type TicketCase, type TicketStep } from './ticket-case.js';
import { applyStep } from './ticket-step.js';
import { DAY, HOUR, MINUTE, SHAOGUAN_RULES } from './ticket-case.builder.js';
import type { ClockKind, Severity } from './ticket-life.js';

const REPORTED = Date.parse('2026-07-01T00:00:00Z');
const at = (minutes: number) => REPORTED + minutes * MINUTE;

const open = (facts: Partial<OpeningFacts> = {}): TicketCase =>
  openCase(
    {
      ticketId: 'tkt_1',
      kind: 'FAULT',
      severity: 'MAJOR',
      coverage: 'COVERED',
      reportedAt: REPORTED,
      reportedById: 'reporter',
      ...facts,
    },
    SHAOGUAN_RULES,
  );

/** The case after the steps, each at its minute after the report. */
const after = (ticket: TicketCase, ...steps: [number, TicketStep][]): TicketCase =>
  steps.reduce((before, [minute, step]) => applyStep(before, step, at(minute)), ticket);

const clock = (ticket: TicketCase, kind: ClockKind) => ticket.clocks.find((c) => c.kind === kind)!;
const states = (ticket: TicketCase, minute: number) =>
  Object.fromEntries(ticket.clocks.map((c) => [c.kind, clockState(c, at(minute))]));

const accept: TicketStep = { action: 'acceptTicket', engineerId: 'eng' };
const remote: TicketStep = { action: 'startRemoteSupport' };
const dispatch: TicketStep = { action: 'dispatchEngineer', engineerId: 'eng2' };
const checkIn: TicketStep = { action: 'checkIn', engineerId: 'eng2' };
const repair: TicketStep = { action: 'fileRepairReport', engineerId: 'eng2' };
const pass: TicketStep = { action: 'recordRecoveryTest', passed: true };
const fail: TicketStep = { action: 'recordRecoveryTest', passed: false };

describe('a ticket as it is reported', () => {
  it.each<[Severity, number, number, number]>([
    ['MAJOR', 10, 60, 240],
    ['GENERAL', 10, 120, 480],
    ['CONSULTATION', 10, 240, 720],
  ])('%s: response in %s, on site in %s, resolved in %s minutes of the report', (severity, ...minutes) => {
    const deadlines = open({ severity }).clocks.map((c) => [c.kind, dueAt(c, REPORTED)]);
    expect(deadlines).toEqual([
      ['RESPONSE', at(minutes[0])],
      ['ONSITE', at(minutes[1])],
      ['RESOLVE', at(minutes[2])],
    ]);
  });

  it('of another matter has the response clock only', () => {
    const other = open({ kind: 'OTHER', severity: null, coverage: null });
    expect(other.clocks.map((c) => c.kind)).toEqual(['RESPONSE']);
  });
});

describe('the life of a fault', () => {
  it('meets each clock at the instant of its step and closes by the test', () => {
    const closed = after(open(), [5, accept], [15, dispatch], [50, checkIn], [200, repair], [300, pass]);
    expect(closed).toMatchObject({
      state: 'CLOSED',
      round: 1,
      version: 5,
      assigneeId: 'eng2',
      acceptedAt: at(5),
      repairedAt: at(200),
      closedAt: at(300),
    });
    expect(closed.clocks.map((c) => c.metAt)).toEqual([at(5), at(50), at(200)]);
    expect(states(closed, 9999)).toEqual({ RESPONSE: 'MET', ONSITE: 'MET', RESOLVE: 'MET' });
  });

  it('keeps the engineer who was named before when remote support names none', () => {
    expect(after(open(), [5, accept], [6, remote]).assigneeId).toBe('eng');
    const reassigned = after(
      open(),
      [5, accept],
      [6, { action: 'assignEngineer', engineerId: 'eng3' }],
      [7, remote],
    );
    expect(reassigned.assigneeId).toBe('eng3');
  });

  it('fixed remotely has its on-site clock cancelled, not breached', () => {
    const fixed = after(open(), [5, accept], [6, remote], [45, repair], [400, pass]);
    expect(states(fixed, 9999)).toEqual({ RESPONSE: 'MET', ONSITE: 'CANCELLED', RESOLVE: 'MET' });
  });

  it('fixed remotely after the hour to be on site stays breached', () => {
    const fixed = after(open(), [5, accept], [6, remote], [61, repair]);
    expect(states(fixed, 61).ONSITE).toBe('BREACHED');
  });
});

describe('a failed recovery test', () => {
  const failed = after(open(), [5, accept], [6, dispatch], [50, checkIn], [200, repair], [260, fail]);

  it('opens the next round with the rights of an accepted ticket', () => {
    expect(failed).toMatchObject({ state: 'REOPENED', round: 2, repairedAt: null, assigneeId: 'eng2' });
  });

  it('lets the resolve clock go on where it stood; the hour of testing did not count', () => {
    expect(states(failed, 260)).toEqual({ RESPONSE: 'MET', ONSITE: 'MET', RESOLVE: 'RUNNING' });
    expect(consumedMs(clock(failed, 'RESOLVE'), at(260))).toBe(200 * MINUTE);
    expect(dueAt(clock(failed, 'RESOLVE'), at(260))).toBe(at(300));
  });

  it('a second time leaves only what was left', () => {
    const again = after(failed, [280, repair], [500, fail]);
    expect(again.round).toBe(3);
    expect(dueAt(clock(again, 'RESOLVE'), at(500))).toBe(at(520));
    expect(states(after(again, [520, repair]), 600).RESOLVE).toBe('MET');
    expect(states(after(again, [521, repair]), 600).RESOLVE).toBe('MET_LATE');
  });

  it('of a remote repair lets the way to the site count on as well', () => {
    const reopened = after(open(), [5, accept], [6, remote], [40, repair], [100, fail]);
    expect(states(reopened, 100).ONSITE).toBe('RUNNING');
    expect(dueAt(clock(reopened, 'ONSITE'), at(100))).toBe(at(120));
  });

  it('does not make an arrival late that was made', () => {
    const revisited = after(failed, [270, checkIn]);
    expect(clock(revisited, 'ONSITE').metAt).toBe(at(50));
  });
});

describe('a fault outside the lists or the period', () => {
  const waiting = open({ coverage: 'OUT_OF_PERIOD' });

  it('runs no clock while the bureau judges', () => {
    expect(states(waiting, 9999)).toEqual({ RESPONSE: 'PAUSED', ONSITE: 'PAUSED', RESOLVE: 'PAUSED' });
    expect(waiting.clocks.flatMap(marksOf)).toEqual([]);
  });

  it('judged covered has all its time from the judgement', () => {
    const covered = after(waiting, [90, { action: 'judgeCoverage', cover: true }]);
    expect(covered).toMatchObject({ state: 'REPORTED', coverage: 'COVERED_BY_JUDGEMENT' });
    expect(covered.clocks.map((c) => dueAt(c, at(90)))).toEqual([at(100), at(150), at(330)]);
  });

  it('judged not covered ends', () => {
    const refused = after(waiting, [90, { action: 'judgeCoverage', cover: false }]);
    expect(refused).toMatchObject({ state: 'NOT_COVERED', coverage: 'OUT_OF_PERIOD', closedAt: at(90) });
    expect(states(refused, 9999)).toEqual({
      RESPONSE: 'CANCELLED',
      ONSITE: 'CANCELLED',
      RESOLVE: 'CANCELLED',
    });
  });
});

describe('a cancelled ticket', () => {
  it('has no mark after it', () => {
    const cancelled = after(open(), [6, { action: 'cancelTicket' }]);
    expect(cancelled).toMatchObject({ state: 'CANCELLED', closedAt: at(6) });
    expect(cancelled.clocks.flatMap(marksOf)).toEqual([{ clock: 'RESPONSE', mark: 'WARNING_50', at: at(5) }]);
  });

  it('keeps a breach that came before', () => {
    const cancelled = after(open(), [11, { action: 'cancelTicket' }]);
    expect(states(cancelled, 9999)).toEqual({
      RESPONSE: 'BREACHED',
      ONSITE: 'CANCELLED',
      RESOLVE: 'CANCELLED',
    });
  });
});

describe('consultations and other matters', () => {
  const consultation = open({ kind: 'CONSULTATION', severity: 'CONSULTATION', coverage: null });

  it('a consultation answered on the telephone is accepted, resolved and closed at once', () => {
    const answered = after(consultation, [0, { action: 'answerConsultation' }]);
    expect(answered).toMatchObject({ state: 'CLOSED', acceptedAt: at(0), closedAt: at(0) });
    expect(states(answered, 9999)).toEqual({ RESPONSE: 'MET', ONSITE: 'CANCELLED', RESOLVE: 'MET' });
  });

  it('a consultation answered later keeps the instant it was accepted, and an arrival', () => {
    const answered = after(
      consultation,
      [8, accept],
      [100, checkIn],
      [300, { action: 'answerConsultation' }],
    );
    expect(answered).toMatchObject({ state: 'CLOSED', acceptedAt: at(8), closedAt: at(300) });
    expect(answered.clocks.map((c) => c.metAt)).toEqual([at(8), at(100), at(300)]);
  });

  it('another matter is tracked to its end', () => {
    const other = open({ kind: 'OTHER', severity: null, coverage: null });
    const closed = after(other, [8, accept], [5000, { action: 'closeOtherMatter' }]);
    expect(closed).toMatchObject({ state: 'CLOSED', closedAt: at(5000) });
    expect(states(closed, 9999)).toEqual({ RESPONSE: 'MET' });
  });
});

describe('the customer’s answer', () => {
  const closed = after(open(), [5, accept], [6, remote], [40, repair], [50, pass]);

  it('is taken for some time after the end of a fault that was closed, and of nothing else', () => {
    expect(openUntil(closed)).toBe(at(50) + SHAOGUAN_RULES.callbackOpenMs);
    expect(openUntil(open())).toBeNull();
    expect(openUntil(after(open(), [1, { action: 'cancelTicket' }]))).toBeNull();
    const consultation = open({ kind: 'CONSULTATION', severity: 'CONSULTATION', coverage: null });
    expect(openUntil(after(consultation, [1, { action: 'answerConsultation' }]))).toBeNull();
  });

  it('is kept with its instant, and leaves the fault open for as long as before', () => {
    const minute = (2 * DAY + HOUR) / MINUTE;
    const answered = after(closed, [minute, { action: 'recordCallback', satisfied: false }]);
    expect(answered).toMatchObject({
      state: 'CLOSED',
      callback: { answeredAt: at(minute), satisfied: false },
    });
    expect(openUntil(answered)).toBe(openUntil(closed));
  });
});

describe('a repair made offline', () => {
  const offline: TicketStep = { action: 'fileRepairReport', engineerId: 'eng2', madeAt: at(230) };
  const repaired = after(open(), [5, accept], [50, checkIn], [250, offline]);
  const acceptInstant: TicketStep = { action: 'acceptOfflineInstant', clock: 'RESOLVE' };

  it('counts when it arrives, until the supervisor accepts when it was made', () => {
    expect(states(repaired, 260).RESOLVE).toBe('MET_LATE');
    const accepted = after(repaired, [260, acceptInstant]);
    expect(states(accepted, 260).RESOLVE).toBe('MET');
    expect(accepted).toMatchObject({ repairedAt: at(230), madeOffline: {} });
  });

  it('is no longer accepted when it has failed its test: it ended nothing', () => {
    expect(after(repaired, [260, fail]).madeOffline).toEqual({});
  });
});
