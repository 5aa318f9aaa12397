/** The vocabulary and the life of a ticket as data (domain §§2, 4; contract 一.3(5)(6), 附件一.2). */

import { type LifeRule, rolesOf } from './life.js';
import { DECIDERS, DISPATCHER, type Role } from './role.js';

export type TicketKind = 'FAULT' | 'CONSULTATION' | 'OTHER';
export type Severity = 'MAJOR' | 'GENERAL' | 'CONSULTATION';
export type ClockKind = 'RESPONSE' | 'ONSITE' | 'RESOLVE';
export type Coverage = 'COVERED' | 'OUT_OF_PERIOD' | 'NOT_LISTED' | 'COVERED_BY_JUDGEMENT';
export type TicketState =
  | 'REPORTED'
  | 'ACCEPTED'
  | 'REMOTE_SUPPORT'
  | 'DISPATCHED'
  | 'ON_SITE'
  | 'REPAIRED'
  | 'REOPENED'
  | 'CLOSED'
  | 'PAUSED'
  | 'HANDED_OFF'
  | 'CANCELLED'
  | 'NOT_COVERED';
/** On which tickets a role may take a step: all, those it reported, those assigned to it (or to nobody yet). */
export type Reach = 'any' | 'own' | 'assigned';

export interface TicketRule extends LifeRule<TicketState, Reach> {
  kinds: readonly TicketKind[];
}

const FAULT = ['FAULT'] as const;
const SERVED = ['FAULT', 'CONSULTATION'] as const;
const EVERY = ['FAULT', 'CONSULTATION', 'OTHER'] as const;
const CUSTOMER = { BUREAU_REPORTER: 'own', ...DECIDERS } as const;
const HELPERS = { PROVIDER_DISPATCHER: 'any', PROVIDER_ENGINEER: 'assigned' } as const;
const ENGINEER = { PROVIDER_ENGINEER: 'assigned' } as const;
const AT_WORK = ['ACCEPTED', 'REMOTE_SUPPORT', 'DISPATCHED', 'ON_SITE', 'REOPENED'] as const;
const OPEN = ['REPORTED', ...AT_WORK, 'REPAIRED', 'PAUSED', 'HANDED_OFF'] as const;
const EITHER_SIDE = { ...DISPATCHER, ...DECIDERS } as const;

/** A state of REOPENED gives the rights of ACCEPTED; the engineer still on site may also file at once. */
export const TICKET_LIFE = {
  judgeCoverage: { kinds: FAULT, from: ['REPORTED'], by: DECIDERS },
  acceptTicket: { kinds: EVERY, from: ['REPORTED'], by: DISPATCHER },
  assignEngineer: { kinds: EVERY, from: AT_WORK, by: DISPATCHER },
  startRemoteSupport: { kinds: SERVED, from: ['ACCEPTED', 'REOPENED'], by: HELPERS },
  dispatchEngineer: {
    kinds: SERVED,
    from: ['ACCEPTED', 'REMOTE_SUPPORT', 'DISPATCHED', 'REOPENED'],
    by: DISPATCHER,
  },
  checkIn: { kinds: SERVED, from: ['ACCEPTED', 'REMOTE_SUPPORT', 'DISPATCHED', 'REOPENED'], by: ENGINEER },
  fileRepairReport: { kinds: FAULT, from: ['REMOTE_SUPPORT', 'ON_SITE', 'REOPENED'], by: ENGINEER },
  recordRecoveryTest: { kinds: FAULT, from: ['REPAIRED'], by: DECIDERS },
  recordCallback: { kinds: FAULT, from: ['CLOSED'], by: CUSTOMER },
  answerConsultation: {
    kinds: ['CONSULTATION'],
    from: ['REPORTED', 'ACCEPTED', 'REMOTE_SUPPORT', 'DISPATCHED', 'ON_SITE'],
    by: HELPERS,
  },
  closeOtherMatter: { kinds: ['OTHER'], from: ['ACCEPTED'], by: HELPERS },
  cancelTicket: { kinds: EVERY, from: ['REPORTED'], by: CUSTOMER },
  requestPause: { kinds: SERVED, from: AT_WORK, by: DISPATCHER },
  decidePause: { kinds: SERVED, from: AT_WORK, by: DECIDERS },
  resumeTicket: { kinds: SERVED, from: ['PAUSED'], by: EITHER_SIDE },
  declareHandOff: { kinds: FAULT, from: AT_WORK, by: DISPATCHER },
  decideHandOff: { kinds: FAULT, from: AT_WORK, by: DECIDERS },
  returnHandOff: { kinds: FAULT, from: ['HANDED_OFF'], by: DECIDERS },
  reclassifyTicket: { kinds: FAULT, from: OPEN, by: DECIDERS },
  correctFaultStart: { kinds: FAULT, from: [...OPEN, 'CLOSED'], by: DECIDERS },
  addAffectedAssets: { kinds: FAULT, from: [...OPEN, 'CLOSED'], by: DECIDERS },
  acceptOfflineInstant: {
    kinds: SERVED,
    from: [...AT_WORK, 'REPAIRED', 'PAUSED', 'HANDED_OFF', 'CLOSED'],
    by: DECIDERS,
  },
  // no person asks for it: the system takes it when the assignee may work no longer
  releaseAssignee: { kinds: EVERY, from: OPEN, by: { BOT: 'any' } },
} as const satisfies Record<string, TicketRule>;

export type TicketAction = keyof typeof TICKET_LIFE;
export const TICKET_ACTIONS = Object.keys(TICKET_LIFE) as TicketAction[];

export const ticketRule = (action: TicketAction): TicketRule => TICKET_LIFE[action];

/** The roles that may ever take this step of some ticket. */
export const rolesFor = (action: TicketAction): Role[] => rolesOf(TICKET_LIFE[action]);

/** States after which nothing runs any more. */
export const isFinal = (state: TicketState): boolean => state === 'CLOSED' || isWithdrawn(state);

/** No fault after all: taken back, or none of the contract's. */
export const isWithdrawn = (state: TicketState): boolean => state === 'CANCELLED' || state === 'NOT_COVERED';

export const isWaitingForJudgement = (coverage: Coverage | null): boolean =>
  coverage === 'OUT_OF_PERIOD' || coverage === 'NOT_LISTED';
