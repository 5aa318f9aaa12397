import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { clock, read, report, step } from '../ticket.builder.js';
import { signIn, type User } from '../zhishou.builder.js';
import { lookUp } from './events.builder.js';
import { system, untilWhole } from './system.builder.js';

const MINUTE = 60_000;

const CASES = [
  { tickets: MINUTE, worker: -MINUTE },
  { tickets: -MINUTE, worker: MINUTE },
];

afterAll(() => setClocks({ tickets: 0, 'tickets-worker': 0 }), 120_000);

/** ADR 2: PostgreSQL's clock, which is this machine's, decides every instant; those of our processes decide nothing. */
describe.each(CASES)('clocks wrong by $tickets ms in tickets and $worker ms in its worker', (wrong) => {
  let receiver: WebhookReceiver;
  let reporter: User;
  let dispatcher: User;

  beforeAll(async () => {
    await setClocks({ tickets: wrong.tickets, 'tickets-worker': wrong.worker });
    receiver = await startWebhookReceiver(Number(process.env.WEBHOOK_PORT), process.env.WEBHOOK_SECRET);
    [reporter, dispatcher] = [await signIn('reporter'), await signIn('dispatcher')];
  }, 120_000);

  afterAll(() => receiver.close());

  it('really are', async () => {
    expect(await clockOf('tickets')).toBeCloseTo(wrong.tickets, -4);
    expect(await clockOf('tickets-worker')).toBeCloseTo(wrong.worker, -4);
  });

  it('move neither a report nor a step', async () => {
    const from = await databaseNow();
    const { id, clocks } = await report(reporter, { severity: 'MAJOR' });
    const between = await databaseNow();
    const { timeline, clocks: after } = await step(dispatcher, 'acceptTicket', id);
    const to = await databaseNow();

    const reportedAt = Date.parse(timeline[0]!.at);
    expect(reportedAt).toBeGreaterThanOrEqual(from);
    expect(reportedAt).toBeLessThanOrEqual(between);
    expect(Date.parse(clocks.find(({ kind }) => kind === 'RESPONSE')!.dueAt)).toBe(reportedAt + 4_000);
    const acceptedAt = Date.parse(timeline.find(({ type }) => type === 'ticket.accepted')!.at);
    expect(acceptedAt).toBeGreaterThanOrEqual(between);
    expect(acceptedAt).toBeLessThanOrEqual(to);
    expect(after.find(({ kind }) => kind === 'RESPONSE')!.metAt).toBe(new Date(acceptedAt).toISOString());
  });

  it('tell no deadline early, late or twice', async () => {
    const { id, clocks } = await report(reporter, { severity: 'MAJOR' });
    const due = clocks.find(({ kind }) => kind === 'RESPONSE')!.dueAt;
    const ofResponse = await receiver.waitFor(
      ({ notice }) => notice.data.ticketId === id && String(notice.data.reason).startsWith('RESPONSE_'),
      { count: 3, timeout: 30_000 },
    );
    expect(ofResponse.map(({ notice }) => notice.data.reason)).toEqual([
      'RESPONSE_WARNING',
      'RESPONSE_WARNING',
      'RESPONSE_BREACH',
    ]);
    const [half, most, breach] = ofResponse.map(({ notice }) => Date.parse(notice.data.at));
    expect([half, most, breach]).toEqual([2_000, 800, 0].map((left) => Date.parse(due) - left));
    for (const { notice, at } of ofResponse) expect(at).toBeGreaterThan(Date.parse(notice.data.at));
    expect(new Set(ofResponse.map((call) => call.id)).size).toBe(3);
    expect(clock(await read(reporter, id), 'RESPONSE')).toMatchObject({ state: 'BREACHED', breachedAt: due });
  }, 60_000);
});

const databaseNow = async (): Promise<number> =>
  Number(
    (await lookUp<{ now: string }>(`SELECT trunc(extract(epoch FROM clock_timestamp()) * 1000) AS now`))[0]!
      .now,
  );

/** Starts processes anew with clocks off by so many milliseconds. */
async function setClocks(offsets: Record<string, number>): Promise<void> {
  for (const [name, offset] of Object.entries(offsets)) {
    const file = join(process.env.CLOCKS_FOLDER ?? '', name);
    if (offset === 0) rmSync(file, { force: true });
    else writeFileSync(file, String(offset));
  }
  await Promise.all(
    Object.keys(offsets).map(async (name) => {
      await system.stopPart(name);
      await system.startPart(name);
    }),
  );
  await untilWhole();
}

/** How far a process's clock is off, ms, to some seconds: by the time of its last log line. */
async function clockOf(name: string): Promise<number> {
  const part = (await system.status()).find((status) => status.name === name);
  const lines = readFileSync(part!.log!, 'utf8').trim().split('\n');
  const { time } = JSON.parse(lines.at(-1)!) as { time: string | number };
  return new Date(time).getTime() - Date.now();
}
