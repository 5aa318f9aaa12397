import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@zhishou/messages/topics';
import kafkajs, { Kafka, logLevel } from 'kafkajs';
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

/** The addresses a process listens at, without ports, as Linux tells them. */
function listeningOf(pid: number): string[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return []; // closed meanwhile
      }
    }),
  );
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && sockets.has(inode!))
      .map(([, local]) => readable(local!.split(':')[0]!)),
  );
}

const LISTEN = '0A';
const CLOSED = ['logs', 'data/kafka', 'data/temporal', 'data/postgres'];

/** IPv4, also where it stands in IPv6, from the kernel's hexadecimal; any other IPv6 as it is. */
function readable(hex: string): string {
  const [, v4] = /^(?:0{16}FFFF0000)?([0-9A-F]{8})$/.exec(hex) ?? [];
  return v4 === undefined ? hex : [...Buffer.from(v4, 'hex')].reverse().join('.');
}

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

  it('keep the topics of services for ever', async () => {
    const admin = new Kafka({ brokers: [servers.kafkaBrokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: Object.values(TOPICS).map((name) => ({
        type: kafkajs.ConfigResourceTypes.TOPIC,
        name,
        configNames: ['retention.ms'],
      })),
    });
    await admin.disconnect();
    expect(
      resources
        .map(({ resourceName, configEntries }) => [resourceName, configEntries[0]?.configValue])
        .sort(),
    ).toEqual(
      Object.values(TOPICS)
        .map((topic) => [topic, '-1'])
        .sort(),
    );
  });

  it('listen to this machine alone', async () => {
    const addresses = (await stack.status()).flatMap(({ name, pid }) =>
      listeningOf(pid!).map((address) => `${name} ${address}`),
    );
    expect(new Set(addresses)).toEqual(
      new Set(['postgres 127.0.0.1', 'temporal 127.0.0.1', 'kafka 127.0.0.1']),
    );
  });

  it('write nothing that others of the machine may read', () => {
    const readable = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
      const stat = lstatSync(join(folder, name), { throwIfNoEntry: false });
      return stat !== undefined && !stat.isSymbolicLink() && (stat.mode & 0o066) !== 0;
    });
    // what lies below a closed folder is out of reach, whatever its own mode
    expect(readable.filter((name) => !CLOSED.some((closed) => name.startsWith(`${closed}/`)))).toEqual([]);
    for (const name of CLOSED)
      expect({ name, mode: statSync(join(folder, name)).mode & 0o777 }).toEqual({ name, mode: 0o700 });
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
