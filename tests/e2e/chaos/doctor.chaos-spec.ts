import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Finding } from '@zhishou/local/doctor/finding';
import { REPOSITORY } from '@zhishou/local/root/repository';
import { RECONCILIATIONS, ticketWorkflowId } from '@zhishou/messages/workflow-ids';
import { connectTemporal, type TemporalLink } from '@zhishou/platform/temporal/client';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import pg from 'pg';
import { report } from '../ticket.builder.js';
import { signIn, stack, type User } from '../zhishou.builder.js';
import { untilWhole, without } from './system.builder.js';

const MINUTES = 60_000;
let temporal: TemporalLink;
let reporter: User;
let receiver: WebhookReceiver;

beforeAll(async () => {
  reporter = await signIn('reporter');
  temporal = connectTemporal({ address: stack.temporal, namespace: 'default' });
  // what these tests put out of order is found and mended by the doctor, not by the clock meanwhile
  await schedule().pause('the tests of the doctor');
  await untilWhole();
  // what is told meanwhile is heard: a notice that nobody hears for a minute is wrong as well
  receiver = await startWebhookReceiver(Number(process.env.WEBHOOK_PORT), process.env.WEBHOOK_SECRET);
  // nobody listened to the webhook between tests
  await sql(
    `UPDATE notifier.delivery SET state = 'DELIVERED', ended_at = now() WHERE state IN ('PENDING', 'DEAD')`,
  );
}, MINUTES);

afterAll(async () => {
  await schedule().unpause();
  await temporal?.close();
  await receiver?.close();
});

const schedule = () => temporal.client.schedule.getHandle(RECONCILIATIONS.tickets.id);

/** Runs an npm script's command on the stack that the tests run on. */
async function run(...args: string[]): Promise<{ code: number; says: string }> {
  const { PATH, HOME, STACK_FILE } = process.env;
  const child = spawn(process.execPath, [join(REPOSITORY, 'infra/run.mjs'), ...args], {
    env: { PATH, HOME, ...(STACK_FILE === undefined ? {} : { STACK_FILE }) },
  });
  let says = '';
  child.stdout.on('data', (chunk: Buffer) => (says += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (says += chunk.toString()));
  const code = await new Promise<number>((done) => child.once('close', (exit) => done(exit ?? 1)));
  return { code, says };
}

async function doctor(...args: string[]): Promise<{ code: number; wrong: string[]; fine: string[] }> {
  const { code, says } = await run('doctor', '--json', ...args);
  const { findings } = JSON.parse(says) as { findings: Finding[] };
  const lines = (ok: boolean) =>
    findings.filter((finding) => finding.ok === ok).map((finding) => `${finding.about}: ${finding.says}`);
  return { code, wrong: lines(false), fine: lines(true) };
}

const entriesOf = (service: string, says: string): number =>
  Number(new RegExp(`^${service} +whole, (\\d+) entr`, 'm').exec(says)?.[1]);

const processOf = (ticketId: string) =>
  temporal.client.workflow.getHandle(ticketWorkflowId('OTHER', ticketId));

/** Answers how many rows there were. */
async function sql(statement: string, parameters: unknown[] = []): Promise<number> {
  const { rowCount } = await ask(statement, parameters);
  return rowCount ?? 0;
}

const query = async <Row>(statement: string): Promise<Row[]> => (await ask(statement)).rows as Row[];

async function ask(statement: string, parameters: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: stack.postgres });
  await client.connect();
  try {
    return await client.query(statement, parameters);
  } finally {
    await client.end();
  }
}

/** Takes rows out of a table, and answers how to put them back as they were. */
async function takeOut(table: string, where: string): Promise<() => Promise<unknown>> {
  const rows = await query<{ row: object }>(`SELECT to_jsonb(t) AS row FROM ${table} AS t WHERE ${where}`);
  await sql(`DELETE FROM ${table} WHERE ${where}`);
  const back = `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`;
  return () => sql(back, [JSON.stringify(rows.map(({ row }) => row))]);
}

/** A ticket that nothing more happens to. */
const reported = async (): Promise<string> =>
  (await report(reporter, { kind: 'OTHER', severity: undefined, assetCode: undefined, summary: '询问培训' }))
    .id;

/** As if it had been reported so much longer ago: after two minutes it is settled. */
const age = (id: string, by: string): Promise<number> =>
  sql(`UPDATE tickets.ticket SET reported_at = reported_at - interval '${by}' WHERE id = '${id}'`);

describe('the doctor', () => {
  let ticketId: string;
  beforeAll(async () => {
    ticketId = await reported();
  });

  it('finds nothing wrong with a healthy system, and says which clock decides', async () => {
    const { code, wrong, fine } = await doctor();
    expect({ code, wrong }).toEqual({ code: 0, wrong: [] });
    expect(fine.map((line) => line.split(':')[0])).toEqual([
      'health',
      'migrations',
      'outbox',
      'consumers',
      'notices',
      'processes',
      'drift',
      'audit',
      'clocks',
    ]);
    expect(fine.at(-1)).toMatch(/^clocks: PostgreSQL decides every instant; this machine is \d+ ms /);
    expect((await run('verify', 'audit')).code).toBe(0);
  });

  it('exports what proves the past; without any server, files alone tell which entry was altered', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'evidence-')), 'all');
    expect((await run('verify', 'export', folder)).code).toBe(0);
    const whole = await run('verify', 'files', folder);
    expect(whole.code).toBe(0);
    expect(whole.says.match(/^\w+ +whole, \d+/gm)?.map((line) => line.split(' ')[0])).toEqual([
      ...['directory', 'inspections', 'notifier', 'scoring', 'tickets', 'facts', 'heads'],
    ]);
    const chain = join(folder, 'audit.tickets.jsonl');
    const lines = (await readFile(chain, 'utf8')).split('\n');
    await writeFile(chain, lines.with(1, lines[1]!.replace('"actorId":"', '"actorId":"x')).join('\n'));
    const { code, says } = await run('verify', 'files', folder);
    await rm(join(folder, '..'), { recursive: true });
    expect(code).toBe(1);
    expect(says).toMatch(/^tickets +BROKEN: entry 2 is not as it was written$/m);
  });

  it('waits for a database that has much to do', async () => {
    const client = new pg.Client({ connectionString: stack.postgres });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE notifier.delivery');
    let isOver = false;
    const looking = doctor().finally(() => (isOver = true));
    const isWaiting = () =>
      sql(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%notifier.delivery%'
        AND query_start < clock_timestamp() - interval '4 seconds'`);
    while (!isOver && (await isWaiting()) === 0);
    const wasWaiting = !isOver;
    await client.end();
    expect({ wasWaiting, wrong: (await looking).wrong }).toEqual({ wasWaiting: true, wrong: [] });
  });

  it('names each thing that is wrong', async () => {
    const told = entriesOf('notifier', (await run('verify', 'audit')).says);
    await age(ticketId, '2 minutes');
    await processOf(ticketId).terminate();
    const putBack = [
      await takeOut('tickets.audit_entry', 'seq = 2'),
      await takeOut('tickets.migration', `name LIKE 'Reconciliation%'`),
    ];
    const [third] = await query<{ actor_id: string }>(
      'SELECT actor_id FROM directory.audit_entry WHERE seq = 3',
    );
    const blame = (actor: string) =>
      sql('UPDATE directory.audit_entry SET actor_id = $1 WHERE seq = 3', [actor]);
    await blame('somebody else');
    await sql(`INSERT INTO notifier.delivery (event_id, webhook, body, state, pending_since, ended_at)
      VALUES ('evt_1', 'http://127.0.0.1:9', '{}', 'DEAD', now() - interval '2 hours', now())`);

    const { code, wrong } = await without('scoring', () => doctor());
    expect(code).toBe(1);
    expect(wrong).toEqual([
      expect.stringMatching(/^health: scoring: /),
      expect.stringMatching(/^health: gateway: .*scoring/),
      expect.stringMatching(/^migrations: tickets lacks Reconciliation\d+: /),
      expect.stringMatching(/^consumers: scoring\.facts: nobody reads, /),
      expect.stringMatching(/^consumers: scoring\.people: nobody reads, /),
      expect.stringMatching(/^notices: 1 notice could not be delivered: npm run replay/),
      expect.stringMatching(/^drift: GD\d{8}-\d{5} has lost its process$/),
      expect.stringMatching(/^audit: directory: entry 3 is at fault \(CHANGED\)/),
      expect.stringMatching(/^audit: tickets: entry 2 is at fault \(MISSING\)/),
    ]);
    const { code: broken, says } = await run('verify', 'audit');
    expect(broken).toBe(1);
    expect(says).toMatch(/^directory +BROKEN: entry 3 is not as it was written$/m);
    expect(says).toMatch(/^tickets +BROKEN: entry 2 is missing$/m);
    expect(entriesOf('notifier', says)).toBe(told);

    await blame(third!.actor_id);
    for (const back of putBack) await back();
    expect((await run('verify', 'audit')).code).toBe(0);
  });

  it('mends a lost process when asked to; dead deliveries are replayed by their own command', async () => {
    const told = entriesOf('notifier', (await run('verify', 'audit')).says);
    expect(await run('replay', '--event', 'evt_1')).toEqual({ code: 0, says: '1 delivery put back\n' });
    const { wrong, fine } = await doctor('--mend');
    expect(fine).toEqual(expect.arrayContaining([expect.stringMatching(/^drift: .*, 1 mended, all agree$/)]));
    expect(wrong.filter((line) => /^(drift|notices)/.test(line))).toEqual([]);
    expect((await processOf(ticketId).describe()).status.name).toBe('RUNNING');
    expect(entriesOf('notifier', (await run('verify', 'audit')).says)).toBe(told + 1);
    await sql(`DELETE FROM notifier.delivery WHERE event_id = 'evt_1'`);
    await age(ticketId, '-2 minutes');
  });

  it('says in a table what waits for a server that is away, and what cannot be seen', async () => {
    const { code, says } = await without('kafka', async () => {
      await reported();
      await sql(`UPDATE tickets.outbox SET created_at = created_at - interval '3 minutes'
        WHERE published_at IS NULL`);
      return run('doctor');
    });
    expect(code).toBe(1);
    expect(says).toMatch(/^health +WRONG {2}kafka: /m);
    expect(says).toMatch(/^outbox +WRONG {2}tickets: \d+ events? not on Kafka yet, the oldest for 3 min$/m);
    expect(says).toMatch(/^consumers +WRONG {2}cannot be seen: /m);
    expect(says).toMatch(/^clocks +ok {5}PostgreSQL decides/m);
    expect(says.trimEnd().endsWith('something is wrong')).toBe(true);
  });
});
