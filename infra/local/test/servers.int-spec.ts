import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectStack } from '../src/control/control.client.js';
import { pingAddress } from '../src/servers/ping-address.js';
import { outsideFolder } from '../src/servers/postgres-folders.js';
import type { Servers } from '../src/servers/start-servers.js';
import { stackRoot } from '../src/root/stack-root.js';
import type { Stack } from '../src/stack/stack.js';
import { startServersOnly } from '../src/stack/start-servers-only.js';
import { identify } from '../src/supervisor/process-table.js';

const folder = mkdtempSync(join(tmpdir(), 'zhishou-servers-'));
let stack: Stack;
let servers: Servers;

beforeAll(async () => {
  ({ stack, servers } = await startServersOnly({ folder, given: {} }));
});

afterAll(async () => {
  await stack.stop();
  for (const used of [outsideFolder(stackRoot(folder)), folder])
    rmSync(used, { recursive: true, force: true });
});

const isOpen = (address: string): Promise<boolean> =>
  pingAddress(address).then(
    () => true,
    () => false,
  );

describe('the local servers', () => {
  it('are all three healthy', async () => {
    const status = await stack.status();
    expect(
      status.map(({ name, problem }) => ({ name, problem })).sort((a, b) => a.name.localeCompare(b.name)),
    ).toEqual([
      { name: 'kafka', problem: undefined },
      { name: 'postgres', problem: undefined },
      { name: 'temporal', problem: undefined },
    ]);
  });

  it('refuse a second launcher in the same folder', async () => {
    await expect(startServersOnly({ folder, given: {} })).rejects.toThrow(`pid ${process.pid}`);
  });

  it('come back on the same address after a kill, asked for from another process', async () => {
    const remote = connectStack(stackRoot(folder).stackFile);
    await remote.killPart('temporal', 'SIGKILL');
    await remote.untilHealthy('temporal');
    const temporal = (await remote.status()).find(({ name }) => name === 'temporal');
    expect(temporal).toMatchObject({ state: 'running', restarts: 1 });
    expect(await isOpen(servers.temporalAddress)).toBe(true);
  });

  it('answer a name nobody has with the names there are', async () => {
    await expect(connectStack(stackRoot(folder).stackFile).stopPart('redis')).rejects.toThrow(
      /postgres.*temporal|temporal.*postgres/,
    );
  });

  it('leave nothing behind when they are stopped', async () => {
    const pids = (await stack.status()).map(({ pid }) => pid!);
    await stack.stop();
    for (const pid of pids) expect(identify(pid)).toBeUndefined();
    const { host } = new URL(servers.databaseUrl);
    for (const address of [host, servers.temporalAddress, servers.kafkaBrokers])
      expect(await isOpen(address)).toBe(false);
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      expect({ file, mode: statSync(join(folder, file)).mode & 0o777 }).toEqual({ file, mode: 0o600 });
    }
  });
});
