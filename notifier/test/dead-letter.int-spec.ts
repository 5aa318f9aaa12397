import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Event } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type { DeadDeliveryData } from '@zhishou/messages/webhook';
import { eventually } from '@zhishou/testkit/eventually';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { escalation } from './escalation.builder.js';
import { runProgram } from './process.builder.js';
import { startWorld, type World } from './world.builder.js';

let world: World;
let hook: WebhookReceiver;
const deadLetters: Event<DeadDeliveryData>[] = [];

beforeAll(async () => {
  world = await startWorld();
  hook = await startWebhookReceiver();
  world.broker.consume({
    group: randomUUID(),
    topics: [TOPICS.deadLetter],
    fromBeginning: true,
    onEvent: (event) => Promise.resolve(void deadLetters.push(event as Event<DeadDeliveryData>)),
  });
});

afterAll(async () => {
  await hook.close();
  await world.close();
});

const replay = (...args: string[]) => runProgram('replay.cli.js', args, { DATABASE_URL: world.database.url });

describe('dead letters', () => {
  it('tells of a delivery that no try could make, and delivers it with the same id when it is replayed', async () => {
    const [one, other] = [escalation(), escalation()];
    hook.answerWith(() => 503);
    await world.notify([hook], { policy: { tries: 3, firstWait: 1, longestWait: 1 } });
    await world.publish(one, other);
    expect(await world.deliveries(one.id)).toEqual([{ state: 'DEAD', tries: 3, problem: 'HTTP 503' }]);
    await world.deliveries(other.id);

    const letter = await eventually(() => deadLetters.find(({ data }) => data.notice.id === one.id));
    expect(letter).toMatchObject({
      type: 'delivery.died',
      source: '/zhishou/notifier',
      subject: one.subject,
      data: { tries: 3, problem: 'HTTP 503', notice: { id: one.id, data: one.data } },
    });
    expect(JSON.stringify(letter)).not.toContain(hook.secret);

    hook.answerWith(() => 204);
    expect(await replay('--event', one.id)).toBe('1 delivery put back\n');
    const told = await hook.waitFor(({ id }) => id === one.id, { count: 4 });
    expect(new Set(told.map(({ body }) => body)).size).toBe(1);
    expect(told.map(({ fault }) => fault)).toEqual([undefined, undefined, undefined, undefined]);
    expect(await world.deliveries(one.id)).toEqual([{ state: 'DELIVERED', tries: 1, problem: null }]);
    expect(await world.deliveries(other.id)).toMatchObject([{ state: 'DEAD' }]);

    expect(await replay()).toBe('1 delivery put back\n');
    expect(await world.deliveries(other.id)).toMatchObject([{ state: 'DELIVERED' }]);
    expect(await replay()).toBe('0 deliveries put back\n');

    const audited = await world.dataSource.query<object[]>(
      'SELECT actor_id, action, aggregate_id, after FROM audit_entry ORDER BY seq',
    );
    const entry = {
      actor_id: expect.stringMatching(/^operator:/),
      action: 'replayDeadDeliveries',
      after: { revived: 1 },
    };
    expect(audited).toEqual([
      { ...entry, aggregate_id: one.id },
      { ...entry, aggregate_id: 'all' },
    ]);
  });
});
