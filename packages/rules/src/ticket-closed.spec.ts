import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clockState } from './clock.js';
import { DAY, MINUTE, SHAOGUAN_RULES } from './ticket-case.builder.js';
import { openCase, openUntil, type TicketCase, type TicketStep } from './ticket-case.js';
import { allowedActions, refusalOf } from './ticket-permission.js';
import { applyStep } from './ticket-step.js';

const SUPERVISOR = { id: 'supervisor', role: 'BUREAU_SUPERVISOR' } as const;
const LIFE: [number, TicketStep][] = [
  [5, { action: 'acceptTicket' }],
  [70, { action: 'checkIn', engineerId: 'eng', madeAt: 50 * MINUTE }],
  [110, { action: 'fileRepairReport', engineerId: 'eng' }],
  [120, { action: 'recordRecoveryTest', passed: true }],
];
const CLOSED = LIFE.reduce(
  (ticket, [minute, step]) => applyStep(ticket, step, minute * MINUTE),
  openCase(
    {
      ticketId: 'tkt_1',
      kind: 'FAULT',
      severity: 'MAJOR',
      coverage: 'COVERED',
      reportedAt: 0,
      reportedById: 'reporter',
    },
    SHAOGUAN_RULES,
  ),
);
const CLOSED_AT = 120 * MINUTE;
const UNTIL = CLOSED_AT + 30 * DAY;

const afterwards = fc.constantFrom<TicketStep[]>(
  { action: 'recordCallback', satisfied: true },
  { action: 'recordCallback', satisfied: false },
  { action: 'correctFaultStart' },
  { action: 'addAffectedAssets', assets: [{ assetCode: 'A', unitsAffected: 1, unitNumbers: null }] },
  { action: 'acceptOfflineInstant', clock: 'ONSITE' },
);
const instant = fc.integer({ min: CLOSED_AT, max: UNTIL + DAY });
const asked = fc
  .array(fc.tuple(instant, afterwards), { maxLength: 8 })
  .map((steps) => steps.sort(([one], [other]) => one - other));

/** The case after those of the steps that may be taken. */
const after = (steps: [number, TicketStep][]): TicketCase =>
  steps.reduce(
    (ticket, [at, step]) =>
      refusalOf(ticket, step, SUPERVISOR, at) === null ? applyStep(ticket, step, at) : ticket,
    CLOSED,
  );

describe('a closed fault, whatever is asked for afterwards', () => {
  it('stays closed, and open for as long as when it was closed', () => {
    fc.assert(
      fc.property(asked, (steps) => {
        const ticket = after(steps);
        expect([ticket.state, ticket.closedAt, openUntil(ticket)]).toEqual(['CLOSED', CLOSED_AT, UNTIL]);
        for (const clock of ticket.clocks) expect(clockState(clock, UNTIL)).toMatch(/^MET/);
      }),
    );
  });

  it('is put right at any instant of that time, answered or not, and at none after it', () => {
    fc.assert(
      fc.property(asked, instant, (steps, later) => {
        const before = steps.filter(([at]) => at <= later);
        const allowed = allowedActions(after(before), SUPERVISOR, later);
        if (later >= UNTIL) expect(allowed).toEqual([]);
        else expect(allowed).toEqual(expect.arrayContaining(['correctFaultStart', 'addAffectedAssets']));
      }),
    );
  });

  it('takes one answer, the first', () => {
    fc.assert(
      fc.property(asked, (steps) => {
        const first = steps.find(([at, { action }]) => action === 'recordCallback' && at < UNTIL);
        expect(after(steps).callback?.answeredAt).toBe(first?.[0]);
      }),
    );
  });
});
