import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RECONCILIATION, ticketWorkflowId } from '@zhishou/messages/workflow-ids';
import { connectTemporal, type TemporalLink } from '@zhishou/platform/temporal/client';
import pg from 'pg';
import type { Finding } from '../src/doctor/finding.js';
import { REPOSITORY } from '../src/root/repository.js';
import { stackRoot } from '../src/root/stack-root.js';
import { outsideFolder } from '../src/servers/postgres-folders.js';
import { silentStep } from '../src/step.js';
import { type RunningSystem, startSystem } from '../src/system/start-system.js';

const MINUTES = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'zhishou-doctor-'));
let system: RunningSystem;
let temporal: TemporalLink;

beforeAll(async () => {
  system = await startSystem({
    folder,
    fresh: true,
    durable: false,
    contract: join(REPOSITORY, 'contracts/demo-seconds'),
    without: [],
    webhooks: [],
    step: silentStep,
    given: {},
  });
  temporal = connectTemporal({ address: system.file.temporal, namespace: 'default' });
  // what these tests put out of order is found and mended by the doctor, not by the clock meanwhile
  await temporal.client.schedule.getHandle(RECONCILIATION).pause('the tests of the doctor');
}, 4 * MINUTES);

afterAll(async () => {
  await temporal?.close();
  await system?.stack.stop();
  for (const used of [outsideFolder(stackRoot(folder)), folder])
    rmSync(used, { recursive: true, force: true });
}, MINUTES);

/** Runs an npm script's command on the stack of this test. */
async function run(...args: string[]): Promise<{ code: number; says: string }> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [join(REPOSITORY, 'infra/run.mjs'), ...args], {
    env: { PATH, HOME, STACK_FILE: system.root.stackFile },
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

const processOf = (ticketId: string) =>
  temporal.client.workflow.getHandle(ticketWorkflowId('OTHER', ticketId));

/** Answers how many rows there were. */
async function sql(statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: system.file.postgres });
  await client.connect();
  const { rowCount } = await client.query(statement).finally(() => client.end());
  return rowCount ?? 0;
}

async function ask<Data>(query: string, token?: string): Promise<Data> {
  const response = await fetch(system.file.graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** A ticket reported through the gateway. */
async function reported(): Promise<string> {
  const { username, password } = system.file.accounts.find(({ role }) => role === 'BUREAU_REPORTER')!;
  const { login } = await ask<{ login: { token: string } }>(
    `mutation { login(input: {username: "${username}", password: "${password}"}) { token } }`,
  );
  const { reportTicket } = await ask<{ reportTicket: { id: string } }>(
    `mutation { reportTicket(input: {kind: OTHER, summary: "询问培训", channel: WEB}) { id } }`,
    login.token,
  );
  return reportTicket.id;
}

/** As if it had been reported so long ago that it is settled; which is not what was audited. */
const age = (id: string): Promise<number> =>
  sql(`UPDATE tickets.ticket SET reported_at = reported_at - interval '2 minutes' WHERE id = '${id}'`);

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

  it('waits for a database that has much to do', async () => {
    const client = new pg.Client({ connectionString: system.file.postgres });
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
    await system.stack.stopPart('scoring');
    await age(ticketId);
    await processOf(ticketId).terminate();
    await sql(`UPDATE directory.audit_entry SET actor_id = 'somebody else' WHERE seq = 3`);
    await sql(`DELETE FROM tickets.audit_entry WHERE seq = 2`);
    await sql(`DELETE FROM tickets.migration WHERE name LIKE 'Reconciliation%'`);
    await sql(`INSERT INTO notifier.delivery (event_id, webhook, body, state, ended_at)
      VALUES ('evt_1', 'http://127.0.0.1:9', '{}', 'DEAD', now())`);
    const { code, wrong } = await doctor();
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
    expect(says).toMatch(/^notifier +whole, 0 entries$/m);
  });

  it('mends a lost process when asked to; dead deliveries are replayed by their own command', async () => {
    expect(await run('replay', '--event', 'evt_1')).toEqual({ code: 0, says: '1 delivery put back\n' });
    const { wrong, fine } = await doctor('--mend');
    expect(fine).toEqual(expect.arrayContaining([expect.stringMatching(/^drift: .*, 1 mended, all agree$/)]));
    expect(wrong.filter((line) => /^(drift|notices)/.test(line))).toEqual([]);
    expect((await processOf(ticketId).describe()).status.name).toBe('RUNNING');
    expect((await run('verify', 'audit')).says).toMatch(/^notifier +whole, 1 entry$/m);
  });

  it('says in a table what waits for a server that is away, and what cannot be seen', async () => {
    await system.stack.stopPart('kafka');
    await reported();
    await sql(`UPDATE tickets.outbox SET created_at = created_at - interval '3 minutes'
      WHERE published_at IS NULL`);
    const { code, says } = await run('doctor');
    expect(code).toBe(1);
    expect(says).toMatch(/^health +WRONG {2}kafka: /m);
    expect(says).toMatch(/^outbox +WRONG {2}tickets: \d+ events? not on Kafka yet, the oldest for 3 min$/m);
    expect(says).toMatch(/^consumers +WRONG {2}cannot be seen: /m);
    expect(says).toMatch(/^clocks +ok {5}PostgreSQL decides/m);
    expect(says.trimEnd().endsWith('something is wrong')).toBe(true);
  });

  it('says how to start a system where none runs', async () => {
    await system.stack.stop();
    const { code, says } = await run('doctor');
    expect(code).toBe(1);
    expect(says).toContain('Nothing runs in this clone');
  });
});
