import { describe, expect, it } from '@jest/globals';
import { openCase, openUntil, type TicketCase } from './ticket-case.js';
import { SHAOGUAN_RULES } from './ticket-case.builder.js';
import {
  type Coverage,
  isFinal,
  TICKET_ACTIONS,
  type TicketAction,
  type TicketKind,
  type TicketState,
} from './ticket-life.js';
import type { Role } from './role.js';
import { applyStep } from './ticket-step.js';
import { allowedActions, refusalOf } from './ticket-permission.js';

const REPORTER = { id: 'reporter', role: 'BUREAU_REPORTER' } as const;
const ENGINEER = { id: 'engineer', role: 'PROVIDER_ENGINEER' } as const;
const SUPERVISOR = { id: 'supervisor', role: 'BUREAU_SUPERVISOR' } as const;
const DISPATCHER = { id: 'dispatcher', role: 'PROVIDER_DISPATCHER' } as const;
const PEOPLE: { id: string; role: Role }[] = [
  REPORTER,
  SUPERVISOR,
  { id: 'admin', role: 'BUREAU_ADMIN' },
  DISPATCHER,
  ENGINEER,
  { id: 'bot', role: 'BOT' },
  { id: 'auditor', role: 'AUDITOR' },
];
const NOW = 0;

interface Rights {
  reporter?: TicketAction[];
  /** supervisor and admin */
  deciders?: TicketAction[];
  dispatcher?: TicketAction[];
  engineer?: TicketAction[];
}

/** What the bureau may put right about a fault as long as it is open. */
const RECORD: TicketAction[] = ['reclassifyTicket', 'correctFaultStart', 'addAffectedAssets'];
/** What the provider may ask the bureau for while it works on a fault. */
const ASK: TicketAction[] = ['requestPause', 'declareHandOff'];

/** Every state a ticket of the kind can be in. */
const LIFE: Record<TicketKind, Partial<Record<TicketState, Rights>>> = {
  FAULT: {
    REPORTED: {
      reporter: ['cancelTicket'],
      deciders: ['cancelTicket', ...RECORD],
      dispatcher: ['acceptTicket'],
    },
    ACCEPTED: {
      deciders: RECORD,
      dispatcher: ['assignEngineer', 'startRemoteSupport', 'dispatchEngineer', ...ASK],
      engineer: ['startRemoteSupport', 'checkIn'],
    },
    REMOTE_SUPPORT: {
      deciders: RECORD,
      dispatcher: ['assignEngineer', 'dispatchEngineer', ...ASK],
      engineer: ['checkIn', 'fileRepairReport'],
    },
    DISPATCHED: {
      deciders: RECORD,
      dispatcher: ['assignEngineer', 'dispatchEngineer', ...ASK],
      engineer: ['checkIn'],
    },
    ON_SITE: { deciders: RECORD, dispatcher: ['assignEngineer', ...ASK], engineer: ['fileRepairReport'] },
    REPAIRED: { deciders: ['recordRecoveryTest', ...RECORD] },
    REOPENED: {
      deciders: RECORD,
      dispatcher: ['assignEngineer', 'startRemoteSupport', 'dispatchEngineer', ...ASK],
      engineer: ['startRemoteSupport', 'checkIn', 'fileRepairReport'],
    },
    PAUSED: { deciders: ['resumeTicket', ...RECORD], dispatcher: ['resumeTicket'] },
    HANDED_OFF: { deciders: ['returnHandOff', ...RECORD] },
    CLOSED: {
      reporter: ['recordCallback'],
      deciders: ['recordCallback', 'correctFaultStart', 'addAffectedAssets'],
    },
    CANCELLED: {},
    NOT_COVERED: {},
  },
  CONSULTATION: {
    REPORTED: {
      reporter: ['cancelTicket'],
      deciders: ['cancelTicket'],
      dispatcher: ['acceptTicket', 'answerConsultation'],
      engineer: ['answerConsultation'],
    },
    ACCEPTED: {
      dispatcher: [
        'assignEngineer',
        'startRemoteSupport',
        'dispatchEngineer',
        'answerConsultation',
        'requestPause',
      ],
      engineer: ['startRemoteSupport', 'checkIn', 'answerConsultation'],
    },
    REMOTE_SUPPORT: {
      dispatcher: ['assignEngineer', 'dispatchEngineer', 'answerConsultation', 'requestPause'],
      engineer: ['checkIn', 'answerConsultation'],
    },
    DISPATCHED: {
      dispatcher: ['assignEngineer', 'dispatchEngineer', 'answerConsultation', 'requestPause'],
      engineer: ['checkIn', 'answerConsultation'],
    },
    ON_SITE: {
      dispatcher: ['assignEngineer', 'answerConsultation', 'requestPause'],
      engineer: ['answerConsultation'],
    },
    PAUSED: { deciders: ['resumeTicket'], dispatcher: ['resumeTicket'] },
    CLOSED: {},
    CANCELLED: {},
  },
  OTHER: {
    REPORTED: { reporter: ['cancelTicket'], deciders: ['cancelTicket'], dispatcher: ['acceptTicket'] },
    ACCEPTED: { dispatcher: ['assignEngineer', 'closeOtherMatter'], engineer: ['closeOtherMatter'] },
    CLOSED: {},
    CANCELLED: {},
  },
};

const RIGHTS_OF: Record<Role, keyof Rights | null> = {
  BUREAU_REPORTER: 'reporter',
  BUREAU_SUPERVISOR: 'deciders',
  BUREAU_ADMIN: 'deciders',
  PROVIDER_DISPATCHER: 'dispatcher',
  PROVIDER_ENGINEER: 'engineer',
  BOT: null,
  AUDITOR: null,
};

function ticket(kind: TicketKind, state: TicketState, overrides: Partial<TicketCase> = {}): TicketCase {
  const facts = {
    ticketId: 'tkt_1',
    kind,
    severity: kind === 'FAULT' ? ('MAJOR' as const) : null,
    coverage: kind === 'FAULT' ? ('COVERED' as const) : null,
    reportedAt: 0,
    reportedById: REPORTER.id,
  };
  return {
    ...openCase(facts, SHAOGUAN_RULES),
    assigneeId: ENGINEER.id,
    state,
    closedAt: isFinal(state) ? 0 : null,
    ...overrides,
  };
}

describe('the life of a ticket, for each role in each state', () => {
  const cells = (Object.keys(LIFE) as TicketKind[]).flatMap((kind) =>
    (Object.keys(LIFE[kind]) as TicketState[]).flatMap((state) =>
      PEOPLE.map((person) => ({ kind, state, role: person.role, person })),
    ),
  );

  it.each(cells)('$kind $state: $role', ({ kind, state, person }) => {
    const side = RIGHTS_OF[person.role];
    // for the system, which acts in the role of no person
    const own = person.role === 'BOT' && !isFinal(state) ? ['releaseAssignee'] : [];
    const expected = (side && LIFE[kind][state]?.[side]) ?? own;
    expect(new Set(allowedActions(ticket(kind, state), person, NOW))).toEqual(new Set(expected));
  });

  it('refuses exactly what it does not allow', () => {
    for (const { kind, state, person } of cells) {
      const subject = ticket(kind, state);
      const taken = TICKET_ACTIONS.filter((action) => refusalOf(subject, { action }, person, NOW) === null);
      expect(taken).toEqual(allowedActions(subject, person, NOW));
    }
  });
});

describe('an assignee is released', () => {
  const system = { id: 'system:people', role: 'BOT' } as const;
  const release = (engineerId: string) => ({ action: 'releaseAssignee', engineerId }) as const;

  it('while assigned, and not once somebody else or nobody is', () => {
    const step = release(ENGINEER.id);
    const held = ticket('FAULT', 'DISPATCHED');
    expect(refusalOf(held, step, system, NOW)).toBeNull();
    expect(applyStep(held, step, NOW)).toMatchObject({ state: 'DISPATCHED', assigneeId: null });
    for (const assigneeId of ['another', null])
      expect(refusalOf({ ...held, assigneeId }, step, system, NOW)?.code).toBe('CONFLICT');
  });

  it('by no person', () => {
    const people = PEOPLE.filter(({ role }) => role !== 'BOT');
    const codes = people.map(
      (person) => refusalOf(ticket('FAULT', 'ON_SITE'), release(ENGINEER.id), person, NOW)?.code,
    );
    expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
  });
});

describe('whose ticket it is', () => {
  const stranger = { id: 'another', role: 'BUREAU_REPORTER' } as const;
  const colleague = { id: 'another', role: 'PROVIDER_ENGINEER' } as const;

  it('a reporter has rights on the tickets it reported only', () => {
    expect(allowedActions(ticket('FAULT', 'REPORTED'), stranger, NOW)).toEqual([]);
    expect(refusalOf(ticket('FAULT', 'REPORTED'), { action: 'cancelTicket' }, stranger, NOW)?.code).toBe(
      'FORBIDDEN',
    );
    expect(allowedActions(ticket('FAULT', 'CLOSED'), stranger, NOW)).toEqual([]);
  });

  it('an engineer works on what is assigned to it or to nobody yet', () => {
    expect(allowedActions(ticket('FAULT', 'DISPATCHED'), colleague, NOW)).toEqual([]);
    expect(allowedActions(ticket('FAULT', 'DISPATCHED', { assigneeId: null }), colleague, NOW)).toEqual([
      'checkIn',
    ]);
  });

  it('the side that did the work never tests it, not even on a ticket of its own', () => {
    const test = { action: 'recordRecoveryTest' } as const;
    for (const person of [DISPATCHER, ENGINEER]) {
      const subject = ticket('FAULT', 'REPAIRED', { reportedById: person.id, assigneeId: person.id });
      expect(refusalOf(subject, test, person, NOW)?.code).toBe('FORBIDDEN');
    }
  });
});

describe('a fault waiting for the judgement of its coverage', () => {
  it.each<Coverage>(['OUT_OF_PERIOD', 'NOT_LISTED'])(
    '%s: may be judged, cancelled or put right, nothing else',
    (coverage) => {
      const waiting = ticket('FAULT', 'REPORTED', { coverage, assigneeId: null });
      expect(allowedActions(waiting, SUPERVISOR, NOW)).toEqual(['judgeCoverage', 'cancelTicket', ...RECORD]);
      expect(allowedActions(waiting, REPORTER, NOW)).toEqual(['cancelTicket']);
      expect(allowedActions(waiting, DISPATCHER, NOW)).toEqual([]);
      expect(allowedActions(waiting, ENGINEER, NOW)).toEqual([]);
      expect(refusalOf(waiting, { action: 'acceptTicket' }, DISPATCHER, NOW)).toEqual({
        code: 'CONFLICT',
        message: 'The ticket waits for the bureau to judge whether it is covered',
      });
    },
  );

  it.each<Coverage>(['COVERED', 'COVERED_BY_JUDGEMENT'])('%s: is not judged (again)', (coverage) => {
    const settled = ticket('FAULT', 'REPORTED', { coverage });
    expect(refusalOf(settled, { action: 'judgeCoverage' }, SUPERVISOR, NOW)?.code).toBe('CONFLICT');
    expect(allowedActions(settled, DISPATCHER, NOW)).toEqual(['acceptTicket']);
  });
});

describe('a closed fault', () => {
  const closed = ticket('FAULT', 'CLOSED', { madeOffline: { RESPONSE: 0 } });
  const until = openUntil(closed)!;
  const putRight: TicketAction[] = ['correctFaultStart', 'addAffectedAssets', 'acceptOfflineInstant'];

  it('takes the answer, and is put right, until the time for both is over', () => {
    expect(allowedActions(closed, REPORTER, until - 1)).toEqual(['recordCallback']);
    expect(allowedActions(closed, SUPERVISOR, until - 1)).toEqual(['recordCallback', ...putRight]);
    expect(allowedActions(closed, REPORTER, until)).toEqual([]);
    expect(allowedActions(closed, SUPERVISOR, until)).toEqual([]);
    expect(refusalOf(closed, { action: 'recordCallback' }, REPORTER, until)?.code).toBe('CONFLICT');
  });

  it('that was answered is put right for as long, and takes no second answer', () => {
    const answered = { ...closed, callback: { answeredAt: 1, satisfied: true } };
    expect(allowedActions(answered, REPORTER, 1)).toEqual([]);
    expect(allowedActions(answered, SUPERVISOR, until - 1)).toEqual(putRight);
    expect(allowedActions(answered, SUPERVISOR, until)).toEqual([]);
    expect(refusalOf(answered, { action: 'recordCallback' }, SUPERVISOR, 1)?.code).toBe('CONFLICT');
  });

  it('is over at once when it is a consultation', () => {
    const consultation = ticket('CONSULTATION', 'CLOSED', { madeOffline: { RESPONSE: 0 } });
    expect(allowedActions(consultation, SUPERVISOR, NOW)).toEqual([]);
  });
});

describe('a refusal', () => {
  it('names the state the ticket is in', () => {
    expect(refusalOf(ticket('FAULT', 'ON_SITE'), { action: 'acceptTicket' }, DISPATCHER, NOW)).toEqual({
      code: 'CONFLICT',
      message: 'The ticket is ON_SITE; acceptTicket is not possible now',
    });
  });

  it('answers a second callback with a conflict', () => {
    const answered = ticket('FAULT', 'CLOSED', { callback: { answeredAt: 1, satisfied: true } });
    expect(refusalOf(answered, { action: 'recordCallback' }, REPORTER, NOW)?.code).toBe('CONFLICT');
  });
});
