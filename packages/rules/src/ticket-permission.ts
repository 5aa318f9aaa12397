import type { Refusal } from './life.js';
import type { Person } from './role.js';
import { openUntil, type TicketCase, type TicketStep } from './ticket-case.js';
import {
  isFinal,
  isWaitingForJudgement,
  type Reach,
  TICKET_ACTIONS,
  type TicketAction,
  ticketRule,
} from './ticket-life.js';

function withinReach(ticket: TicketCase, person: Person, reach: Reach): boolean {
  if (reach === 'own') return ticket.reportedById === person.id;
  if (reach === 'assigned') return ticket.assigneeId === null || ticket.assigneeId === person.id;
  return true;
}

function mayEver(ticket: TicketCase, action: TicketAction, person: Person): boolean {
  const reach = ticketRule(action).by[person.role];
  return reach !== undefined && withinReach(ticket, person, reach);
}

/** Nothing carries the ticket any more: final, and the time in which a closed fault stays open is over. */
function isOver(ticket: TicketCase, now: number): boolean {
  return isFinal(ticket.state) && now >= (openUntil(ticket) ?? -Infinity);
}

function mayNow(ticket: TicketCase, action: TicketAction, now: number): boolean {
  const rule = ticketRule(action);
  if (isOver(ticket, now)) return false;
  if (!rule.kinds.includes(ticket.kind) || !rule.from.includes(ticket.state)) return false;
  const waiting = ticket.state === 'REPORTED' && isWaitingForJudgement(ticket.coverage);
  const condition = CONDITIONS[action];
  return condition ? condition(ticket, waiting) : !waiting;
}

/** What a step needs beside its state in the life's table. */
const CONDITIONS: Partial<Record<TicketAction, (ticket: TicketCase, waiting: boolean) => boolean>> = {
  judgeCoverage: (_ticket, waiting) => waiting,
  recordCallback: (ticket) => ticket.callback === null,
  cancelTicket: () => true,
  reclassifyTicket: () => true,
  correctFaultStart: () => true,
  addAffectedAssets: () => true,
  requestPause: (ticket) => ticket.pauseAskedAt === null,
  decidePause: (ticket) => ticket.pauseAskedAt !== null,
  declareHandOff: (ticket) => ticket.handOffDeclaredAt === null,
  decideHandOff: (ticket) => ticket.handOffDeclaredAt !== null,
  releaseAssignee: (ticket) => ticket.assigneeId !== null,
  acceptOfflineInstant: (ticket) => Object.keys(ticket.madeOffline).length > 0,
};

/** What this person may do with the ticket as it stands at `now` (ms): names of mutations. */
export const allowedActions = (ticket: TicketCase, person: Person, now: number): TicketAction[] =>
  TICKET_ACTIONS.filter((action) => mayEver(ticket, action, person) && mayNow(ticket, action, now));

/** Why the step cannot be taken at `now` (ms) by this person, or null when it can. */
export function refusalOf(
  ticket: TicketCase,
  step: Pick<TicketStep, 'action'> & { engineerId?: string },
  person: Person,
  now: number,
): Refusal | null {
  if (!mayEver(ticket, step.action, person)) {
    return { code: 'FORBIDDEN', message: 'This ticket is not yours to work on' };
  }
  if (
    step.action === 'releaseAssignee' &&
    step.engineerId !== undefined &&
    step.engineerId !== ticket.assigneeId
  )
    return { code: 'CONFLICT', message: 'The ticket is assigned to somebody else by now' };
  if (mayNow(ticket, step.action, now)) return null;
  const waits = isWaitingForJudgement(ticket.coverage) && ticket.state === 'REPORTED';
  return {
    code: 'CONFLICT',
    message: waits
      ? 'The ticket waits for the bureau to judge whether it is covered'
      : `The ticket is ${ticket.state}; ${step.action} is not possible now`,
  };
}
