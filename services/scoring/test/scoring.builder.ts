import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { processProbes } from '@zhishou/platform/process/process.probes';
import { freshDatabase } from '@zhishou/testkit/database';
import { startIssuer, type TestIssuer } from '@zhishou/testkit/issuer';
import { type RunningService, startService } from '@zhishou/testkit/running-service';
import { database } from '../src/database.js';
import { ScoringModule } from '../src/scoring.module.js';

const CONTRACT_DIR = new URL('../../../contracts/shaoguan-2026', import.meta.url).pathname;

export interface ScoringWorld {
  issuer: TestIssuer;
  /** starts the service on the world's database and Kafka; once more after a stop is a restart */
  start(): Promise<RunningService>;
  close(): Promise<void>;
}

/** A database, topics and a token issuer of the test's own; the contract is signed on `signedOn`. */
export async function scoringWorld({ signedOn = '2026-07-01' } = {}): Promise<ScoringWorld> {
  const [db, issuer] = await Promise.all([
    freshDatabase('scoring', (url) => runMigrations(database(url))),
    startIssuer(),
  ]);
  process.env.KAFKA_PREFIX = `test-${randomUUID()}.`; // also for a broker of the test's own
  const env = {
    DATABASE_URL: db.url,
    JWKS_URL: issuer.jwksUrl,
    DIRECTORY_URL: 'http://127.0.0.1:9',
    ATTACHMENT_SECRET: 'signs addresses in tests',
    ATTACHMENT_STORE: `folder:${join(tmpdir(), `zhishou-test-${randomUUID()}`)}`,
    CONTRACT_DIR,
    CONTRACT_SIGNED_ON: signedOn,
    LOG_LEVEL: 'silent',
  };
  return {
    issuer,
    start: () => startService({ name: 'scoring', module: ScoringModule, probes: processProbes }, env),
    close: async () => {
      await Promise.all([issuer.close(), db.drop()]);
    },
  };
}
