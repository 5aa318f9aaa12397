import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '@zhishou/local/system/catalogue';
import { eventually } from '@zhishou/testkit/eventually';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { signIn, type User } from '../zhishou.builder.js';
import { eventsArrived } from './events.builder.js';
import { system, untilWhole } from './system.builder.js';
import { expectDoneOnce, type ReportedFault, startTraffic, type Traffic } from './traffic.builder.js';

/** The worker of the tickets dies in the middle of steps, in a test of its own. */
const PROCESSES = CATALOGUE.map(({ name }) => name).filter((name) => name !== 'tickets-worker');
const SERVERS = ['postgres', 'temporal', 'kafka'];
const PARTS = [...PROCESSES, ...SERVERS];

/** One run of traffic for all: what a part lost would be missing at the end, whoever was killed after it. */
describe('killed while faults are reported and accepted', () => {
  let receiver: WebhookReceiver;
  let reporter: User;
  let traffic: Traffic;
  /** how many faults were done when the turn of each part came */
  const begins: number[] = [];

  /** What was reported and accepted from one part's turn to the next one's. */
  const faultsAround = (name: string): readonly ReportedFault[] => {
    const turn = PARTS.indexOf(name);
    return traffic.done().slice(begins[turn], begins[turn + 1]);
  };

  beforeAll(async () => {
    receiver = await startWebhookReceiver(Number(process.env.WEBHOOK_PORT), process.env.WEBHOOK_SECRET);
    const dispatcher = await signIn('dispatcher');
    reporter = await signIn('reporter');
    traffic = startTraffic(reporter, dispatcher);
  });

  afterAll(async () => {
    await traffic.stop();
    await receiver.close();
    await untilWhole();
  }, 120_000);

  it.each(PARTS)(
    '%s: all goes on by itself',
    async (name) => {
      begins.push(traffic.done().length);
      await traffic.more(2);
      await system.killPart(name);
      await system.untilHealthy(name);
      await traffic.more(2);
      expect(faultsAround(name).length).toBeGreaterThanOrEqual(4);
    },
    150_000,
  );

  it.each(PARTS)(
    '%s: nothing was lost or done twice',
    async (name) => {
      await traffic.stop();
      const faults = faultsAround(name);
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
