import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { NativeConnection } from '@temporalio/worker';
import { connectTemporal } from '@zhishou/platform/temporal/client';
import { temporalEnv } from '@zhishou/platform/temporal/temporal.env';

const SCRIPT = new URL('../../../infra/compose/certificates.sh', import.meta.url).pathname;
const NAMES = {
  ca: 'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  cert: 'TEMPORAL_TLS_CLIENT_CERT_PATH',
  key: 'TEMPORAL_TLS_CLIENT_KEY_PATH',
} as const;

const folder = mkdtempSync(join(tmpdir(), 'zhishou-tls-'));
const ours = join(folder, 'ours');
const others = join(folder, 'others');
const temporal = process.env.TEMPORAL_ADDRESS!;
const doors: Server[] = [];

/**
 * A door to the real server that opens to certificates of our authority only. The server for one machine has no TLS of
 * its own, which the one for many has from its settings.
 */
async function door(certificates: string): Promise<string> {
  const file = (name: string) => readFileSync(join(certificates, 'server', name));
  const { hostname, port } = new URL(`tcp://${temporal}`);
  const sockets = new Set<TLSSocket>();
  const server = createServer(
    {
      ca: readFileSync(join(ours, 'server/ca.pem')),
      cert: file('cert.pem'),
      key: file('key.pem'),
      requestCert: true,
      rejectUnauthorized: true,
      ALPNProtocols: ['h2'],
    },
    (outside) => {
      const inside = connect(Number(port), hostname);
      sockets.add(outside);
      outside.on('error', () => inside.destroy()).on('close', () => inside.destroy());
      inside.on('error', () => outside.destroy()).on('close', () => outside.destroy());
      outside.pipe(inside).pipe(outside);
    },
  );
  server.on('close', () => sockets.clear());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  doors.push(server);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const client = (certificates: string) => ({
  ca: join(ours, 'client/ca.pem'),
  cert: join(certificates, 'client/cert.pem'),
  key: join(certificates, 'client/key.pem'),
});

/** The settings of a process with this environment, as services and worker read them. */
function settings(address: string, files: Partial<Record<keyof typeof NAMES, string>>) {
  process.env.TEMPORAL_ADDRESS = address;
  for (const [name, file] of Object.entries(files)) process.env[NAMES[name as keyof typeof NAMES]] = file;
  return temporalEnv();
}

async function reach(options: ReturnType<typeof temporalEnv>): Promise<void> {
  const link = connectTemporal(options);
  try {
    await link.ping();
  } finally {
    await link.close();
  }
}

const reachAsWorker = async ({ address, tls }: ReturnType<typeof temporalEnv>): Promise<void> => {
  const connection = await NativeConnection.connect({ address, tls });
  await connection.close();
};

beforeAll(() => {
  for (const certificates of [ours, others]) execFileSync('sh', [SCRIPT, certificates]);
});
afterEach(() => {
  process.env.TEMPORAL_ADDRESS = temporal;
  for (const name of Object.values(NAMES)) delete process.env[name];
  for (const server of doors.splice(0)) server.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a Temporal that asks for certificates', () => {
  it('is reached by services and workers with theirs', async () => {
    const options = settings(await door(ours), client(ours));
    await reach(options);
    await reachAsWorker(options);
  });

  it('refuses who has none, or one of another authority', async () => {
    const address = await door(ours);
    for (const [files, what] of [
      [client(others), 'another authority'],
      [{}, 'no TLS'],
    ] as const) {
      const options = settings(address, files);
      expect({
        what,
        reached: await reach(options).then(
          () => true,
          () => false,
        ),
      }).toEqual({
        what,
        reached: false,
      });
      await expect(reachAsWorker(options)).rejects.toThrow();
      for (const name of Object.values(NAMES)) delete process.env[name];
    }
    const { tls } = settings(address, client(ours));
    const without = { address, namespace: 'default', tls: { ...tls, clientCertPair: undefined } };
    await expect(reach(without)).rejects.toThrow();
  });

  it('is not taken for one that another authority vouches for', async () => {
    const options = settings(await door(others), client(ours));
    await expect(reach(options)).rejects.toThrow();
    await expect(reachAsWorker(options)).rejects.toThrow();
  });

  it('is told which file is missing', () => {
    expect(() => settings('127.0.0.1:1', { cert: client(ours).cert })).toThrow(
      /missing TEMPORAL_TLS_CLIENT_KEY_PATH/,
    );
  });
});

describe('the certificates', () => {
  it('stay as they are when made again, and their keys are not the authority’s', () => {
    const read = (name: string) => readFileSync(join(ours, name), 'utf8');
    const before = ['authority/ca.pem', 'server/cert.pem', 'client/cert.pem'].map(read);
    execFileSync('sh', [SCRIPT, ours]);
    expect(['authority/ca.pem', 'server/cert.pem', 'client/cert.pem'].map(read)).toEqual(before);
    expect(new Set(['authority/ca.key', 'server/key.pem', 'client/key.pem'].map(read)).size).toBe(3);
  });
});
