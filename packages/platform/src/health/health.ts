import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';

const PROBE_TIMEOUT_MS = 2_000;

/** Something without which the process cannot do its work; `check` rejects while it is away. */
export interface Probe {
  /** as shown in `missing`: postgres, kafka, temporal, … */
  name: string;
  check(): Promise<unknown>;
}

/** The names of what is missing now; a probe that does not answer within two seconds counts as missing. */
async function missingParts(probes: Probe[]): Promise<string[]> {
  const results = await Promise.all(
    probes.map(async (probe) => ((await answers(probe)) ? [] : [probe.name])),
  );
  return results.flat();
}

async function answers(probe: Probe): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([probe.check().then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** `GET /health/live`: the process runs. `GET /health/ready`: what it needs is there, else 503 naming what is missing. */
export function registerHealth(server: Pick<FastifyInstance, 'get'>, probes: Probe[]): void {
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const missing = await missingParts(probes);
    if (missing.length === 0) return { status: 'ready' };
    return reply.status(503).send({ status: 'not ready', missing });
  });
}

/** Health alone on a port, for a process that serves nothing else. */
export async function healthServer(
  address: { host: string; port: number },
  probes: Probe[],
): Promise<FastifyInstance> {
  const server = Fastify({ forceCloseConnections: true });
  registerHealth(server, probes);
  await server.listen(address);
  return server;
}
