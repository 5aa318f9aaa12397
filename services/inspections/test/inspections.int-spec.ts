import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { chassisProbes } from '@zhishou/platform/health/probes';
import { newId } from '@zhishou/platform/ids';
import { type FreshDatabase, freshDatabase } from '@zhishou/testkit/database';
import { startIssuer, type TestIssuer } from '@zhishou/testkit/issuer';
import { type RunningService, startService } from '@zhishou/testkit/running-service';
import { DataSource } from 'typeorm';
import { database } from '../src/database.js';
import { InspectionsModule } from '../src/inspections.module.js';
import { CheckEntry } from '../src/visit/check-entry.entity.js';
import { Visit } from '../src/visit/visit.entity.js';

const LAST = `query ($assets: [_Any!]!) {
  _entities(representations: $assets) { ... on Asset { code lastInspection { id date } } }
}`;

let db: FreshDatabase;
let issuer: TestIssuer;
let service: RunningService;
let dataSource: DataSource;
let supervisor: string;

beforeAll(async () => {
  [db, issuer] = await Promise.all([
    freshDatabase('inspections', (url) => runMigrations(database(url))),
    startIssuer(),
  ]);
  service = await startService(
    { name: 'inspections', module: InspectionsModule, probes: chassisProbes },
    {
      DATABASE_URL: db.url,
      KAFKA_PREFIX: `test-${randomUUID()}.`,
      JWKS_URL: issuer.jwksUrl,
      DIRECTORY_URL: 'http://127.0.0.1:9',
      LOG_LEVEL: 'silent',
    },
  );
  dataSource = service.app.get(DataSource);
  supervisor = await issuer.bearer({ id: newId('psn'), role: 'BUREAU_SUPERVISOR' });
});

afterAll(async () => {
  await service?.stop();
  await Promise.all([issuer?.close(), db?.drop()]);
});

/** A visit with an entry for each of the assets: archived, unless told otherwise. */
async function visitTo(assetCodes: string[], facts: Partial<Visit> = {}): Promise<Visit> {
  const visit: Visit = {
    id: newId('vst'),
    month: '2026-07',
    date: '2026-07-12',
    place: '市应急管理局指挥中心',
    engineerId: newId('psn'),
    round: 1,
    state: 'ARCHIVED',
    signedById: newId('psn'),
    archivedAt: new Date('2026-07-13T02:00:00Z'),
    ...facts,
  };
  await dataSource.getRepository(Visit).insert(visit);
  const entries = assetCodes.map((assetCode): CheckEntry => {
    return { visitId: visit.id, assetCode, item: 'POWER', result: 'OK', note: null };
  });
  await dataSource.getRepository(CheckEntry).insert(entries);
  return visit;
}

const refs = (codes: string[]) => codes.map((code) => ({ __typename: 'Asset', code }));

async function lastOf(...codes: string[]): Promise<unknown> {
  const { data } = await service.query(LAST, { variables: { assets: refs(codes) }, as: supervisor });
  return data?._entities;
}

describe('Asset.lastInspection', () => {
  it('is nothing for an asset never inspected', async () => {
    expect(await lastOf('NEVER')).toEqual([{ code: 'NEVER', lastInspection: null }]);
  });

  it('is the latest day among the signed records that look at the asset', async () => {
    await visitTo(['A', 'B'], { date: '2026-07-02', archivedAt: new Date('2026-08-20T00:00:00Z') });
    const august = await visitTo(['A'], { date: '2026-08-11', archivedAt: new Date('2026-08-12T00:00:00Z') });
    await visitTo(['B'], { date: '2026-09-01', state: 'RECORDED', signedById: null, archivedAt: null });
    expect(await lastOf('A', 'B')).toEqual([
      { code: 'A', lastInspection: { id: august.id, date: '2026-08-11' } },
      { code: 'B', lastInspection: { id: expect.any(String), date: '2026-07-02' } },
    ]);
  });

  it('costs one statement for twenty assets', async () => {
    const codes = Array.from({ length: 20 }, (_, n) => `LOT-${n}`);
    const visit = await visitTo(codes);
    const statements: string[] = [];
    const { logger } = dataSource;
    dataSource.logger = {
      ...logger,
      logQuery: (statement: string) => statements.push(statement),
    };
    const answer = await lastOf(...codes);
    dataSource.logger = logger;
    expect(answer).toEqual(
      codes.map((code) => ({ code, lastInspection: { id: visit.id, date: visit.date } })),
    );
    expect(statements.filter((statement) => statement.includes('check_entry'))).toHaveLength(1);
  });
});

describe('a visit', () => {
  it('shows its record, and people and assets by reference', async () => {
    const visit = await visitTo(['C'], { round: 2 });
    await dataSource.getRepository(CheckEntry).insert({
      visitId: visit.id,
      assetCode: 'C',
      item: 'DUST',
      result: 'ABNORMAL',
      note: '风扇积尘',
    });
    const { data, errors } = await service.query(
      `query ($id: ID!) { visit(id: $id) { id date place round state archivedAt engineer { id } signedBy { id }
        results { asset { code } item result note } } }`,
      { variables: { id: visit.id }, as: supervisor },
    );
    expect(errors).toBeUndefined();
    expect(data?.visit).toEqual({
      id: visit.id,
      date: '2026-07-12',
      place: '市应急管理局指挥中心',
      round: 2,
      state: 'ARCHIVED',
      archivedAt: '2026-07-13T02:00:00.000Z',
      engineer: { id: visit.engineerId },
      signedBy: { id: visit.signedById },
      results: [
        { asset: { code: 'C' }, item: 'DUST', result: 'ABNORMAL', note: '风扇积尘' },
        { asset: { code: 'C' }, item: 'POWER', result: 'OK', note: null },
      ],
    });
  });

  it('that does not exist is null, and what is no id of a visit is named', async () => {
    const ask = (id: string) =>
      service.query('query ($id: ID!) { visit(id: $id) { id } }', { variables: { id }, as: supervisor });
    expect((await ask(newId('vst'))).data).toEqual({ visit: null });
    expect((await ask('7')).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'id' }],
    });
  });

  it('cannot be kept as archived without a signature', async () => {
    await expect(visitTo([], { signedById: null })).rejects.toThrow(/check constraint/);
  });
});

describe('who asks', () => {
  const codeOf = async (as?: string) => {
    const variables = { assets: refs(['A']) };
    return (await service.query(LAST, { variables, as })).errors?.[0]?.extensions.code;
  };

  it('needs a token', async () => {
    expect(await codeOf()).toBe('UNAUTHENTICATED');
  });

  it('is not the bot', async () => {
    expect(await codeOf(await issuer.bearer({ id: newId('psn'), role: 'BOT' }))).toBe('FORBIDDEN');
  });

  it('has signed the NDA, if of the provider', async () => {
    const person = { id: newId('psn'), role: 'PROVIDER_ENGINEER' as const };
    expect(await codeOf(await issuer.bearer({ ...person, ndaSigned: false }))).toBe('NDA_REQUIRED');
    expect(await codeOf(await issuer.bearer(person))).toBeUndefined();
  });
});

it('says that it is ready', async () => {
  const response = await fetch(`${service.url}/health/ready`);
  expect(await response.json()).toEqual({ status: 'ready' });
});
