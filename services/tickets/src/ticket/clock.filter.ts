import type { ClockFilter } from './ticket.inputs.js';

/*
 * The rows of `clock` tell their state as of the last write, but a clock that runs breaches by time alone. So what has
 * run past its deadline is taken as breached here already, by the clock and to the millisecond that `clockState` goes
 * by: a list and the tickets in it say the same.
 */
const PAST_DUE = `clock.due_at < date_trunc('milliseconds', now())`;
const RUN_OUT = `(clock.state = 'RUNNING' AND ${PAST_DUE})`;

/** It missed its deadline, whatever became of it after that. */
export const MISSED = `(clock.state IN ('BREACHED', 'MET_LATE') OR ${RUN_OUT})`;

// A clock that was cancelled after its breach stays breached, but nobody has to meet it any more.
const NOT_MET_YET = `clock.state IN ('RUNNING', 'BREACHED') AND clock.ledger->>'cancelledAt' IS NULL`;

/** A ticket has a clock that meets all conditions. */
export const hasClock = (conditions: string[]): string =>
  `EXISTS (SELECT FROM clock WHERE ${['clock.ticket_id = ticket.id', ...conditions].join(' AND ')})`;

export function clockConditions({ kind, states, dueBefore }: ClockFilter) {
  const conditions: string[] = [];
  if (kind) conditions.push('clock.kind = :clockKind');
  if (states?.length) conditions.push(inOneOf(states));
  if (dueBefore) conditions.push(`${NOT_MET_YET} AND clock.due_at < :dueBefore`);
  return { conditions, parameters: { clockKind: kind, clockStates: states, dueBefore } };
}

const inOneOf = (states: string[]): string =>
  states.includes('BREACHED')
    ? `(clock.state IN (:...clockStates) OR ${RUN_OUT})`
    : `(clock.state IN (:...clockStates) AND NOT ${RUN_OUT})`;
