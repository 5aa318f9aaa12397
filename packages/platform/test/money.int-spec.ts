import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@zhishou/messages/topics';
import { freshNamespace } from '@zhishou/testkit/namespace';
import fc from 'fast-check';
import { writeAudit } from '../src/audit/audit.js';
import { verifyChain } from '../src/audit/verify-chain.js';
import { canonicalJson } from '../src/canonical-json.js';
import { inTransaction } from '../src/db/transaction.js';
import { withIdempotency } from '../src/idempotency/idempotency.js';
import { appendEvent } from '../src/outbox/outbox.js';
import { connectTemporal } from '../src/temporal/client.js';
import { sampleDatabase, type SampleDatabase } from './sample-database.js';

let database: SampleDatabase;

beforeAll(async () => {
  database = await sampleDatabase();
});
afterAll(() => database?.drop());

const PAID = { price: 1_200_000_000_000_000_000n, at: new Date(0), note: undefined };
const AS_JSON = { price: '1200000000000000000', at: '1970-01-01T00:00:00.000Z' };

describe('money', () => {
  it('goes through an idempotent call: as a body, and as an answer that is the same when repeated', async () => {
    const call = (body: object) =>
      withIdempotency(
        { dataSource: database.dataSource, caller: { personId: 'psn_1' }, mutation: 'pay', key: 'k', body },
        () => Promise.resolve(PAID),
      );
    expect(await call(PAID)).toEqual(AS_JSON);
    expect(await call({ ...AS_JSON })).toEqual(AS_JSON);
    await expect(call({ ...PAID, price: 1n })).rejects.toThrow('already used');
  });

  it('is told in an event', async () => {
    const event = { topic: TOPICS.scoring, type: 'x', subject: 's', data: PAID, time: new Date(0) };
    await inTransaction(database.dataSource, (manager) => appendEvent(manager, event));
    const [row] = await database.dataSource.query<{ data: unknown }[]>(
      `SELECT event -> 'data' AS data FROM outbox`,
    );
    expect(row?.data).toEqual(AS_JSON);
  });

  it('is audited, in a chain that holds', async () => {
    const entry = {
      actorId: 'a',
      action: 'pay',
      aggregateId: 's',
      before: PAID,
      after: [PAID],
      at: new Date(0),
    };
    await inTransaction(database.dataSource, (manager) => writeAudit(manager, entry));
    expect(await verifyChain(database.dataSource.manager)).toEqual({ ok: true, entries: 1 });
  });

  it('is sent to a process', async () => {
    const namespace = await freshNamespace();
    const { name } = namespace;
    const temporal = connectTemporal({ address: process.env.TEMPORAL_ADDRESS!, namespace: name });
    try {
      const options = { workflowId: 'w', taskQueue: 'nobody', args: [PAID, undefined] };
      const handle = await temporal.client.workflow.start('nothing', options);
      const { events } = await handle.fetchHistory();
      const payloads = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads;
      expect(JSON.parse(Buffer.from(payloads![0]!.data!).toString())).toEqual(AS_JSON);
    } finally {
      await temporal.close();
      await namespace.drop();
    }
  });
});

it('is the same text when it comes back from a jsonb column', async () => {
  const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0'));
  const values = fc.dictionary(
    text,
    fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.bigInt()),
  );
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      const [row] = await database.dataSource.query<{ value: unknown }[]>('SELECT $1::jsonb AS value', [
        canonicalJson(value),
      ]);
      expect(canonicalJson(row?.value)).toBe(canonicalJson(value));
    }),
    { numRuns: 60 },
  );
});
