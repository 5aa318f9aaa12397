import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { clock, report } from '../ticket.builder.js';
import { signIn, type User } from '../zhishou.builder.js';
import { attempt, attemptReport, persist } from './attempt.builder.js';
import { eventsArrived } from './events.builder.js';
import { untilWhole, without } from './system.builder.js';

describe('PostgreSQL away', () => {
  let receiver: WebhookReceiver;
  let reporter: User;
  let dispatcher: User;

  beforeAll(async () => {
    receiver = await startWebhookReceiver(Number(process.env.WEBHOOK_PORT), process.env.WEBHOOK_SECRET);
    [reporter, dispatcher] = [await signIn('reporter'), await signIn('dispatcher')];
  });

  afterEach(untilWhole);
  afterAll(() => receiver.close());

  it('is said to be unavailable, and all goes on when it returns', async () => {
    const before = await report(reporter, { severity: 'MAJOR' });
    const accept = { ticketId: before.id, idempotencyKey: randomUUID() };
    const another = { severity: 'MAJOR', idempotencyKey: randomUUID() };
    await without('postgres', async () => {
      expect(await attemptReport(reporter, another)).toMatchObject({ code: 'UNAVAILABLE' });
      expect(await attempt(dispatcher, 'acceptTicket', accept)).toMatchObject({ code: 'UNAVAILABLE' });
      const { extensions } = await reporter.refusal('{ tickets { nodes { id } } }');
      expect(extensions.code).toBe('UNAVAILABLE');
    });

    const later = await persist(() => attemptReport(reporter, another));
    const accepted = await persist(() => attempt(dispatcher, 'acceptTicket', accept));
    expect(accepted.timeline.filter(({ type }) => type === 'ticket.accepted')).toHaveLength(1);
    const due = clock(later, 'RESPONSE')!.dueAt;
    const [breach] = await receiver.waitFor(
      ({ notice }) => notice.data.ticketId === later.id && notice.data.reason === 'RESPONSE_BREACH',
      { timeout: 45_000 },
    );
    expect(breach?.notice.data).toMatchObject({ at: due, dueAt: due });
    await eventsArrived([before.id, later.id]);
  }, 180_000);
});
