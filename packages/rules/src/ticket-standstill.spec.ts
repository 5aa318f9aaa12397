import { describe, expect, it } from '@jest/globals';
import { MINUTE, SHAOGUAN_RULES } from './ticket-case.builder.js';
import { openCase, type TicketCase, type TicketStep } from './ticket-case.js';
import { applyStep } from './ticket-step.js';

const REPORTED = Date.parse('2026-07-01T00:00:00Z');
const at = (minutes: number) => REPORTED + minutes * MINUTE;

const atWork = applyStep(
  openCase(
    {
      ticketId: 'tkt_1',
      kind: 'FAULT',
      severity: 'MAJOR',
      coverage: 'COVERED',
      reportedAt: REPORTED,
      reportedById: 'reporter',
    },
    SHAOGUAN_RULES,
  ),
  { action: 'acceptTicket', engineerId: 'eng' },
  at(5),
);

/** The case after the steps, each at its minute after the report. */
const after = (...steps: [number, TicketStep][]): TicketCase =>
  steps.reduce((before, [minute, step]) => applyStep(before, step, at(minute)), atWork);

const spans = ({ pauses, carrier }: TicketCase) => ({ pauses, carrier });
const askPause: TicketStep = { action: 'requestPause' };
const decidePause = (approve: boolean): TicketStep => ({ action: 'decidePause', approve });
const declare: TicketStep = { action: 'declareHandOff' };
const decideHandOff = (confirm: boolean): TicketStep => ({ action: 'decideHandOff', confirm });
const giveBack = (resolvedByCarrier: boolean): TicketStep => ({ action: 'returnHandOff', resolvedByCarrier });

describe('the time in which a fault stood still', () => {
  it('is from the approval of a pause, not from the asking, to its end', () => {
    const paused = after([10, askPause], [12, decidePause(true)]);
    expect(spans(paused)).toEqual({ pauses: [{ from: at(12), to: null }], carrier: [] });
    const resumed = applyStep(paused, { action: 'resumeTicket' }, at(30));
    expect(spans(resumed)).toEqual({ pauses: [{ from: at(12), to: at(30) }], carrier: [] });
  });

  it('is in the carrier’s hands from the confirmation to the return', () => {
    const away = after([10, declare], [15, decideHandOff(true)]);
    expect(spans(away)).toEqual({ pauses: [], carrier: [{ from: at(15), to: null }] });
    const back = applyStep(away, giveBack(false), at(75));
    expect(back).toMatchObject({ state: 'ACCEPTED', carrier: [{ from: at(15), to: at(75) }] });
    const resolved = applyStep(away, giveBack(true), at(75));
    expect(resolved).toMatchObject({
      state: 'CLOSED',
      repairedAt: null,
      closedAt: at(75),
      carrier: [{ from: at(15), to: at(75) }],
    });
  });

  it('is none for what the bureau declined or sent back', () => {
    const ticket = after([10, askPause], [12, decidePause(false)], [20, declare], [25, decideHandOff(false)]);
    expect(spans(ticket)).toEqual({ pauses: [], carrier: [] });
  });

  it('keeps every pause, and one does not end the other kind', () => {
    const ticket = after(
      [10, askPause],
      [12, decidePause(true)],
      [20, { action: 'resumeTicket' }],
      [30, declare],
      [31, decideHandOff(true)],
      [50, giveBack(false)],
      [60, askPause],
      [61, decidePause(true)],
    );
    expect(spans(ticket)).toEqual({
      pauses: [
        { from: at(12), to: at(20) },
        { from: at(61), to: null },
      ],
      carrier: [{ from: at(31), to: at(50) }],
    });
  });
});
