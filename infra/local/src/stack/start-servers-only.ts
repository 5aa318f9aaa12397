import { silentStep } from '../step.js';
import { openStack, type OpenOptions, type Purpose } from './open-stack.js';
import type { Stack } from './stack.js';
import type { Servers } from '../servers/start-servers.js';

const BARE: Purpose = {
  secretNames: { services: [], accounts: [], webhooks: [] },
  onChange: () => undefined,
  onDatabase: () => Promise.resolve(),
};

/** Starts PostgreSQL, Temporal and Kafka and none of our processes, for tests that bring their own. */
export async function startServersOnly(
  options: Pick<OpenOptions, 'folder'> & Partial<OpenOptions>,
): Promise<{ stack: Stack; servers: Servers }> {
  const opened = await openStack({ fresh: true, durable: false, step: silentStep, ...options }, BARE);
  opened.ready();
  return { stack: opened.stack, servers: opened.servers };
}
