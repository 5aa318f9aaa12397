import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { DataSource } from 'typeorm';
import { writeAudit } from '../src/audit/audit.js';
import { giveHead } from '../src/audit/give-head.js';
import type { AuditHead } from '@zhishou/messages/head-events';
import { newHeadKey, publicHeadKey, readHeadKey, readPublicKey, signHead } from '../src/audit/head.js';
import { fileHeadStore } from '../src/audit/head-store.js';
import { verifyChains } from '../src/audit/verify-chains.js';
import { dataSourceOptions } from '../src/db/data-source.js';
import { type SampleDatabase, sampleDatabase } from './sample-database.js';

let database: SampleDatabase;
let superuser: DataSource;

const key = readHeadKey(newHeadKey());
const keys = [readPublicKey(publicHeadKey(key))];
const file = join(tmpdir(), `heads-${randomUUID()}.jsonl`);
const store = fileHeadStore(file);

const query = (sql: string) => database.dataSource.query(sql);
/** The copy is out of the reach of the service's own role. */
const asSuperuser = (sql: string) => superuser.query(sql);

beforeAll(async () => {
  database = await sampleDatabase();
  const url = superuserUrl();
  superuser = await new DataSource(dataSourceOptions({ schema: 'sample', entities: [], url })).initialize();
  await asSuperuser('CREATE SCHEMA directory');
  await asSuperuser(`CREATE TABLE directory.audit_log AS SELECT 'sample' AS service, seq, at, actor_id, actor_role, action,
    aggregate_id, before, after, address, request_id, hash FROM sample.audit_entry`);
});
afterAll(async () => {
  await superuser?.destroy();
  await database?.drop();
  rmSync(file, { force: true });
});

function superuserUrl(): string {
  const url = new URL(process.env.DATABASE_URL!);
  url.pathname = new URL(database.url).pathname;
  return url.href;
}

const write = (n: number) =>
  database.dataSource.transaction((manager) =>
    writeAudit(manager, {
      actorId: 'psn_1',
      action: 'changeThing',
      aggregateId: 'thing',
      after: { n },
      at: new Date(),
    }),
  );

/** What the relay and the directory do: everything up to this entry. */
async function passOn(seq: number): Promise<void> {
  await asSuperuser(`UPDATE sample.audit_published SET seq = ${seq}`);
  await asSuperuser(`INSERT INTO directory.audit_log SELECT 'sample', seq, at, actor_id, actor_role, action, aggregate_id,
    before, after, address, request_id, hash FROM sample.audit_entry
    WHERE seq <= ${seq} AND seq > (SELECT coalesce(max(seq), 0) FROM directory.audit_log WHERE service = 'sample')`);
}

async function startAnew(): Promise<void> {
  await query('TRUNCATE audit_entry');
  await query(`UPDATE audit_head SET seq = 0, hash = repeat('0', 64)`);
}

beforeEach(async () => {
  rmSync(file, { force: true });
  await startAnew();
  for (let n = 1; n <= 4; n += 1) await write(n);
  await asSuperuser('TRUNCATE directory.audit_log');
  await passOn(3);
});

const verifyAll = async () =>
  verifyChains(superuserUrl(), ['sample'], { heads: await store.all(), keys, onItsWayMs: 50 });
const verify = async () => (await verifyAll())[0];
const give = (everyMs = 0) => giveHead(superuser, store, key, everyMs);
const fault = (seq: number, problem: string) => ({ service: 'sample', ok: false, seq, problem });

describe('a verified chain', () => {
  it('is whole, also while others add to it and the copy lags behind', async () => {
    const [verdict] = await Promise.all([verify(), write(5), write(6), write(7)]);
    expect(verdict).toMatchObject({ service: 'sample', ok: true });
    expect(await verify()).toEqual({ service: 'sample', ok: true, entries: 7 });
  });

  it('names the first entry that was changed or is missing', async () => {
    await query(`UPDATE audit_entry SET actor_id = 'psn_2' WHERE seq = 2`);
    expect(await verify()).toEqual({ ...fault(2, 'CHANGED'), entries: 1 });
    await query('DELETE FROM audit_entry WHERE seq = 2');
    expect(await verify()).toEqual({ ...fault(2, 'MISSING'), entries: 1 });
  });

  it('is not believed when it was written anew as a whole: the copy says so', async () => {
    await startAnew();
    for (let n = 1; n <= 4; n += 1) await write(n === 3 ? 33 : n);
    expect(await verify()).toEqual({ ...fault(1, 'UNLIKE_COPY'), entries: 4 });
  });

  it('is not believed when its end was cut off together with its head', async () => {
    await query('DELETE FROM audit_entry WHERE seq >= 3');
    await query(`UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit_entry WHERE seq = 2)`);
    expect(await verify()).toEqual({ ...fault(3, 'MISSING'), entries: 2 });
    await asSuperuser('UPDATE sample.audit_published SET seq = 2');
    expect(await verify()).toEqual({ ...fault(3, 'UNLIKE_COPY'), entries: 2 });
  });
});

describe('the copy', () => {
  it('is recomputed from what it says, not from the hash it keeps', async () => {
    await asSuperuser(`UPDATE directory.audit_log SET after = '{"n": 22}' WHERE seq = 2`);
    expect(await verify()).toMatchObject(fault(2, 'COPY_CHANGED'));
  });

  it('has no gap, in the middle or at the end of what was passed on', async () => {
    await asSuperuser('DELETE FROM directory.audit_log WHERE seq = 2');
    expect(await verify()).toMatchObject(fault(2, 'COPY_MISSING'));
    await asSuperuser('DELETE FROM directory.audit_log WHERE seq > 1');
    expect(await verify()).toMatchObject(fault(2, 'COPY_MISSING'));
  });

  it('is waited for while an entry is on its way', async () => {
    await asSuperuser('UPDATE sample.audit_published SET seq = 4');
    const [verdicts] = await Promise.all([verifyChains(superuserUrl(), ['sample']), passOn(4)]);
    expect(verdicts).toEqual([{ service: 'sample', ok: true, entries: 4 }]);
  });

  it('is not asked for what was passed on since it was waited for', async () => {
    await asSuperuser('CREATE SCHEMA slow');
    for (const table of ['audit_entry', 'audit_head', 'audit_published'])
      await asSuperuser(`CREATE TABLE slow.${table} AS TABLE sample.${table}`);
    const looking = verifyChains(superuserUrl(), ['sample', 'slow']);
    // the copy of the first was seen to be complete
    await eventually(async () => {
      const asked = await superuser.query<unknown[]>(`SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%"slow".audit_published%'`);
      return asked.length === 1;
    });
    await asSuperuser('UPDATE sample.audit_published SET seq = 4');
    await asSuperuser(`INSERT INTO directory.audit_log SELECT 'slow', seq, at, actor_id, actor_role, action, aggregate_id,
      before, after, address, request_id, hash FROM slow.audit_entry WHERE seq <= 3`);
    const verdicts = await looking;
    await asSuperuser('DROP SCHEMA slow CASCADE');
    expect(verdicts).toEqual([
      { service: 'sample', ok: true, entries: 4 },
      { service: 'slow', ok: true, entries: 4 },
    ]);
  });

  it('holds no entry of a service that does not exist', async () => {
    await asSuperuser(`UPDATE directory.audit_log SET service = 'smaple' WHERE seq = 3`);
    expect(await verifyAll()).toEqual([
      expect.objectContaining(fault(3, 'COPY_MISSING')),
      { service: 'smaple', ok: false, entries: 0, seq: 3, problem: 'UNKNOWN_SERVICE' },
    ]);
  });
});

describe('a signed head', () => {
  it('is given once an hour, whoever looks, and on demand', async () => {
    const given = await Promise.all([give(3_600_000), give(3_600_000), give(3_600_000)]);
    expect(given.filter(Boolean)).toHaveLength(1);
    await give();
    expect((await store.all()).map(({ number }) => number)).toEqual([1, 2]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await verifyAll())[1]).toEqual({ service: 'heads', ok: true, entries: 2 });
  });

  it('is told to the outside where it is the first of its day', async () => {
    const told = () =>
      query(`SELECT event -> 'data' AS head FROM outbox WHERE topic = 'heads.v1' ORDER BY id`) as Promise<
        { head: AuditHead }[]
      >;
    const before = (await told()).length;
    const first = await give();
    await give();
    expect((await told()).slice(before)).toEqual([{ head: first }]);
    const yesterday = new Date(Date.parse(first!.at) - 86_400_000).toISOString();
    rmSync(file);
    await store.append(signHead(key, undefined, { at: yesterday, chains: first!.chains }));
    const next = await give();
    expect((await told()).slice(before + 1)).toEqual([{ head: next }]);
    rmSync(file);
    await asSuperuser('TRUNCATE directory.audit_log');
    await give();
    expect((await told()).slice(before + 2)).toEqual([]);
  });

  it('is not lost for the half line of a process that was killed', async () => {
    await give();
    writeFileSync(file, '{"number":2,"at', { flag: 'a' });
    await give();
    expect((await verifyAll())[1]).toEqual({ service: 'heads', ok: true, entries: 2 });
  });

  it('finds what was hashed anew everywhere, between the head that holds and the one that does not', async () => {
    await give();
    await write(5);
    await write(6);
    await passOn(6);
    await give();
    // all of it, by one who may write everything and knows how entries are hashed
    const [kept] = (await query('SELECT hash FROM audit_entry WHERE seq = 4')) as { hash: string }[];
    await query('DELETE FROM audit_entry WHERE seq > 4');
    await query(`UPDATE audit_head SET seq = 4, hash = '${kept!.hash}'`);
    await write(55);
    await write(6);
    await asSuperuser('DELETE FROM directory.audit_log WHERE seq > 4');
    await passOn(6);
    expect(await verify()).toEqual({
      ...fault(6, 'UNLIKE_HEAD'),
      entries: 6,
      detail: 'head 2; the heads before it hold up to entry 3',
    });
    await expect(give()).rejects.toThrow('entry 6 of sample contradicts head 2');
    expect(await store.all()).toHaveLength(2);
  });

  it('is known by its signature, and by the head after it', async () => {
    for (let n = 0; n < 3; n += 1) await give();
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    const heads = async (changed: string[]) => {
      writeFileSync(file, `${changed.join('\n')}\n`);
      return (await verifyAll())[1];
    };
    expect(await heads(lines)).toMatchObject({ ok: true });
    expect(await heads([lines[0]!, lines[2]!])).toMatchObject({ seq: 2, problem: 'HEAD_MISSING' });
    expect(await heads([lines[0]!, lines[1]!.replace('"seq":3', '"seq":2'), lines[2]!])).toMatchObject({
      seq: 2,
      problem: 'HEAD_FORGED',
    });
    const stranger = fileHeadStore(file);
    rmSync(file);
    await giveHead(superuser, stranger, readHeadKey(newHeadKey()), 0);
    expect((await verifyAll())[1]).toMatchObject({ seq: 1, problem: 'HEAD_FORGED' });
  });
});
