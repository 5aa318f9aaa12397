import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase, type FreshDatabase } from '@zhishou/testkit/database';
import { eventually } from '@zhishou/testkit/eventually';
import { freshNamespace, type FreshNamespace } from '@zhishou/testkit/namespace';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../src/db/data-source.js';
import { runMigrations } from '../src/db/migrate.js';
import { createLogger } from '../src/log.js';
import { Process1796300000000 } from '../src/process/process.migration.js';
import { readDrift } from '../src/process/reconciliation/drift.report.js';
import { everyPage } from '../src/process/reconciliation/pages.js';
import { createReconciliation, type Reconciliation } from '../src/process/reconciliation/reconciliation.js';
import { connectTemporal, type TemporalLink } from '../src/temporal/client.js';
import { Hazard, HAZARDS, Kinds1796300000001, Visit, VISITS } from './kinds.builder.js';
import { SAMPLE_MIGRATIONS } from './sample.migration.js';

process.env.LOG_LEVEL = 'silent';
let database: FreshDatabase;
let namespace: FreshNamespace;
let db: DataSource;
let temporal: TemporalLink;
let parts: Reconciliation;

beforeAll(async () => {
  const optionsOf = (url: string) =>
    dataSourceOptions({
      schema: 'kinds',
      entities: [Visit, Hazard],
      migrations: [...SAMPLE_MIGRATIONS, Process1796300000000, Kinds1796300000001],
      url,
    });
  [database, namespace] = await Promise.all([
    freshDatabase('kinds', (url) => runMigrations(optionsOf(url))),
    freshNamespace(),
  ]);
  db = await new DataSource(optionsOf(database.url)).initialize();
  temporal = connectTemporal({ address: process.env.TEMPORAL_ADDRESS!, namespace: namespace.name });
  parts = createReconciliation(db, temporal.client, [VISITS, HAZARDS], createLogger('test'));
});

afterAll(async () => {
  await temporal?.close();
  await db?.destroy();
  await Promise.all([database?.drop(), namespace?.drop()]);
});

beforeEach(() => db.query('TRUNCATE visit, danger, drift, process_check, outbox'));

/** A case that was opened two minutes ago and has no workflow. */
async function opened(table: 'visit' | 'danger', id: string): Promise<void> {
  await db.query(
    `INSERT INTO ${table} VALUES ($1, 'OPEN', 0, '{"state": "OPEN", "version": 0}', NULL,
      clock_timestamp() - interval '2 minutes')`,
    [id],
  );
}

const statusOf = async (workflowId: string): Promise<string> =>
  (await temporal.client.workflow.getHandle(workflowId).describe()).status.name;

async function compareLists(): Promise<void> {
  const { compareOpenCases, compareRunningProcesses, settleKnownDrift } = parts.reconciler.activities;
  for (const compare of [compareOpenCases, compareRunningProcesses, settleKnownDrift])
    await everyPage((after) => compare({ after }));
}

const onRecord = () =>
  db.query<object[]>(
    `SELECT kind, what, case_id AS id, mended_at IS NOT NULL AS mended FROM drift ORDER BY kind, seen_at`,
  );

const told = async () =>
  (await db.query<{ event: object }[]>('SELECT event FROM outbox ORDER BY id')).map(({ event }) => event);

describe('several kinds of case in one schema', () => {
  it('are each compared, told of and mended as what they are', async () => {
    await opened('visit', 'v1');
    await opened('danger', 'h1');
    expect((await readDrift(parts)).drift).toEqual([
      { kind: 'visit', what: 'NOT_RUNNING', caseId: 'v1', name: 'visit no. v1' },
      { kind: 'hazard', what: 'NOT_RUNNING', caseId: 'h1', name: 'hazard no. h1' },
    ]);
    await compareLists();
    expect([await statusOf('visit/v1'), await statusOf('hazard/h1')]).toEqual(['RUNNING', 'RUNNING']);
    expect(await onRecord()).toEqual([
      { kind: 'hazard', what: 'NOT_RUNNING', id: 'h1', mended: true },
      { kind: 'visit', what: 'NOT_RUNNING', id: 'v1', mended: true },
    ]);
    expect(await told()).toMatchObject([
      { type: 'inspection.visit-drift-found', data: { what: 'NOT_RUNNING', visitId: 'v1' } },
      { type: 'inspection.hazard-drift-found', data: { what: 'NOT_RUNNING', hazardId: 'h1' } },
    ]);
  });

  it('are missed under the name of the kind whose workflow runs for nothing', async () => {
    await opened('visit', 'v2');
    await temporal.client.workflow.start('hazard', {
      workflowId: 'hazard/h2',
      taskQueue: 'nobody',
      args: [],
    });
    await eventually(async () => (await parts.comparison.presence(HAZARDS, 'h2')) !== null);
    await eventually(async () => {
      await compareLists();
      expect(await onRecord()).toContainEqual({ kind: 'hazard', what: 'NO_HAZARD', id: 'h2', mended: false });
      return true;
    });
    await temporal.client.workflow.getHandle('hazard/h2').terminate();
    await eventually(async () => {
      await compareLists();
      expect(await onRecord()).toContainEqual({ kind: 'hazard', what: 'NO_HAZARD', id: 'h2', mended: true });
      return true;
    });
  });
});
