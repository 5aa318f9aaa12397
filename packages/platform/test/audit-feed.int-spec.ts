import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntryData } from '@zhishou/messages/audit';
import type { Event } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { eventually } from '@zhishou/testkit/eventually';
import { auditText, writeAudit } from '../src/audit/audit.js';
import { sha256 } from '../src/canonical-json.js';
import type { Broker, OutgoingEvent } from '../src/kafka/kafka.js';
import { createLogger } from '../src/log.js';
import { appendEvent } from '../src/outbox/outbox.js';
import { OutboxRelay } from '../src/outbox/relay.js';
import { type SampleDatabase, sampleDatabase } from './sample-database.js';

let database: SampleDatabase;
const relays: OutboxRelay[] = [];

beforeAll(async () => {
  database = await sampleDatabase();
});
afterEach(() => Promise.all(relays.splice(0).map((relay) => relay.stop())));
afterAll(() => database?.drop());

/** A broker that keeps what it is sent and may refuse the audit topic. */
function fakeBroker() {
  const state = { refusesAudit: false, sent: [] as OutgoingEvent[] };
  const send = (events: OutgoingEvent[]) => {
    if (state.refusesAudit && events.some(({ topic }) => topic === TOPICS.audit))
      return Promise.reject(new Error('no such topic'));
    state.sent.push(...events);
    return Promise.resolve();
  };
  const broker = { producer: () => ({ send, close: () => Promise.resolve() }) } as unknown as Broker;
  const entries = () =>
    state.sent
      .filter(({ topic }) => topic === TOPICS.audit)
      .map(({ event }) => event as Event<AuditEntryData>);
  return { state, broker, entries };
}

function relay(broker: Broker): void {
  const logger = createLogger('test');
  logger.level = 'silent';
  const started = new OutboxRelay({ databaseUrl: database.url, schema: 'sample', broker, logger });
  started.start();
  relays.push(started);
}

const change = (n: number) =>
  database.dataSource.transaction(async (manager) => {
    const what = { aggregateId: `thing_${n}`, after: { n, 名称: '新' }, requestId: `req-${n}` };
    await writeAudit(manager, { actorId: 'psn_1', action: 'changeThing', at: new Date(1000 * n), ...what });
  });

describe('the audit chain on Kafka', () => {
  it('has every entry once, in its order, as it stands in the chain', async () => {
    const { broker, entries } = fakeBroker();
    await change(1);
    relay(broker);
    await eventually(() => entries().length === 1);
    await Promise.all([change(2), change(3), change(4)]);
    await eventually(() => entries().length === 4);
    expect(entries().map(({ data }) => data.seq)).toEqual([1, 2, 3, 4]);
    let previousHash = '0'.repeat(64);
    for (const { data } of entries()) {
      const { service, seq, hash, previousHash: told, ...row } = data;
      expect([service, told, hash]).toEqual(['sample', previousHash, sha256(previousHash + auditText(row))]);
      expect(row).toMatchObject({
        aggregateId: expect.stringMatching(/^thing_/),
        address: null,
        before: null,
      });
      expect(seq).toBeGreaterThan(0);
      previousHash = hash;
    }
    expect(entries()[0]).toMatchObject({
      id: 'sample-audit-1',
      source: '/zhishou/sample',
      requestid: 'req-1',
    });
  });

  it('goes on where it stood, in another process too', async () => {
    const { broker, entries } = fakeBroker();
    relay(broker);
    await change(5);
    await eventually(() => entries().length === 1);
    expect(entries()[0]?.data.seq).toBe(5);
  });

  it('holds up no event while it cannot be passed on', async () => {
    const { state, broker, entries } = fakeBroker();
    state.refusesAudit = true;
    relay(broker);
    await change(6);
    for (let n = 0; n < 3; n += 1) {
      const event = {
        topic: TOPICS.tickets,
        type: 'thing.happened',
        subject: 'thing',
        time: new Date(),
        data: n,
      };
      await database.dataSource.transaction((manager) => appendEvent(manager, event));
      await eventually(() => state.sent.length === n + 1, { within: 1_000 });
    }
    state.refusesAudit = false;
    await eventually(() => entries().length === 1);
    expect(entries()[0]?.data.seq).toBe(6);
  });
});
