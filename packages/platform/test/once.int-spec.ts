import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Event } from '@zhishou/messages/events';
import { PERSON_CHANGED } from '@zhishou/messages/events';
import { withIdempotency } from '../src/idempotency/idempotency.js';
import { claimEvents, handleOnce } from '../src/kafka/once.js';
import { newId } from '../src/ids.js';
import { applyPersonEvent } from '../src/people/people.consumer.js';
import { PersonProjection } from '../src/people/person.entity.js';
import { sampleDatabase } from './sample-database.js';
import type { SampleDatabase } from './sample-database.js';

let database: SampleDatabase;

beforeAll(async () => {
  database = await sampleDatabase();
});
afterAll(() => database?.drop());

const event = (changes: Partial<Event> = {}): Event => ({
  specversion: '1.0',
  id: newId('evt'),
  source: '/zhishou/test',
  type: 'thing.happened',
  subject: 's',
  time: '2026-07-01T00:00:00.000Z',
  datacontenttype: 'application/json',
  sequence: '1',
  data: {},
  ...changes,
});

describe('a consumer', () => {
  it('handles a repeated event once, also when it comes twice at the same time', async () => {
    const repeated = event();
    let handled = 0;
    const once = () =>
      handleOnce(database.dataSource, 'a', repeated, () => Promise.resolve(void (handled += 1)));
    const results = await Promise.all([once(), once(), once()]);
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(handled).toBe(1);
    expect(await handleOnce(database.dataSource, 'b', repeated, () => Promise.resolve())).toBe(true);
  });

  it('handles an event again whose handling failed', async () => {
    const stubborn = event();
    const fail = () => Promise.reject(new Error('no'));
    await expect(handleOnce(database.dataSource, 'a', stubborn, fail)).rejects.toThrow('no');
    expect(await handleOnce(database.dataSource, 'a', stubborn, () => Promise.resolve())).toBe(true);
  });

  it('claims of a batch what is new, in order, each once', async () => {
    const [first, second, third] = [event(), event(), event()];
    await database.dataSource.transaction((manager) => claimEvents(manager, 'c', [second]));
    const fresh = await database.dataSource.transaction((manager) =>
      claimEvents(manager, 'c', [first, second, third, first]),
    );
    expect(fresh).toEqual([first, third]);
  });
});

describe('the projection of people', () => {
  it('keeps the latest state, whatever comes late or twice', async () => {
    const at = (sequence: string, displayName: string) =>
      event({ type: PERSON_CHANGED, sequence, data: { ...person, displayName } });
    const person = {
      id: 'psn_1',
      username: 'li',
      role: 'AUDITOR',
      side: 'SYSTEM',
      ndaSigned: false,
      active: true,
    };
    for (const [sequence, name] of [
      ['9', 'old'],
      ['10', 'new'],
      ['9', 'old'],
      ['10', 'new'],
    ] as const)
      await applyPersonEvent(database.dataSource, at(sequence, name));
    const row = await database.dataSource.getRepository(PersonProjection).findOneBy({ id: 'psn_1' });
    expect(row).toMatchObject({ displayName: 'new', sequence: '10' });
  });
});

describe('an idempotency key', () => {
  const call = (key: string | undefined, body: unknown, personId = 'psn_1') => ({
    dataSource: database.dataSource,
    caller: { personId },
    mutation: 'makeThing',
    key,
    body,
  });
  const make = () => Promise.resolve({ id: newId('tkt') });

  it('gives the same answer to the same call, done once, however many come at once', async () => {
    let done = 0;
    const run = async () => {
      done += 1;
      return make();
    };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => withIdempotency(call('k1', { a: 1, b: 2 }), run)),
    );
    expect(await withIdempotency(call('k1', { b: 2, a: 1 }), run)).toEqual(answers[0]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(done).toBe(1);
  });

  it('is refused with another input, and is each person’s own', async () => {
    const first = await withIdempotency(call('k2', { a: 1 }), make);
    await expect(withIdempotency(call('k2', { a: 2 }), make)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'idempotencyKey' }] },
    });
    expect(await withIdempotency(call('k2', { a: 2 }, 'psn_2'), make)).not.toEqual(first);
  });

  it('stays free when the work failed', async () => {
    const fail = () => Promise.reject<{ id: string }>(new Error('no'));
    await expect(withIdempotency(call('k3', {}), fail)).rejects.toThrow('no');
    expect(await withIdempotency(call('k3', {}), make)).toHaveProperty('id');
  });

  it('is no condition: without one each call is done', async () => {
    const [first, second] = [
      await withIdempotency(call(undefined, {}), make),
      await withIdempotency(call(undefined, {}), make),
    ];
    expect(first).not.toEqual(second);
  });
});
