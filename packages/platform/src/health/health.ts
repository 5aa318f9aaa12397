import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';

const PROBE_TIMEOUT_MS = 2_000;

/** Something the process works with; `check` rejects while it is away. */
export interface Probe {
  /** as shown in `missing` and `degraded`: postgres, kafka, temporal, … */
  name: string;
  check(): Promise<unknown>;
  /** the process goes on without it: less is done, or later, and nothing is lost */
  optional?: boolean;
}

/** Those that are away now; one that does not answer within two seconds counts as away. */
async function away(probes: Probe[]): Promise<Probe[]> {
  const results = await Promise.all(probes.map(async (probe) => ((await answers(probe)) ? [] : [probe])));
  return results.flat();
}

const named = (key: string, probes: Probe[]) =>
  probes.length === 0 ? {} : { [key]: probes.map(({ name }) => name) };

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

/**
 * `GET /health/live`: the process runs. `GET /health/ready`: 200 while it can do its work, naming as `degraded` what it
 * does without; 503 naming as `missing` what it cannot do without.
 */
export function registerHealth(server: Pick<FastifyInstance, 'get'>, probes: Probe[]): void {
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const gone = await away(probes);
    const missing = gone.filter(({ optional }) => !optional);
    const degraded = gone.filter(({ optional }) => optional);
    const ready = missing.length === 0;
    return reply.status(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'not ready',
      ...named('missing', missing),
      ...named('degraded', degraded),
    });
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
