import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSecrets } from '@zhishou/local/root/secrets';
import { type MadeUp, madeUpAs, type Simulation } from '@zhishou/local/simulate/made-up';
import { runSimulation } from '@zhishou/local/simulate/run-simulation';
import { silentStep } from '@zhishou/local/step';
import { ACCOUNT_NAMES } from '@zhishou/local/system/accounts';
import { MIGRATIONS, RECONCILIATIONS } from '@zhishou/local/system/catalogue';
import { prepareDatabase } from '@zhishou/local/system/prepare-database';
import { databaseUrlOf } from '@zhishou/local/system/world';
import { askProgram, runProgram } from '@zhishou/local/doctor/programs';
import { freshNamespace } from '@zhishou/testkit/namespace';
import { WorkerProcess } from '@zhishou/testkit/worker-process';
import pg from 'pg';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const CONTRACT = join(REPOSITORY, 'contracts/shaoguan-2026');
const WORKED = ['tickets', 'inspections', 'scoring'];

/** Databases, roles and people of an installation, in which no service has run; its data can be made up, and gone on with. */
export class Installation {
  private readonly data = mkdtempSync(join(tmpdir(), 'zhishou-simulation-'));
  private readonly secrets = loadSecrets(join(this.data, 'secrets.json'), {
    services: Object.keys(MIGRATIONS),
    accounts: ACCOUNT_NAMES,
    webhooks: [],
  });
  private readonly workers: WorkerProcess[] = [];
  private readonly url: string;
  readonly client: pg.Client;
  private temporal: Record<string, string> = {};
  private leave: () => Promise<void> = () => Promise.resolve();

  private constructor(private readonly name: string) {
    const url = new URL(process.env.DATABASE_URL!);
    url.pathname = `/${name}`;
    this.url = url.href;
    this.client = new pg.Client({ connectionString: this.url });
  }

  static async make(): Promise<Installation> {
    const name = `test_${process.env.TEST_RUN}_simulation_${randomBytes(4).toString('hex')}`;
    await onServer(`CREATE DATABASE ${name}`);
    const installation = new Installation(name);
    await prepareDatabase(installation.url, installation.secrets, silentStep);
    await installation.client.connect();
    return installation;
  }

  planned(asked: Simulation): MadeUp {
    return madeUpAs({ data: this.data }, { contracts: [CONTRACT], fresh: true, simulation: asked })!;
  }

  makeUp(madeUp: MadeUp): Promise<string> {
    return runSimulation({ data: this.data }, madeUp, this.url, () => undefined);
  }

  /** Starts the workers on it: what is still to be carried gets its workflow. */
  async goOn({ contract, signedOn }: MadeUp): Promise<void> {
    const namespace = await freshNamespace();
    this.leave = () => namespace.drop();
    this.temporal = { TEMPORAL_ADDRESS: process.env.TEMPORAL_ADDRESS!, TEMPORAL_NAMESPACE: namespace.name };
    const env = {
      ...this.temporal,
      KAFKA_BROKERS: process.env.KAFKA_BROKERS!,
      KAFKA_PREFIX: `test-${randomUUID()}.`,
      CONTRACT_DIR: contract,
      CONTRACT_SIGNED_ON: signedOn,
      RECONCILE_EVERY_SECONDS: '86400',
    };
    const start = (service: string) =>
      WorkerProcess.start(join(REPOSITORY, `services/${service}/dist/worker.js`), {
        ...env,
        DATABASE_URL: this.urlOf(service),
      });
    this.workers.push(...(await Promise.all(WORKED.map(start))));
    await Promise.all(this.workers.map((worker) => worker.ready()));
  }

  async rows<Row extends object>(sql: string): Promise<Row[]> {
    return (await this.client.query<Row>(sql)).rows;
  }

  /** What a service's cases and their workflows do not agree on. */
  async drift(service: string): Promise<unknown[]> {
    const env = { ...this.temporal, DATABASE_URL: this.urlOf(service) };
    return (await askProgram<{ drift: unknown[] }>(RECONCILIATIONS[service]!, ['--json'], env)).drift;
  }

  /** @returns the exit code */
  replay(): Promise<number> {
    const env = { DATABASE_URL: this.urlOf('scoring'), LOG_LEVEL: 'silent' };
    return runProgram('services/scoring/dist/score.cli.js', ['replay'], env);
  }

  /** @returns the exit code */
  verify(): Promise<number> {
    const args = [...Object.keys(MIGRATIONS), '--rows'];
    return runProgram('packages/platform/dist/audit/verify.cli.js', args, { DATABASE_URL: this.url });
  }

  async remove(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
    await this.client.end();
    await Promise.all([this.leave(), onServer(`DROP DATABASE ${this.name} WITH (FORCE)`)]);
    rmSync(this.data, { recursive: true });
  }

  private urlOf(service: string): string {
    return databaseUrlOf(this.url, this.secrets, service);
  }
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query(sql);
  await client.end();
}
