import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Event, TICKET_REPORTED } from '@zhishou/messages/events';
import { SERVICES, type Topic, TOPIC_RULES, TOPICS } from '@zhishou/messages/topics';
import { newId } from '@zhishou/platform/ids';
import { accessList, keepAccess } from '@zhishou/platform/kafka/access';
import { type Broker, createBroker } from '@zhishou/platform/kafka/kafka';
import { keepTopics } from '@zhishou/platform/kafka/topics';
import { createLogger } from '@zhishou/platform/log';
import { eventually } from '@zhishou/testkit/eventually';
import kafkajs, { type Admin, Kafka, logLevel } from 'kafkajs';
import { reservePorts } from '../src/root/ports.js';
import { stackRoot } from '../src/root/stack-root.js';
import { kafkaServer } from '../src/servers/kafka.server.js';
import { Supervisor } from '../src/supervisor/supervisor.js';

const MINUTE = 60_000;
const STRANGER = 'stranger';
const passwordOf = (name: string) => `the password of ${name}`.replaceAll(' ', '-');

const folder = mkdtempSync(join(tmpdir(), 'zhishou-access-'));
const root = stackRoot(folder);
const supervisor = new Supervisor(root.childrenFile, () => undefined);
const open: (() => Promise<unknown>)[] = [];
let brokers: string[];
let admin: Admin;

beforeAll(async () => {
  const ports = await reservePorts(root.portsFile, ['services', 'admin', 'controller']);
  const users = Object.fromEntries([...SERVICES, STRANGER].map((name) => [name, passwordOf(name)]));
  const part = await kafkaServer(
    {
      root,
      port: ports.services,
      controllerPort: ports.controller,
      guarded: { adminPort: ports.admin, users },
    },
    () => undefined,
  );
  await supervisor.start(part).untilHealthy(2 * MINUTE);
  brokers = [`127.0.0.1:${ports.services}`];
  admin = new Kafka({ brokers: [`127.0.0.1:${ports.admin}`], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await keepTopics(admin, '');
  await keepAccess(admin, '');
}, 3 * MINUTE);

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

afterAll(async () => {
  await admin?.disconnect();
  await supervisor.stopAll();
  rmSync(folder, { recursive: true, force: true });
}, MINUTE);

/** Our own adapter, as the process of this service has it. */
function brokerOf(service: string): Broker {
  const env = {
    KAFKA_PREFIX: '',
    KAFKA_USERNAME: service,
    KAFKA_PASSWORD: passwordOf(service),
    LOG_LEVEL: 'silent',
  };
  Object.assign(process.env, env);
  const broker = createBroker({ brokers, clientId: service, logger: createLogger(service) });
  for (const name of Object.keys(env)) delete process.env[name];
  open.push(() => broker.close());
  return broker;
}

/** Kafka's own client, which tells of every refusal at once. */
const clientOf = (username?: string, password = passwordOf(username ?? '')) =>
  new Kafka({
    brokers,
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
    sasl: username ? { mechanism: 'scram-sha-512', username, password } : undefined,
  });

const ticketEvent = (subject: string): Event => ({
  specversion: '1.0',
  id: newId('evt'),
  source: '/zhishou/tickets',
  type: TICKET_REPORTED,
  subject,
  time: new Date().toISOString(),
  datacontenttype: 'application/json',
  sequence: '1',
  data: { ticket: { id: subject } },
});

/** @returns the kind of the refusal, or undefined when nothing was refused */
async function refusal(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    const { type, name, cause } = error as Error & { type?: string };
    return type ?? (cause as { type?: string } | undefined)?.type ?? name;
  }
}

async function write(username: string, topic: Topic): Promise<void> {
  const producer = clientOf(username).producer();
  await producer.connect();
  try {
    await producer.send({ topic, messages: [{ key: 'k', value: 'nonsense' }] });
  } finally {
    await producer.disconnect();
  }
}

/** Reads the first messages there are, in a group. */
async function read(username: string, topic: Topic, groupId: string): Promise<void> {
  const consumer = clientOf(username).consumer({ groupId });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer.on(consumer.events.FETCH, () => resolve());
      consumer.run({ eachMessage: () => Promise.resolve() }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
}

describe('a Kafka that knows its users', () => {
  it('carries an event from the service that writes it to the one that reads it', async () => {
    const received: Event[] = [];
    const consumption = brokerOf('scoring').consume({
      group: 'scoring.facts',
      topics: [TOPICS.tickets],
      fromBeginning: true,
      onEvent: (event) => Promise.resolve(void received.push(event)),
    });
    const tickets = brokerOf('tickets');
    await tickets.ping();
    const publisher = tickets.producer();
    open.push(() => publisher.close());
    const event = ticketEvent(newId('tkt'));
    await publisher.send([{ topic: TOPICS.tickets, key: event.subject, event }]);
    await eventually(() => received.length > 0, { within: 30_000 });
    expect(received).toEqual([event]);
    await consumption.stop();
  });

  it.each([
    ['a wrong password', () => clientOf('tickets', 'not the password of it')],
    ['a user nobody knows', () => clientOf('nobody', 'a password of nobody')],
    ['no user', () => clientOf()],
  ])('lets %s in to nothing', async (_, client) => {
    const intruder = client().admin();
    expect(await refusal(intruder.connect().then(() => intruder.listTopics()))).toBeDefined();
    await intruder.disconnect();
  });

  it.each([...SERVICES, STRANGER])('lets %s write the topics it owns and no other', async (service) => {
    for (const topic of Object.values(TOPICS)) {
      const owns = TOPIC_RULES[topic].writers.some((writer) => writer === service);
      expect({ topic, refused: await refusal(write(service, topic)) }).toEqual({
        topic,
        refused: owns ? undefined : 'TOPIC_AUTHORIZATION_FAILED',
      });
    }
  });

  it.each([
    ['scoring', TOPICS.tickets, 'scoring.facts', undefined],
    ['notifier', TOPICS.tickets, 'notifier.webhooks', undefined],
    ['directory', TOPICS.audit, 'directory.audit', undefined],
    ['inspections', TOPICS.directory, 'inspections.people', undefined],
    ['tickets', TOPICS.tickets, 'tickets.live.1', undefined],
    // a group that one may not see has no coordinator for one
    ['scoring', TOPICS.tickets, 'notifier.webhooks', 'KafkaJSGroupCoordinatorNotFound'],
    ['scoring', TOPICS.audit, 'scoring.facts', 'TOPIC_AUTHORIZATION_FAILED'],
    ['notifier', TOPICS.directory, 'notifier.webhooks', 'TOPIC_AUTHORIZATION_FAILED'],
    [STRANGER, TOPICS.tickets, 'stranger.group', 'TOPIC_AUTHORIZATION_FAILED'],
  ] as const)('to %s, reading %s as %s, says %s', async (service, topic, group, refused) => {
    expect(await refusal(read(service, topic, group))).toBe(refused);
  });

  it('lets no service make topics, change what they keep, or give itself rights', async () => {
    const own = clientOf('tickets').admin();
    await own.connect();
    open.push(() => own.disconnect());
    await expect(own.createTopics({ topics: [{ topic: 'mine' }] })).rejects.toThrow();
    const resources = [
      {
        type: kafkajs.ConfigResourceTypes.TOPIC,
        name: TOPICS.tickets,
        configEntries: [{ name: 'retention.ms', value: '1' }],
      },
    ];
    await expect(own.alterConfigs({ validateOnly: false, resources })).rejects.toThrow();
    await expect(own.createAcls({ acl: accessList('').slice(0, 1) })).rejects.toThrow();
  });

  it('takes away what a service had beyond its rights', async () => {
    const [first] = accessList('');
    await admin.createAcls({
      acl: [{ ...first!, principal: 'User:notifier', resourceName: TOPICS.scoring }],
    });
    expect(await refusal(write('notifier', TOPICS.scoring))).toBeUndefined();
    await keepAccess(admin, '');
    expect(await eventually(() => refusal(write('notifier', TOPICS.scoring)))).toBe(
      'TOPIC_AUTHORIZATION_FAILED',
    );
  });
});
