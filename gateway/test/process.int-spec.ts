import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { startIssuer } from '@zhishou/testkit/issuer';
import type { TestIssuer } from '@zhishou/testkit/issuer';
import { overSse, overWebSocket, post } from './client.builder.js';
import { gatewayEnv } from './gateway.builder.js';
import { startToys } from './toys.builder.js';
import type { Toys } from './toys.builder.js';

const MAIN = join(import.meta.dirname, '../dist/main.js');

let toys: Toys;
let issuer: TestIssuer;
let settings: ReturnType<typeof gatewayEnv>;
let child: ChildProcess;
let url: string;
let port: number;
const lines: Record<string, unknown>[] = [];
let output = '';

async function listenOn(wanted: number): Promise<number> {
  const server = createServer();
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const { port: bound } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return bound;
}

beforeAll(async () => {
  toys = await startToys();
  issuer = await startIssuer();
  settings = gatewayEnv(toys, issuer.jwksUrl);
  port = await listenOn(0);
  url = `http://127.0.0.1:${port}/graphql`;
  child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, ...settings.env, PORT: String(port), LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await eventually(() => output.includes('"listening"'), { within: 30_000 });
});
afterAll(async () => {
  child.kill('SIGKILL');
  settings.remove();
  await issuer.close();
  await toys.stop();
});

describe('the gateway process', () => {
  it('writes one line an operation, without its text, variables or token', async () => {
    const authorization = await issuer.bearer({ id: 'psn_1', role: 'AUDITOR' });
    const query = 'query Look($id: ID!) { ticket(id: $id) { id } conflict }';
    await post(url, query, { id: 'tkt_private' }, { authorization, 'x-request-id': 'look-1' });
    await eventually(() => output.includes('look-1'));
    lines.push(
      ...output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    );
    expect(lines.filter(({ requestId }) => requestId === 'look-1')).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        process: 'gateway',
        requestId: 'look-1',
        kind: 'query',
        operation: 'Look',
        ms: expect.any(Number),
        errors: ['CONFLICT'],
        msg: 'operation',
      },
    ]);
    expect(output).not.toContain('tkt_private');
    expect(output).not.toContain(authorization.slice(10));
  });

  it('on SIGTERM ends subscriptions, finishes what is under way, exits 0 and frees its port', async () => {
    const streams = [overSse, overWebSocket].map((open) =>
      open(url, 'subscription { ticketChanged { id } }'),
    );
    const slow = post(url, 'mutation { slow }');
    await eventually(() => toys.tickets.live() === 2 && toys.tickets.received.length > 1);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await eventually(() => streams.every((stream) => stream.ended()));
    expect(streams.map((stream) => stream.events)).toEqual([[], []]);
    toys.finishSlow();
    expect((await slow).data).toEqual({ slow: 'done' });
    expect(await exited).toEqual([0, null]);
    expect(await listenOn(port)).toBe(port);
    for (const stream of streams) stream.stop();
  });
});
