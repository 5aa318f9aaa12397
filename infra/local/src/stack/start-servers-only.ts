import { silentStep } from '../step.js';
import { openStack, type OpenOptions } from './open-stack.js';
import type { Stack } from './stack.js';
import type { Servers } from '../servers/start-servers.js';

/** Starts PostgreSQL, Temporal and Kafka and none of our processes, for tests that bring their own. */
export async function startServersOnly(
  options: Pick<OpenOptions, 'folder'> & Partial<OpenOptions>,
): Promise<{ stack: Stack; servers: Servers }> {
  const names = { services: [], accounts: [], webhooks: [] };
  const opened = await openStack(
    { fresh: true, durable: false, step: silentStep, ...options },
    names,
    () => undefined,
  );
  opened.ready();
  return { stack: opened.stack, servers: opened.servers };
}
