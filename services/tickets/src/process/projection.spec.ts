import { describe, expect, it } from '@jest/globals';
import { openCase, type TicketStep } from '@zhishou/rules/ticket-case';
import { HOUR, MINUTE, SHAOGUAN_RULES } from '@zhishou/rules/ticket-case.builder';
import { applyStep } from '@zhishou/rules/ticket-step';
import { clockRows, filedColumns, processColumns } from './projection.js';

const AT = Date.UTC(2026, 6, 18, 8);
const OPENED = openCase(
  {
    ticketId: 'tkt_1',
    kind: 'FAULT',
    severity: 'MAJOR',
    coverage: 'COVERED',
    reportedAt: AT,
    reportedById: 'psn_reporter',
  },
  SHAOGUAN_RULES,
);
const ACCEPTED = applyStep(OPENED, { action: 'acceptTicket', engineerId: 'psn_engineer' }, AT + 2 * MINUTE);

describe('the columns of a ticket', () => {
  it('follow from its case', () => {
    expect(processColumns(ACCEPTED)).toEqual({
      severity: 'MAJOR',
      state: 'ACCEPTED',
      round: 1,
      version: 1,
      coverage: 'COVERED',
      assigneeId: 'psn_engineer',
      acceptedAt: new Date(AT + 2 * MINUTE),
      repairedAt: null,
      closedAt: null,
      process: ACCEPTED,
    });
  });

  const text = (step: TicketStep, details: Record<string, unknown> = {}) => filedColumns({ step, details });

  it.each<[string, object, object]>([
    [
      'a repair report files its type',
      text({ action: 'fileRepairReport', engineerId: 'e' }, { faultType: 'POWER' }),
      { faultType: 'POWER' },
    ],
    [
      'a failed test takes the type back',
      text({ action: 'recordRecoveryTest', passed: false }),
      { faultType: null },
    ],
    ['a passed test leaves it', text({ action: 'recordRecoveryTest', passed: true }), {}],
    ['an answer is kept', text({ action: 'answerConsultation' }, { answer: '好' }), { answer: '好' }],
    [
      'so is that of another matter',
      text({ action: 'closeOtherMatter' }, { answer: '好' }),
      { answer: '好' },
    ],
    [
      'a corrected start moves it',
      text({ action: 'correctFaultStart' }, { startedAt: '2026-07-18T07:00:00Z' }),
      { startedAt: new Date(AT - HOUR) },
    ],
    ['any other step files nothing', text({ action: 'acceptTicket' }, { note: '好' }), {}],
  ])('%s', (_, columns, expected) => {
    expect(columns).toEqual(expected);
  });
});

describe('the rows of its clocks', () => {
  const rows = (ticket = OPENED, now = AT) =>
    Object.fromEntries(
      clockRows(ticket, now).map(({ kind, state, dueAt, breachedAt }) => [
        kind,
        [state, dueAt && (dueAt.getTime() - AT) / MINUTE, breachedAt && (breachedAt.getTime() - AT) / MINUTE],
      ]),
    );

  it('hold the deadlines while they run', () => {
    expect(rows()).toEqual({
      RESPONSE: ['RUNNING', 10, null],
      ONSITE: ['RUNNING', 60, null],
      RESOLVE: ['RUNNING', 240, null],
    });
  });

  it('hold the breach as of its own instant, from the millisecond after it', () => {
    expect(rows(OPENED, AT + 10 * MINUTE).RESPONSE).toEqual(['RUNNING', 10, null]);
    expect(rows(OPENED, AT + 10 * MINUTE + 1).RESPONSE).toEqual(['BREACHED', 10, 10]);
  });

  it('keep the deadline of what was met, and have none while a clock stands still or was called off', () => {
    expect(rows(ACCEPTED, AT + HOUR).RESPONSE).toEqual(['MET', 10, null]);
    const paused = applyStep(ACCEPTED, { action: 'decidePause', approve: true }, AT + 5 * MINUTE);
    expect(rows(paused, AT + HOUR)).toMatchObject({ ONSITE: ['PAUSED', null, null] });
    const cancelled = applyStep(OPENED, { action: 'cancelTicket' }, AT + MINUTE);
    expect(rows(cancelled, AT + HOUR).RESOLVE).toEqual(['CANCELLED', null, null]);
  });
});
