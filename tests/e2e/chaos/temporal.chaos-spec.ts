import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { clock, read, type TicketView } from '../ticket.builder.js';
import { signIn, type User } from '../zhishou.builder.js';
import { type Attempt, attempt, attemptReport, persist } from './attempt.builder.js';
import { eventsArrived } from './events.builder.js';
import { untilWhole, without } from './system.builder.js';

describe('Temporal away', () => {
  let receiver: WebhookReceiver;
  let reporter: User;
  let dispatcher: User;

  beforeAll(async () => {
    receiver = await startWebhookReceiver(Number(process.env.WEBHOOK_PORT), process.env.WEBHOOK_SECRET);
    [reporter, dispatcher] = [await signIn('reporter'), await signIn('dispatcher')];
  });

  afterEach(untilWhole);
  afterAll(() => receiver.close());

  const major = (): Promise<Attempt> => attemptReport(reporter, { severity: 'MAJOR' });
  const responseOf = async (ticket: TicketView) => clock(await read(reporter, ticket.id), 'RESPONSE');

  it('refuses no report, takes no step, and misses no deadline', async () => {
    const before = (await major()).ticket!;
    const input = { ticketId: before.id, idempotencyKey: randomUUID() };

    const meanwhile = await without('temporal', async () => {
      const reported = await major();
      expect(reported.message).toBeUndefined();
      expect(reported.took).toBeLessThan(1_000);
      expect(await attempt(dispatcher, 'acceptTicket', input)).toMatchObject({ code: 'UNAVAILABLE' });
      expect((await read(reporter, before.id)).state).toBe('REPORTED');
      await eventually(async () => (await responseOf(reported.ticket!))?.state === 'BREACHED');
      return reported.ticket!;
    });

    for (const { id, clocks } of [before, meanwhile]) {
      const due = clocks.find(({ kind }) => kind === 'RESPONSE')!.dueAt;
      await receiver.waitFor(
        ({ notice }) => notice.data.ticketId === id && notice.data.reason === 'RESPONSE_BREACH',
        { timeout: 45_000 },
      );
      const { state, breachedAt } = clock(await read(reporter, id), 'RESPONSE')!;
      expect([state, breachedAt]).toEqual(['BREACHED', due]);
    }
    const accepted = await persist(() => attempt(dispatcher, 'acceptTicket', input));
    expect(accepted.timeline.filter(({ type }) => type === 'ticket.accepted')).toHaveLength(1);
    const other = { ticketId: meanwhile.id, idempotencyKey: randomUUID() };
    await persist(() => attempt(dispatcher, 'acceptTicket', other));

    const events = await eventsArrived([before.id, meanwhile.id]);
    for (const { id, clocks } of [before, meanwhile]) {
      const due = clocks.find(({ kind }) => kind === 'RESPONSE')!.dueAt;
      const told = receiver.received.filter(
        ({ notice }) => notice.data.ticketId === id && notice.data.reason === 'RESPONSE_BREACH',
      );
      expect(new Set(told.map((call) => call.id)).size).toBe(1);
      expect(told[0]?.notice.data).toMatchObject({ at: due, dueAt: due });
      expect(events.get(id)?.filter(({ type }) => type === 'ticket.accepted')).toHaveLength(1);
    }
  }, 180_000);
});
