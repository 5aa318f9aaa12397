import { expect } from '@jest/globals';
import type { TicketSnapshot } from '@zhishou/messages/events';
import type { Role } from '@zhishou/platform/auth/caller';
import { newId } from '@zhishou/platform/ids';
import { fraction } from '@zhishou/rules/fraction';
import { addDays, dayStart, lastDayOf, monthOf, shiftMonth } from '@zhishou/rules/month';
import type { RunningService } from '@zhishou/testkit/running-service';
import { FactService } from '../src/fact/fact.service.js';
import { scoringWorld, type ScoringWorld } from './scoring.builder.js';
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

/** Tells scoring how a ticket stands; given an id again, how it stands next. */
export async function tellOf(
  service: RunningService,
  facts: Partial<TicketSnapshot>,
): Promise<TicketSnapshot> {
  const ticket = ticketSnapshot(facts);
  await service.app.get(FactService).record([ticketEvent(ticket)]);
  return ticket;
}

/** Scoring under a contract that was signed three months ago, and an auditor who asks for availabilities. */
export class AvailabilityWorld {
  private constructor(
    private readonly world: ScoringWorld,
    readonly service: RunningService,
    readonly auditor: string,
  ) {}

  static async open(): Promise<AvailabilityWorld> {
    const world = await scoringWorld({ signedOn });
    const service = await world.start();
    const auditor = await world.issuer.bearer({ id: newId('psn'), role: 'AUDITOR' });
    return new AvailabilityWorld(world, service, auditor);
  }

  async close(): Promise<void> {
    await this.service.stop();
    await this.world.close();
  }

  bearer(role: Role): Promise<string> {
    return this.world.issuer.bearer({ id: newId('psn'), role });
  }

  tell(facts: Partial<TicketSnapshot>): Promise<TicketSnapshot> {
    return tellOf(this.service, facts);
  }

  /** `Asset.availability` of each, in the month that is over unless told otherwise. */
  async availabilities(codes: readonly string[], month = past): Promise<unknown[]> {
    const variables = { assets: refs(codes), month };
    const answer = await this.service.query(AVAILABILITY, { variables, as: this.auditor });
    return (answer.data!._entities as { availability: unknown }[]).map((asset) => asset.availability);
  }

  async availability(code: string, month?: string): Promise<unknown> {
    return (await this.availabilities([code], month))[0];
  }
}

export const rate = (up: number, of: number) => {
  const { numerator, denominator } = fraction(up, of);
  return expect.objectContaining({ numerator: `${numerator}`, denominator: `${denominator}` });
};
