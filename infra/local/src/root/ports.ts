import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { readJson, writePrivateJson } from './private-file.js';

// Below the ephemeral range of Linux and macOS, so that no outgoing connection takes a port while its server restarts.
const LOWEST = 20_000;
const HIGHEST = 32_000;
const TRIES = 200;

/**
 * One free port on 127.0.0.1 for each name. A port given before (remembered in `file`) is kept while it is free,
 * so that addresses stay the same over restarts.
 */
export async function reservePorts<N extends string>(
  file: string,
  names: readonly N[],
): Promise<Record<N, number>> {
  const remembered = readJson<Record<string, number>>(file) ?? {};
  const taken = new Set<number>();
  const ports: Record<string, number> = { ...remembered };
  for (const name of names) {
    const before = remembered[name];
    const port =
      before !== undefined && !taken.has(before) && (await isFree(before)) ? before : await freePort(taken);
    taken.add(port);
    ports[name] = port;
  }
  writePrivateJson(file, ports);
  return ports;
}

/** A port on 127.0.0.1 that nobody listens on and that is not in `taken`. */
export async function freePort(taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`found no free port between ${LOWEST} and ${HIGHEST} on 127.0.0.1`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
