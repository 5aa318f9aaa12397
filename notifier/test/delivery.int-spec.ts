import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { HEAD_GIVEN } from '@zhishou/messages/head-events';
import type { Notifier } from '../src/notifier.js';
import { escalation } from './escalation.builder.js';
import { startWorld, type World } from './world.builder.js';

let world: World;
let receivers: WebhookReceiver[] = [];
let notifier: Notifier;

async function receiver(): Promise<WebhookReceiver> {
  const one = await startWebhookReceiver();
  receivers.push(one);
  return one;
}

beforeAll(async () => {
  world = await startWorld();
});

afterEach(async () => {
  await notifier.stop();
  await Promise.all(receivers.map((one) => one.close()));
  receivers = [];
});

afterAll(() => world.close());

describe('delivery', () => {
  it('tells a webhook of an escalation once, signed, in the words of the contract', async () => {
    const hook = await receiver();
    notifier = await world.notify([hook]);
    const event = escalation();
    await world.publish(event);
    const [told] = await hook.waitFor(({ id }) => id === event.id);
    expect(told?.fault).toBeUndefined();
    expect(told?.notice).toEqual({
      specversion: '1.0',
      id: event.id,
      source: '/zhishou/tickets',
      type: 'escalation.raised',
      time: event.time,
      data: event.data,
    });
    expect(await world.deliveries(event.id)).toEqual([{ state: 'DELIVERED', tries: 1, problem: null }]);
  });

  it('tells nothing of other events, and shows no field that is not in the contract', async () => {
    const hook = await receiver();
    notifier = await world.notify([hook]);
    const event = escalation({ extra: 'internal' } as object);
    const other = { ...escalation(), type: 'clock.breached', subject: event.subject };
    await world.publish(other, event);
    const [told] = await hook.waitFor(({ id }) => id === event.id);
    expect(told?.body).not.toContain('internal');
    expect(hook.received.map(({ id }) => id)).not.toContain(other.id);
  });

  it("tells of the day's signed head, by which what was then can be verified later", async () => {
    const hook = await receiver();
    notifier = await world.notify([hook]);
    const chains = { tickets: { seq: 7, hash: 'a'.repeat(64) } };
    const data = { number: 3, at: '2026-06-28T00:00:01.000Z', chains, previous: 'b'.repeat(64) };
    const signed = { ...data, keyId: 'c'.repeat(16), signature: 'sig' };
    const event = {
      ...escalation(),
      source: '/zhishou/directory',
      type: HEAD_GIVEN,
      subject: 'head-3',
      data: signed,
    };
    await world.publishHead(event);
    const [told] = await hook.waitFor(({ id }) => id === event.id);
    expect(told).toMatchObject({
      notice: { type: 'head.given', source: '/zhishou/directory', data: signed },
    });
    expect(told?.fault).toBeUndefined();
  });

  it('posts once what Kafka delivers twice', async () => {
    const hook = await receiver();
    notifier = await world.notify([hook]);
    const event = escalation();
    await world.publish(event, event);
    await hook.waitFor(({ id }) => id === event.id);
    const later = escalation({ ticketId: event.subject });
    await world.publish(event, later);
    await hook.waitFor(({ id }) => id === later.id);
    expect(await world.deliveries(event.id)).toEqual([{ state: 'DELIVERED', tries: 1, problem: null }]);
    expect(hook.received.filter(({ id }) => id === event.id)).toHaveLength(1);
  });

  it('repeats the same id and body, freshly signed, until it is taken', async () => {
    const hook = await receiver();
    const event = escalation();
    let refusals = 2;
    hook.answerWith(({ id }) => (id === event.id && refusals-- > 0 ? 500 : 204));
    notifier = await world.notify([hook]);
    await world.publish(event);
    const tries = await hook.waitFor(({ id }) => id === event.id, { count: 3 });
    expect(tries.map(({ fault }) => fault)).toEqual([undefined, undefined, undefined]);
    expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
    expect(await world.deliveries(event.id)).toEqual([{ state: 'DELIVERED', tries: 3, problem: null }]);
  });

  it('lets a webhook that does not answer delay no other', async () => {
    const [dead, alive] = [await receiver(), await receiver()];
    dead.answerWith(() => 'hang');
    notifier = await world.notify([dead, alive], { concurrency: 2, timeout: 2_000 });
    const events = Array.from({ length: 40 }, () => escalation());
    const ids = new Set(events.map(({ id }) => id));
    await world.publish(...events);
    await alive.waitFor(({ id }) => ids.has(id), { count: 40 });
    expect(dead.received.length).toBeLessThanOrEqual(4);
  });

  it('refuses to follow a redirect, and waits as long as the receiver asks', async () => {
    const [hook, elsewhere] = [await receiver(), await receiver()];
    const event = escalation();
    const answers: Answer[] = [
      { status: 307, headers: { location: elsewhere.url } },
      { status: 503, headers: { 'retry-after': '1' } },
    ];
    hook.answerWith(({ id }) => (id === event.id && answers.shift()) || 204);
    notifier = await world.notify([hook], { policy: { tries: 10, firstWait: 20, longestWait: 2_000 } });
    await world.publish(event);
    const [, asked, last] = await hook.waitFor(({ id }) => id === event.id, { count: 3 });
    expect(elsewhere.received).toEqual([]);
    expect((last?.at ?? 0) - (asked?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  });
});
