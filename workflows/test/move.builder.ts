import type { Actor } from '@zhishou/messages/case-process';
import type { TicketStep } from '@zhishou/rules/ticket-case';
import type { ClockKind } from '@zhishou/rules/ticket-life';

export interface Move {
  by: Actor;
  step: TicketStep;
}

export const REPORTER: Actor = { id: 'reporter', role: 'BUREAU_REPORTER' };
const SUPERVISOR: Actor = { id: 'supervisor', role: 'BUREAU_SUPERVISOR' };
const DISPATCHER: Actor = { id: 'dispatcher', role: 'PROVIDER_DISPATCHER' };
export const ENGINEER: Actor = { id: 'engineer', role: 'PROVIDER_ENGINEER' };
const engineerId = ENGINEER.id;

export const ACCEPT: Move = { by: DISPATCHER, step: { action: 'acceptTicket' } };
export const REMOTE: Move = { by: DISPATCHER, step: { action: 'startRemoteSupport', engineerId } };
export const DISPATCH: Move = { by: DISPATCHER, step: { action: 'dispatchEngineer', engineerId } };
export const CHECK_IN: Move = { by: ENGINEER, step: { action: 'checkIn', engineerId } };
export const REPAIR: Move = { by: ENGINEER, step: { action: 'fileRepairReport', engineerId } };
export const PASS: Move = { by: SUPERVISOR, step: { action: 'recordRecoveryTest', passed: true } };
export const FAIL: Move = { by: SUPERVISOR, step: { action: 'recordRecoveryTest', passed: false } };
export const CALLBACK: Move = { by: REPORTER, step: { action: 'recordCallback', satisfied: true } };
export const CANCEL: Move = { by: REPORTER, step: { action: 'cancelTicket' } };
export const COVER: Move = { by: SUPERVISOR, step: { action: 'judgeCoverage', cover: true } };
export const DO_NOT_COVER: Move = { by: SUPERVISOR, step: { action: 'judgeCoverage', cover: false } };
export const ASK_PAUSE: Move = { by: DISPATCHER, step: { action: 'requestPause' } };
export const APPROVE_PAUSE: Move = { by: SUPERVISOR, step: { action: 'decidePause', approve: true } };
export const DECLINE_PAUSE: Move = { by: SUPERVISOR, step: { action: 'decidePause', approve: false } };
export const RESUME: Move = { by: DISPATCHER, step: { action: 'resumeTicket' } };
export const RESUME_BY_BUREAU: Move = { by: SUPERVISOR, step: { action: 'resumeTicket' } };
export const HAND_OFF: Move = { by: DISPATCHER, step: { action: 'declareHandOff' } };
export const CONFIRM_HAND_OFF: Move = { by: SUPERVISOR, step: { action: 'decideHandOff', confirm: true } };
export const SEND_BACK: Move = { by: SUPERVISOR, step: { action: 'decideHandOff', confirm: false } };
export const RETURNED: Move = {
  by: SUPERVISOR,
  step: { action: 'returnHandOff', resolvedByCarrier: false },
};
export const RESOLVED_BY_CARRIER: Move = {
  by: SUPERVISOR,
  step: { action: 'returnHandOff', resolvedByCarrier: true },
};
export const TO_MAJOR: Move = { by: SUPERVISOR, step: { action: 'reclassifyTicket', severity: 'MAJOR' } };
export const TO_GENERAL: Move = { by: SUPERVISOR, step: { action: 'reclassifyTicket', severity: 'GENERAL' } };
export const CORRECT_START: Move = { by: SUPERVISOR, step: { action: 'correctFaultStart' } };
export const ANSWER: Move = { by: ENGINEER, step: { action: 'answerConsultation' } };
export const CLOSE_OTHER: Move = { by: DISPATCHER, step: { action: 'closeOtherMatter' } };

/** A step that was written down without a connection, at `madeAt`. */
export const madeOffline = ({ by, step }: Move, madeAt: number): Move => ({
  by,
  step: { ...step, madeAt } as TicketStep,
});

export const acceptInstant = (clock: ClockKind): Move => ({
  by: SUPERVISOR,
  step: { action: 'acceptOfflineInstant', clock },
});
