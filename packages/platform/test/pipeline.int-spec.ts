import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@zhishou/messages/topics';
import type { EntityManager } from 'typeorm';
import { appendEvent } from '../src/outbox/outbox.js';
import { sampleDatabase } from './sample-database.js';
import type { SampleDatabase } from './sample-database.js';

let database: SampleDatabase;

beforeAll(async () => {
  database = await sampleDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => database.dataSource.query('TRUNCATE outbox'));

const append = (manager: EntityManager, subject: string) =>
  appendEvent(manager, { topic: TOPICS.tickets, type: 'x', subject, time: new Date(0), data: null });

const keys = async () => {
  const rows = await database.dataSource.query<{ key: string }[]>('SELECT key FROM outbox ORDER BY id');
  return rows.map(({ key }) => key);
};

describe('statements of one transaction that are sent together', () => {
  it('are done in the order in which they were sent', async () => {
    const subjects = Array.from({ length: 20 }, (_, n) => `tkt_${n}`);
    await database.dataSource.transaction((manager) =>
      Promise.all(subjects.map((subject) => append(manager, subject))),
    );
    expect(await keys()).toEqual(subjects);
  });

  it('leave nothing behind when one of them is refused, and the connection is good for the next', async () => {
    const sources = Array.from({ length: 30 }, (_, n) => {
      const fails = n % 3 === 0;
      return database.dataSource
        .transaction((manager) =>
          Promise.all([
            append(manager, `before ${n}`),
            manager.query(`SELECT 1 / ${fails ? 0 : 1}`),
            append(manager, `after ${n}`),
          ]),
        )
        .then(
          () => !fails,
          (error: Error) => fails && /division by zero/.test(error.message),
        );
    });
    expect(await Promise.all(sources)).toEqual(sources.map(() => true));
    expect(await keys()).toHaveLength(2 * 20);
    expect((await keys()).filter((key) => Number(key.split(' ')[1]) % 3 === 0)).toEqual([]);
  });
});
