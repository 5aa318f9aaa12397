import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { consumedMs, marksOf } from './clock.js';
import { openCase, type TicketCase, type TicketStep } from './ticket-case.js';
import { applyStep } from './ticket-step.js';
import { HOUR, MINUTE, SHAOGUAN_RULES } from './ticket-case.builder.js';
import { isFinal, TICKET_LIFE, type TicketAction, type TicketKind, type TicketState } from './ticket-life.js';
import type { Role } from './role.js';
import { allowedActions } from './ticket-permission.js';

const STEPS: { [A in TicketAction]: Extract<TicketStep, { action: A }>[] } = {
  judgeCoverage: [
    { action: 'judgeCoverage', cover: true },
    { action: 'judgeCoverage', cover: false },
  ],
  acceptTicket: [{ action: 'acceptTicket' }],
  assignEngineer: [{ action: 'assignEngineer', engineerId: 'p' }],
  releaseAssignee: [{ action: 'releaseAssignee', engineerId: 'p' }],
  startRemoteSupport: [{ action: 'startRemoteSupport' }],
  dispatchEngineer: [{ action: 'dispatchEngineer', engineerId: 'p' }],
  checkIn: [{ action: 'checkIn', engineerId: 'p' }],
  fileRepairReport: [{ action: 'fileRepairReport', engineerId: 'p' }],
  recordRecoveryTest: [
    { action: 'recordRecoveryTest', passed: true },
    { action: 'recordRecoveryTest', passed: false },
  ],
  recordCallback: [{ action: 'recordCallback', satisfied: true }],
  answerConsultation: [{ action: 'answerConsultation' }],
  closeOtherMatter: [{ action: 'closeOtherMatter' }],
  cancelTicket: [{ action: 'cancelTicket' }],
  requestPause: [{ action: 'requestPause' }],
  decidePause: [
    { action: 'decidePause', approve: true },
    { action: 'decidePause', approve: false },
  ],
  resumeTicket: [{ action: 'resumeTicket' }],
  declareHandOff: [{ action: 'declareHandOff' }],
  decideHandOff: [
    { action: 'decideHandOff', confirm: true },
    { action: 'decideHandOff', confirm: false },
  ],
  returnHandOff: [
    { action: 'returnHandOff', resolvedByCarrier: true },
    { action: 'returnHandOff', resolvedByCarrier: false },
  ],
  reclassifyTicket: [
    { action: 'reclassifyTicket', severity: 'MAJOR' },
    { action: 'reclassifyTicket', severity: 'GENERAL' },
  ],
  correctFaultStart: [{ action: 'correctFaultStart' }],
  addAffectedAssets: [{ action: 'addAffectedAssets', assets: [] }],
  acceptOfflineInstant: [],
};
const ROLES: Role[] = ['BUREAU_REPORTER', 'BUREAU_SUPERVISOR', 'PROVIDER_DISPATCHER', 'PROVIDER_ENGINEER'];

/** All steps that somebody may take now. */
const possible = (ticket: TicketCase): TicketStep[] => {
  const actions = new Set(
    ROLES.flatMap((role) => allowedActions(ticket, { id: 'p', role }, ticket.closedAt ?? 0)),
  );
  return [...actions].flatMap((action): TicketStep[] => STEPS[action]);
};
const isPossible = (ticket: TicketCase, step: TicketStep) =>
  possible(ticket).some(({ action }) => action === step.action);

const open = (kind: TicketKind, covered: boolean): TicketCase =>
  openCase(
    {
      ticketId: 'tkt_1',
      kind,
      severity: kind === 'OTHER' ? null : kind === 'FAULT' ? 'MAJOR' : 'CONSULTATION',
      coverage: kind === 'FAULT' ? (covered ? 'COVERED' : 'NOT_LISTED') : null,
      reportedAt: 0,
      reportedById: 'p',
    },
    SHAOGUAN_RULES,
  );

const kind = fc.constantFrom<TicketKind[]>('FAULT', 'CONSULTATION', 'OTHER');
// Gaps of whole budgets and of nothing, so that steps meet deadlines and each other.
const gap = fc.oneof(fc.constantFrom(0, 5 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR), fc.nat(5 * HOUR));
const walk = fc.array(fc.tuple(fc.nat(), gap), { maxLength: 15 });

/** The tickets along a walk of possible steps, with the instant of each. */
function* walked(
  start: TicketCase,
  choices: [number, number][],
): Generator<{ ticket: TicketCase; at: number }> {
  let [ticket, at] = [start, 0];
  yield { ticket, at };
  for (const [choice, after] of choices) {
    const steps = possible(ticket);
    if (steps.length === 0) return;
    at += after;
    ticket = applyStep(ticket, steps[choice % steps.length]!, at);
    yield { ticket, at };
  }
}

describe('the life of a ticket', () => {
  const SERVED: TicketState[] = [
    'REPORTED',
    'ACCEPTED',
    'REMOTE_SUPPORT',
    'DISPATCHED',
    'ON_SITE',
    'CLOSED',
    'CANCELLED',
  ];

  it.each<[TicketKind, TicketState[]]>([
    ['FAULT', [...SERVED, 'REPAIRED', 'REOPENED', 'NOT_COVERED']],
    ['CONSULTATION', SERVED],
    ['OTHER', ['REPORTED', 'ACCEPTED', 'CLOSED', 'CANCELLED']],
  ])('takes a %s through its states and no others', (of, states) => {
    const seen = new Map<string, TicketState>();
    const visit = (ticket: TicketCase): void => {
      const key = `${ticket.state} ${ticket.coverage}`;
      if (seen.has(key)) return;
      seen.set(key, ticket.state);
      possible(ticket).forEach((step) => visit(applyStep(ticket, step, 0)));
    };
    visit(open(of, false));
    expect(new Set(seen.values())).toEqual(new Set(states));
  });

  it('gives every step to somebody', () => {
    for (const rule of Object.values(TICKET_LIFE)) expect(Object.keys(rule.by)).not.toEqual([]);
  });

  it('counts its steps, and leaves no clock running at its end', () => {
    fc.assert(
      fc.property(kind, fc.boolean(), walk, (of, covered, choices) => {
        const all = [...walked(open(of, covered), choices)];
        expect(all.map(({ ticket }) => ticket.version)).toEqual(all.map((_, index) => index));
        const { ticket, at } = all.at(-1)!;
        if (!isFinal(ticket.state)) return;
        for (const clock of ticket.clocks) {
          expect(clock.metAt ?? clock.cancelledAt).not.toBeNull();
          expect(consumedMs(clock, at + HOUR)).toBe(consumedMs(clock, at));
        }
      }),
    );
  });

  it('never takes back a mark', () => {
    fc.assert(
      fc.property(kind, fc.boolean(), walk, (of, covered, choices) => {
        let standing: unknown[] = [];
        for (const { ticket, at: now } of walked(open(of, covered), choices)) {
          const marks = ticket.clocks.flatMap(marksOf);
          expect(marks).toEqual(expect.arrayContaining(standing));
          standing = marks.filter(({ at }) => at < now);
        }
      }),
    );
  });

  it('tells the same marks whichever of two steps of the same instant comes first', () => {
    fc.assert(
      fc.property(kind, fc.boolean(), walk, gap, (of, covered, choices, later) => {
        const { ticket, at } = [...walked(open(of, covered), choices)].at(-1)!;
        const now = at + later;
        const marksAfter = (...steps: TicketStep[]) =>
          steps.reduce((before, step) => applyStep(before, step, now), ticket).clocks.flatMap(marksOf);
        for (const one of possible(ticket)) {
          for (const other of possible(applyStep(ticket, one, now))) {
            if (other.action === one.action) continue; // two decisions about one thing: the later one holds
            const eitherWay = isPossible(ticket, other) && isPossible(applyStep(ticket, other, now), one);
            if (eitherWay) expect(marksAfter(one, other)).toEqual(marksAfter(other, one));
          }
        }
      }),
    );
  });
});
