import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyChain } from '../src/audit/verify-chain.js';
import { writeAudit } from '../src/audit/audit.js';
import { runInContext } from '../src/context.js';
import { sampleDatabase } from './sample-database.js';
import type { SampleDatabase } from './sample-database.js';

let database: SampleDatabase;

beforeAll(async () => {
  database = await sampleDatabase();
});
afterAll(() => database?.drop());

const write = (n: number) =>
  database.dataSource.transaction((manager) =>
    writeAudit(manager, {
      actorId: 'psn_1',
      actorRole: 'BUREAU_ADMIN',
      action: 'changeThing',
      aggregateId: 'thing',
      before: { z: 1, 名称: '旧', list: [1.5, null, { b: 1, a: undefined }] },
      after: { n, 名称: '新“引号”\n' },
      at: new Date(),
    }),
  );

const verify = () => verifyChain(database.dataSource.manager);

beforeEach(async () => {
  await database.dataSource.query('TRUNCATE audit_entry');
  await database.dataSource.query(`UPDATE audit_head SET seq = 0, hash = repeat('0', 64)`);
});

describe('the audit chain', () => {
  it('holds when many write at once, and keeps who, from where and for which request', async () => {
    const context = { requestId: 'req-1', address: '203.0.113.7' };
    await runInContext(context, () => Promise.all(Array.from({ length: 40 }, (_, n) => write(n))));
    expect(await verify()).toEqual({ ok: true, entries: 40 });
    const [entry] = await database.dataSource.query<unknown[]>(
      'SELECT * FROM audit_entry ORDER BY seq LIMIT 1',
    );
    expect(entry).toMatchObject({ actor_id: 'psn_1', address: '203.0.113.7', request_id: 'req-1' });
  });

  it('leaves no gap for a change that was rolled back', async () => {
    await write(1);
    const failed = database.dataSource.transaction(async (manager) => {
      await writeAudit(manager, { actorId: 'psn_1', action: 'a', aggregateId: 'x', at: new Date() });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await write(2);
    expect(await verify()).toEqual({ ok: true, entries: 2 });
  });

  it.each([
    ['actor', `UPDATE audit_entry SET actor_id = 'psn_2' WHERE seq = 3`],
    ['instant', `UPDATE audit_entry SET at = at + interval '1 ms' WHERE seq = 3`],
    ['content', `UPDATE audit_entry SET after = jsonb_set(after, '{n}', '7') WHERE seq = 3`],
    ['address', `UPDATE audit_entry SET address = '203.0.113.8' WHERE seq = 3`],
  ])('tells a changed %s', async (_what, tamper) => {
    for (let n = 1; n <= 5; n += 1) await write(n);
    await database.dataSource.query(tamper);
    expect(await verify()).toEqual({ ok: false, entries: 2, seq: 3, problem: 'CHANGED' });
  });

  it.each([
    ['first', 1],
    ['middle', 3],
    ['last', 5],
  ])('tells a missing %s entry', async (_which, seq) => {
    for (let n = 1; n <= 5; n += 1) await write(n);
    await database.dataSource.query('DELETE FROM audit_entry WHERE seq = $1', [seq]);
    expect(await verify()).toEqual({ ok: false, entries: seq - 1, seq, problem: 'MISSING' });
  });

  it('tells two entries that changed places', async () => {
    for (let n = 1; n <= 3; n += 1) await write(n);
    await database.dataSource.query('UPDATE audit_entry SET seq = 9 WHERE seq = 1');
    await database.dataSource.query('UPDATE audit_entry SET seq = 1 WHERE seq = 2');
    await database.dataSource.query('UPDATE audit_entry SET seq = 2 WHERE seq = 9');
    expect(await verify()).toMatchObject({ ok: false, problem: 'CHANGED', seq: 1 });
  });
});
