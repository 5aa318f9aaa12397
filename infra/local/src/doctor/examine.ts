import { checkAudit } from './audit.check.js';
import { checkClocks } from './clocks.check.js';
import { checkConsumers } from './consumers.check.js';
import { checkDeliveries } from './deliveries.check.js';
import type { Check, Finding } from './finding.js';
import { checkHealth } from './health.check.js';
import { checkMigrations } from './migrations.check.js';
import { checkOutbox } from './outbox.check.js';
import { checkDrift, checkOwed } from './processes.check.js';
import type { Surroundings } from './surroundings.js';

/** Looks at everything that a system that runs may have gone wrong with; `mend`: puts right what can be. */
export async function examine(surroundings: Surroundings, { mend }: { mend: boolean }): Promise<Finding[]> {
  const checks: Record<string, Check> = {
    health: checkHealth,
    migrations: checkMigrations,
    outbox: checkOutbox,
    consumers: checkConsumers,
    notices: checkDeliveries,
    processes: checkOwed,
    drift: checkDrift(mend),
    audit: checkAudit,
    clocks: checkClocks,
  };
  const found = await Promise.all(
    Object.entries(checks).map(([about, check]) =>
      check(surroundings).catch((error: Error): Finding[] => [
        { about, ok: false, says: `cannot be seen: ${wordsOf(error)}` },
      ]),
    ),
  );
  return found.flat();
}

// what a client says of itself, and why
const wordsOf = (error: Error): string =>
  [error.message || String(error), error.cause instanceof Error ? error.cause.message : '']
    .filter(Boolean)
    .join(': ');
