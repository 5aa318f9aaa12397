import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { read, report } from '../ticket.builder.js';
import { signIn, type User } from '../zhishou.builder.js';
import { type Attempt, attempt, persist } from './attempt.builder.js';
import { eventsArrived } from './events.builder.js';
import { system, untilWhole } from './system.builder.js';

/** How far apart the steps are that are under way when the worker dies, ms; the last one is just sent. */
const APART = 6;
const STEPS = 6;

describe('tickets-worker killed in the middle of steps', () => {
  let reporter: User;
  let dispatcher: User;

  beforeAll(async () => {
    [reporter, dispatcher] = [await signIn('reporter'), await signIn('dispatcher')];
  });

  afterEach(untilWhole);

  it.each([1, 2, 3])(
    'tells each caller the truth, and a repetition takes each step once (kill %i)',
    async () => {
      const tickets = await Promise.all(Array.from({ length: STEPS }, () => report(reporter)));
      await eventsArrived(tickets.map(({ id }) => id));
      const asked = tickets.map(({ id }) => ({ ticketId: id, idempotencyKey: randomUUID() }));
      const accept = (input: object) => attempt(dispatcher, 'acceptTicket', input);

      const answers: Promise<Attempt>[] = [];
      for (const input of asked) {
        answers.push(accept(input));
        await wait(Math.random() * 2 * APART);
      }
      await system.killPart('tickets-worker');

      for (const [index, answer] of (await Promise.all(answers)).entries()) {
        const ticket = await read(reporter, tickets[index]!.id);
        const taken = ticket.timeline.filter(({ type }) => type === 'ticket.accepted').length;
        if (answer.ticket) {
          expect([answer.ticket.state, taken]).toEqual(['ACCEPTED', 1]);
        } else {
          expect([answer.code, ticket.state, taken]).toEqual(['UNAVAILABLE', 'REPORTED', 0]);
        }
      }

      await system.untilHealthy('tickets-worker');
      const repeated = await Promise.all(asked.map((input) => persist(() => accept(input))));
      expect(repeated.map(({ state }) => state)).toEqual(tickets.map(() => 'ACCEPTED'));
      const events = await eventsArrived(tickets.map(({ id }) => id));
      for (const { id } of tickets) {
        const { timeline } = await read(reporter, id);
        expect(timeline.filter(({ type }) => type === 'ticket.accepted')).toHaveLength(1);
        expect(events.get(id)?.filter(({ type }) => type === 'ticket.accepted')).toHaveLength(1);
      }
    },
    120_000,
  );
});
