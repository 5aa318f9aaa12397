import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Event, PERSON_CHANGED } from '@zhishou/messages/events';
import { type Topic, TOPICS } from '@zhishou/messages/topics';
import { eventually } from '@zhishou/testkit/eventually';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { newId } from '../src/ids.js';
import { type Broker, createBroker } from '../src/kafka/kafka.js';
import { createLogger } from '../src/log.js';
import { consumePeople } from '../src/people/people.consumer.js';
import { sampleDatabase, type SampleDatabase } from './sample-database.js';

const PREFIX = `${randomUUID()}.`;
process.env.KAFKA_PREFIX = PREFIX;
process.env.LOG_LEVEL = 'info';
const brokers = (process.env.KAFKA_BROKERS ?? '').split(',');
const TOLD = new Date().toISOString();

let database: SampleDatabase;
let broker: Broker;
let producer: Producer;
/** what the log says, one object a line */
const lines: { reason?: string; topic?: string; offset?: string; msg: string }[] = [];
let log = '';

beforeAll(async () => {
  database = await sampleDatabase();
  const write = (line: string) => {
    log += line;
    lines.push(JSON.parse(line) as (typeof lines)[0]);
  };
  broker = createBroker({ brokers, clientId: 'test', logger: createLogger('test', { write }) });
  await broker.ensureTopics();
  producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  consumePeople(broker, database.dataSource, 'tickets');
});
afterAll(async () => {
  await producer?.disconnect();
  await broker?.close();
  await database?.drop();
});

/** Puts anything on a topic, past our own publisher. */
const inject = (key: string | null, value: unknown, topic: Topic = TOPICS.directory) =>
  producer.send({
    topic: PREFIX + topic,
    messages: [{ key, value: typeof value === 'string' ? value : JSON.stringify(value) }],
  });

function personEvent(id: string, displayName: string, changes: Partial<Event> = {}): Event {
  return {
    specversion: '1.0',
    id: newId('evt'),
    source: '/zhishou/directory',
    type: PERSON_CHANGED,
    subject: id,
    time: TOLD,
    datacontenttype: 'application/json',
    sequence: '10',
    data: {
      id,
      username: id,
      displayName,
      role: 'ENGINEER',
      side: 'PROVIDER',
      ndaSigned: true,
      active: true,
    },
    ...changes,
  };
}

const nameOf = async (id: string): Promise<string | undefined> => {
  const [row] = await database.dataSource.query<{ name: string }[]>(
    'SELECT display_name AS name FROM person WHERE id = $1',
    [id],
  );
  return row?.name;
};

const becomes = (id: string, name: string) =>
  eventually(async () => (await nameOf(id)) === name, { within: 20_000 });

/** Each is put between two true events about the same person, with the same key. */
const FORGERIES: [string, (id: string) => unknown][] = [
  ['no JSON', () => 'nonsense'],
  ['null', () => 'null'],
  ['no envelope', (id) => ({ id })],
  ['an envelope with a number as its id', (id) => ({ ...personEvent(id, 'forged'), id: 7 })],
  ['no sequence', (id) => personEvent(id, 'forged', { sequence: undefined })],
  ['another service’s source', (id) => personEvent(id, 'forged', { source: '/zhishou/notifier' })],
  ['an unknown source', (id) => personEvent(id, 'forged', { source: 'https://evil.example' })],
  ['a type of another topic', (id) => personEvent(id, 'forged', { type: 'ticket.reported' })],
  [
    'another subject than its key',
    (id) => personEvent('psn_other', 'forged', { subject: 'psn_other', data: { id } }),
  ],
  ['data about another', (id) => personEvent(id, 'forged', { data: { id: 'psn_other', username: 'x' } })],
  ['a time far ahead', (id) => personEvent(id, 'forged', { time: '2999-01-01T00:00:00.000Z' })],
  ['a time long ago', (id) => personEvent(id, 'forged', { time: '1970-01-01T00:00:00.000Z' })],
  ['a time that is none', (id) => personEvent(id, 'forged', { time: 'soon' })],
  ['the sequence 2^53', (id) => personEvent(id, 'forged', { sequence: String(2 ** 53) })],
  ['a sequence that jumps', (id) => personEvent(id, 'forged', { sequence: '5000000' })],
  ['a sequence that is no number', (id) => personEvent(id, 'forged', { sequence: '1e9' })],
  ['a negative sequence', (id) => personEvent(id, 'forged', { sequence: '-1' })],
  ['data that lack what is needed', (id) => personEvent(id, 'forged', { sequence: '11', data: { id } })],
  ['data that are no text', (id) => personEvent(id, 'forged\u0000', { sequence: '11' })],
];

describe('a forged event', () => {
  it.each(FORGERIES)('with %s is set aside, said, and holds up no true one', async (_, forge) => {
    const id = newId('psn');
    await inject(id, personEvent(id, 'true'));
    await becomes(id, 'true');
    const before = lines.filter(({ msg }) => msg === 'an event was set aside').length;
    await inject(id, forge(id));
    await inject(id, personEvent(id, 'true still', { sequence: '12' }));
    await becomes(id, 'true still');
    const said = lines.filter(({ msg }) => msg === 'an event was set aside').slice(before);
    expect(said).toEqual([
      expect.objectContaining({
        topic: PREFIX + TOPICS.directory,
        offset: expect.stringMatching(/^\d+$/),
        reason: expect.any(String),
      }),
    ]);
    expect(log).not.toContain('forged');
    expect(await nameOf('psn_other')).toBeUndefined();
  });

  it('that was the first to be read holds up no true one by its sequence', async () => {
    const id = newId('psn');
    const other = createBroker({
      brokers,
      clientId: 'late',
      logger: createLogger('late', { write: () => undefined }),
    });
    const late = consumePeople(other, database.dataSource, `late-${randomUUID()}`);
    await database.dataSource.query(
      `INSERT INTO person (id, username, display_name, role, side, nda_signed, active, sequence, updated_at)
       VALUES ($1, $1, 'forged', 'ENGINEER', 'PROVIDER', true, true, 900000000, now())`,
      [id],
    );
    await inject(id, personEvent(id, 'true', { sequence: '13' }));
    await becomes(id, 'true');
    await late.stop();
    await other.close();
  });
});
