import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { report, step } from '../ticket.builder.js';
import { signIn, type User } from '../zhishou.builder.js';
import { eventsArrived } from './events.builder.js';
import { untilWhole, without } from './system.builder.js';

const FAULTS = 5;

describe('Kafka away', () => {
  let receiver: WebhookReceiver;
  let reporter: User;
  let dispatcher: User;
  let engineer: User;

  beforeAll(async () => {
    receiver = await startWebhookReceiver(Number(process.env.WEBHOOK_PORT), process.env.WEBHOOK_SECRET);
    [reporter, dispatcher, engineer] = [
      await signIn('reporter'),
      await signIn('dispatcher'),
      await signIn('engineer1'),
    ];
  });

  afterEach(untilWhole);
  afterAll(() => receiver.close());

  it('refuses nothing, and every event comes when it is back: in order, none lost, none twice', async () => {
    const earlier = await report(reporter, { severity: 'MAJOR' });
    const later = await without('kafka', async () => {
      await step(dispatcher, 'acceptTicket', earlier.id);
      return Promise.all(
        Array.from({ length: FAULTS }, async () => {
          const { id } = await report(reporter, { severity: 'MAJOR' });
          await step(dispatcher, 'acceptTicket', id);
          await step(dispatcher, 'dispatchEngineer', id, { engineerId: engineer.id });
          return id;
        }),
      );
    });

    const events = await eventsArrived([earlier.id, ...later]);
    for (const id of later) {
      const types = events.get(id)!.map(({ type }) => type);
      expect(types.filter((type) => type.startsWith('ticket.'))).toEqual([
        'ticket.reported',
        'ticket.accepted',
        'ticket.dispatched',
      ]);
    }
    for (const id of [earlier.id, ...later]) {
      const isItsCall = ({ notice }: { notice: { data: { ticketId: unknown; reason: string } } }) =>
        notice.data.ticketId === id && notice.data.reason === 'MAJOR_FAULT';
      const calls = await receiver.waitFor(isItsCall, { timeout: 45_000 });
      expect(new Set(calls.map((call) => call.id)).size).toBe(1);
    }
  }, 180_000);
});
