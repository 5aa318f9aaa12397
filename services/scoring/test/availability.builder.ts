import { expect } from '@jest/globals';
import type { TicketSnapshot } from '@zhishou/messages/events';
import { fraction } from '@zhishou/rules/fraction';
import { addDays, dayStart, lastDayOf, monthOf, shiftMonth } from '@zhishou/rules/month';
import type { RunningService } from '@zhishou/testkit/running-service';
import { FactService } from '../src/fact/fact.service.js';
import { ticketEvent, ticketSnapshot } from './ticket-event.builder.js';

export const AVAILABILITY = `query ($assets: [_Any!]!, $month: Month!) {
  _entities(representations: $assets) {
    ... on Asset { availability(month: $month) { numerator denominator percent } }
  }
}`;

// The contract is signed three months ago, so that one month is over, one runs, and one is to come.
export const running = monthOf(Date.now());
export const past = shiftMonth(running, -1);
export const signedOn = `${shiftMonth(running, -3)}-01`;
export const days = Number(lastDayOf(past).slice(8));
/** 00:00 of the nth day of the month that is over; 0 is the day before it */
export const day = (n: number): string => new Date(dayStart(addDays(`${past}-01`, n - 1))).toISOString();

export const refs = (codes: readonly string[]) => codes.map((code) => ({ __typename: 'Asset', code }));

/** `Asset.availability` of each, in the month that is over unless told otherwise. */
export async function availabilitiesOf(
  service: RunningService,
  { codes, month = past, as }: { codes: readonly string[]; month?: string; as: string },
): Promise<unknown[]> {
  const answer = await service.query(AVAILABILITY, { variables: { assets: refs(codes), month }, as });
  return (answer.data?._entities as { availability: unknown }[]).map((asset) => asset.availability);
}

/** Tells scoring how a ticket stands; given an id again, how it stands next. */
export async function tellOf(
  service: RunningService,
  facts: Partial<TicketSnapshot>,
): Promise<TicketSnapshot> {
  const ticket = ticketSnapshot(facts);
  await service.app.get(FactService).record([ticketEvent(ticket)]);
  return ticket;
}

export const rate = (up: number, of: number) => {
  const { numerator, denominator } = fraction(up, of);
  return expect.objectContaining({ numerator: `${numerator}`, denominator: `${denominator}` });
};
