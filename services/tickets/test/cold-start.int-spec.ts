import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { startTcpProxy, type TcpProxy } from '@zhishou/testkit/tcp-proxy';
import { TicketsWorld } from './tickets.world.js';

let servers: { kafka: TcpProxy; temporal: TcpProxy };
let world: TicketsWorld;

beforeAll(async () => {
  const [kafka, temporal] = await Promise.all([
    startTcpProxy(process.env.KAFKA_BROKERS!.split(',')[0]!),
    startTcpProxy(process.env.TEMPORAL_ADDRESS!),
  ]);
  servers = { kafka, temporal };
  kafka.cut();
  temporal.cut();
  world = await TicketsWorld.open(() => ({
    KAFKA_BROKERS: kafka.address,
    TEMPORAL_ADDRESS: temporal.address,
  }));
});
afterAll(async () => {
  await world?.close();
  await Promise.all(Object.values(servers).map((server) => server.close()));
});

const readiness = async () => {
  const response = await fetch(`${world.service.url}/health/ready`);
  return { status: response.status, body: await response.json() };
};

it('takes a report after a start without Kafka and Temporal, and says what it does without', async () => {
  expect(await readiness()).toEqual({
    status: 200,
    body: { status: 'ready', degraded: ['kafka', 'temporal'] },
  });
  const ticket = await world.report({ severity: 'MAJOR' });
  expect(ticket).toMatchObject({ state: 'REPORTED' });
  expect(await world.count('outbox')).toBeGreaterThan(0);
  servers.temporal.mend();
  const isStarted = async (): Promise<boolean> =>
    (await world.rows('SELECT FROM ticket WHERE id = $1 AND process_started_at IS NOT NULL', [ticket.id]))
      .length > 0;
  await eventually(isStarted, { within: 30_000 });
});
