import { contractMonths } from './contract/contract-months.js';
import type { Contract } from './contract/contract.types.js';
import type { ScoreRules } from './contract/score-rules.types.js';
import { type Month, monthOf } from './month.js';
import type { Severity } from './ticket-life.js';

/** What the supervisor registers for a month's sheet, because no process could know it (附件二; domain §6). */
export type ServiceEventKind =
  | 'COMPLAINT'
  | 'PRAISE'
  | 'ESCALATED_COMPLAINT'
  | 'MEDIA_EXPOSURE'
  | 'COMMUNICATION_ACCIDENT'
  | 'DATA_INACCURACY'
  | 'DOCUMENT_NONCONFORMING'
  | 'REQUIREMENT_NOT_MET'
  | 'DIRECT_DEDUCTION';

/** Instants in ms. */
export interface AboutTicket {
  /** null of one from before there were several contracts */
  contractId: string | null;
  severity: Severity | null;
  /** when its resolve clock was breached, if it was */
  resolveBreachedAt: number | null;
  /** whether a direct deduction was registered for it before */
  isDeducted: boolean;
}

export interface ServiceEventStatement {
  month: Month;
  kind: ServiceEventKind;
  /** only of a kind whose points the supervisor sets */
  points: number | null;
  /** what it is about, as last known */
  ticket: AboutTicket | null;
}

/** A field that does not fit, and why. */
export interface StatementProblem {
  path: 'month' | 'points' | 'ticketId';
  message: string;
}

/**
 * What of a statement the contract does not allow.
 * @param now the instant of the registration, ms
 */
export function serviceEventProblems(
  statement: ServiceEventStatement,
  contract: Pick<Contract, 'id' | 'signedOn' | 'periods' | 'scores'>,
  now: number,
): StatementProblem[] {
  return [
    ...monthProblems(statement, contract, now),
    ...pointsProblems(statement, contract.scores),
    ...ticketProblems(statement, contract),
  ];
}

function monthProblems(
  { month }: ServiceEventStatement,
  contract: Pick<Contract, 'signedOn' | 'periods'>,
  now: number,
): StatementProblem[] {
  const months = contractMonths(contract);
  if (!months.includes(month))
    return [{ path: 'month', message: `the contract runs from ${months.at(0)} to ${months.at(-1)}` }];
  return month > monthOf(now) ? [{ path: 'month', message: 'lies in the future' }] : [];
}

function pointsProblems({ kind, points }: ServiceEventStatement, scores: ScoreRules): StatementProblem[] {
  const range = pointsRange(kind, scores);
  if (range === null)
    return points === null ? [] : [{ path: 'points', message: `${kind} costs what the contract says` }];
  const fits = points !== null && Number.isInteger(points) && points >= range.least && points <= range.most;
  return fits ? [] : [{ path: 'points', message: range.wanted }];
}

/** Null: the contract fixes the points of this kind. */
export function pointsRange(
  kind: ServiceEventKind,
  { S3 }: { S3: Pick<ScoreRules['S3'], 'least' | 'most'> },
) {
  if (kind === 'DIRECT_DEDUCTION') return { least: 1, most: Infinity, wanted: 'whole points above 0' };
  if (kind !== 'COMMUNICATION_ACCIDENT') return null;
  return { least: S3.least, most: S3.most, wanted: `whole points from ${S3.least} to ${S3.most}` };
}

/**
 * What it is about is a ticket of the contract. A direct deduction is for a major fault that was resolved late (domain §4),
 * once, in the month in which it was, or later.
 */
function ticketProblems(
  { kind, ticket, month }: ServiceEventStatement,
  { id }: Pick<Contract, 'id'>,
): StatementProblem[] {
  const refuse = (message: string): StatementProblem[] => [{ path: 'ticketId', message }];
  if (ticket !== null && ticket.contractId !== null && ticket.contractId !== id)
    return refuse(`is a ticket of ${ticket.contractId}, not of ${id}`);
  if (kind !== 'DIRECT_DEDUCTION') return [];
  if (ticket === null) return refuse('is required: the major fault that was handled late');
  if (ticket.severity !== 'MAJOR') return refuse('is no major fault');
  if (ticket.resolveBreachedAt === null) return refuse('was not resolved late');
  if (ticket.isDeducted) return refuse('was deducted for before');
  const late = monthOf(ticket.resolveBreachedAt);
  return month < late ? [{ path: 'month', message: `lies before ${late}, in which the fault was late` }] : [];
}
