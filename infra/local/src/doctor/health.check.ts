import { pingKafka } from '../servers/kafka-admin.js';
import { pingPostgres } from '../servers/postgres.server.js';
import { readEnv } from '@zhishou/platform/env';
import { connectTemporal } from '@zhishou/platform/temporal/client';
import { temporalTls } from '@zhishou/platform/temporal/security';
import type { PartStatus } from '../supervisor/part.js';
import { type Check, type Finding, many } from './finding.js';
import type { Surroundings } from './surroundings.js';

/** Every server and process, as its own health says. */
export const checkHealth: Check = async (surroundings) => {
  const parts = surroundings.stack ? await surroundings.stack.status() : await pingServers(surroundings);
  const findings = parts.flatMap(({ name, problem, without }) => {
    const says = problem?.split('\n')[0] ?? (without && `works without ${without.join(', ')}`);
    return says === undefined ? [] : [finding(false, `${name}: ${says}`, parts)];
  });
  const names = parts.map(({ name, restarts }) =>
    restarts > 0 ? `${name} (restarted ${restarts} times)` : name,
  );
  const healthy = `${many(parts.length, 'part')} healthy: ${names.join(', ')}`;
  const rest = surroundings.stack ? '' : '; the processes are not asked, no launcher runs them here';
  return findings.length > 0 ? findings : [finding(true, healthy + rest, parts)];
};

const finding = (ok: boolean, says: string, parts: readonly Partial<PartStatus>[]): Finding => ({
  about: 'health',
  ok,
  says,
  data: parts.map(({ name, state, restarts, problem, without }) => ({
    name,
    state,
    restarts,
    problem,
    without,
  })),
});

async function pingServers({ databaseUrl, temporalAddress, temporalNamespace, kafkaBrokers }: Surroundings) {
  const temporal = connectTemporal({
    address: temporalAddress,
    namespace: temporalNamespace,
    tls: readEnv(temporalTls),
  });
  const pings: [string, Promise<void>][] = [
    ['postgres', pingPostgres(databaseUrl)],
    ['temporal', temporal.ping()],
    ['kafka', pingKafka(kafkaBrokers)],
  ];
  const found = await Promise.all(
    pings.map(async ([name, ping]) => {
      const problem = await ping.then(
        () => undefined,
        (error: Error) => error.message,
      );
      return { name, problem, without: undefined, state: 'given' as const, restarts: 0 };
    }),
  );
  await temporal.close();
  return found;
}
