import { Asset } from './asset/asset.entity.js';
import { ContractVersion } from './contract/contract-version.entity.js';
import { Escalation } from './escalation/escalation.entity.js';
import { AbandonedAttempt } from './step/abandoned-attempt.entity.js';
import { ClockRow } from './ticket/clock.entity.js';
import { Ticket } from './ticket/ticket.entity.js';
import { Transition } from './ticket/transition.entity.js';

export const TICKETS_SCHEMA = 'tickets';

export const TICKETS_ENTITIES = [
  AbandonedAttempt,
  Asset,
  ClockRow,
  ContractVersion,
  Escalation,
  Ticket,
  Transition,
];
