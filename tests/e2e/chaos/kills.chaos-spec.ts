import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { signIn, type User } from '../zhishou.builder.js';
import { eventsArrived } from './events.builder.js';
import { system, untilWhole } from './system.builder.js';
import { expectDoneOnce, startTraffic } from './traffic.builder.js';

const PROCESSES = ['gateway', 'directory', 'tickets', 'inspections', 'scoring', 'notifier'];
const SERVERS = ['postgres', 'temporal', 'kafka'];

describe('killed while faults are reported and accepted', () => {
  let receiver: WebhookReceiver;
  let reporter: User;
  let dispatcher: User;

  beforeAll(async () => {
    receiver = await startWebhookReceiver(Number(process.env.WEBHOOK_PORT), process.env.WEBHOOK_SECRET);
    [reporter, dispatcher] = [await signIn('reporter'), await signIn('dispatcher')];
  });

  afterEach(untilWhole);
  afterAll(() => receiver.close());

  it.each([...PROCESSES, ...SERVERS])(
    '%s: nothing is lost or done twice, and all goes on by itself',
    async (name) => {
      const traffic = startTraffic(reporter, dispatcher);
      await traffic.more(2);
      await system.killPart(name);
      await system.untilHealthy(name);
      await traffic.more(2);
      const faults = await traffic.stop();

      const ids = faults.map(({ id }) => id);
      const events = await eventsArrived(ids);
      await Promise.all(faults.map((fault) => expectDoneOnce(reporter, fault, events.get(fault.id)!)));
      await eventually(
        () => {
          const called = receiver.received.filter(({ notice }) => notice.data.reason === 'MAJOR_FAULT');
          for (const id of ids) {
            const calls = called.filter(({ notice }) => notice.data.ticketId === id);
            expect(new Set(calls.map((call) => call.id)).size).toBe(1);
          }
          return true;
        },
        { within: 30_000 },
      );
    },
    150_000,
  );
});
