import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { escalation } from './escalation.builder.js';
import { startProgram } from './process.builder.js';
import { startWorld, type World } from './world.builder.js';

let world: World;
let hook: WebhookReceiver;
let child: ChildProcess;

beforeAll(async () => {
  world = await startWorld();
  hook = await startWebhookReceiver();
});

afterAll(async () => {
  child.kill('SIGKILL');
  await hook.close();
  await world.close();
});

function startNotifierProcess(): void {
  child = startProgram('main.js', [], {
    PORT: '0',
    DATABASE_URL: world.database.url,
    KAFKA_BROKERS: world.brokers.join(','),
    KAFKA_PREFIX: world.prefix,
    WEBHOOKS: JSON.stringify([{ url: hook.url, secret: hook.secret }]),
    WEBHOOK_CONCURRENCY: '1',
    WEBHOOK_TIMEOUT_MS: '3000',
    LOG_LEVEL: 'error',
  });
}

describe('a notifier that is killed', () => {
  it('leaves nothing untold, neither what it was posting nor what it had only written, and goes on when it is back', async () => {
    const [begun, written] = [escalation(), escalation()];
    hook.answerWith(() => 'hang');
    startNotifierProcess();
    await world.publish(begun);
    await hook.waitFor(({ id }) => id === begun.id);
    await world.publish(written);
    expect(await world.deliveries(written.id, () => true)).toMatchObject([{ state: 'PENDING', tries: 0 }]);
    child.kill('SIGKILL');
    await once(child, 'exit');

    hook.answerWith(() => 204);
    startNotifierProcess();
    await hook.waitFor(({ id }) => id === written.id);
    await hook.waitFor(({ id }) => id === begun.id, { count: 2, timeout: 30_000 });
    expect(await world.deliveries(begun.id)).toMatchObject([{ state: 'DELIVERED' }]);
    expect(hook.received.filter(({ id }) => id === written.id)).toHaveLength(1);

    const next = escalation();
    await world.publish(next);
    // Kafka waits for the dead member of the group before it gives its share to another
    await hook.waitFor(({ id }) => id === next.id, { timeout: 45_000 });
  });

  it('stops cleanly when it is told to', async () => {
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('shares the work with another: each escalation is told once', async () => {
    await world.notify([hook]);
    await world.notify([hook]);
    const events = Array.from({ length: 200 }, () => escalation());
    const ids = new Set(events.map(({ id }) => id));
    await world.publish(...events);
    await hook.waitFor(({ id }) => ids.has(id), { count: 200 });
    await Promise.all(events.map(({ id }) => world.deliveries(id)));
    expect(hook.received.filter(({ id }) => ids.has(id))).toHaveLength(200);
  });
});

describe('a notifier that loses its database', () => {
  it('records what it has told, tells it no second time, and goes on', async () => {
    await world.notify([hook]);
    const [first, second] = [escalation(), escalation()];
    let cut = false;
    hook.answerWith(async () => {
      if (!cut) {
        cut = true;
        await world.cutConnections();
      }
      return 204;
    });
    await world.publish(first);
    expect(await world.deliveries(first.id)).toEqual([{ state: 'DELIVERED', tries: 1, problem: null }]);
    await world.publish(second);
    await hook.waitFor(({ id }) => id === second.id);
    expect(hook.received.filter(({ id }) => id === first.id)).toHaveLength(1);
  });
});
