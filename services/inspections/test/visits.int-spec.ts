import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@zhishou/platform/ids';
import { Cycle } from '../src/cycle/cycle.entity.js';
import { CheckEntry } from '../src/visit/check-entry.entity.js';
import { Visit } from '../src/visit/visit.entity.js';
import { InspectionsWorld } from './inspections.world.js';
import { referenceStories } from './reference.stories.js';

const LAST = `query ($assets: [_Any!]!) {
  _entities(representations: $assets) { ... on Asset { code lastInspection { id date } } }
}`;

const CYCLE = 'some-contract/2026-07';

let world: InspectionsWorld;

beforeAll(async () => {
  world = await InspectionsWorld.open();
  const [contract] = await world.rows<{ version: string }>('SELECT version FROM contract_version');
  await world.db.getRepository(Cycle).insert({
    id: CYCLE,
    contractId: 'some-contract',
    month: '2026-07',
    state: 'CLOSED',
    version: 0,
    planVersion: 1,
    contractVersion: contract!.version,
    openedAt: new Date(),
    process: {},
  });
});

afterAll(() => world?.close());

/** A visit with a record that looks at each of the assets: archived, and made as planned, unless told otherwise. */
async function visitTo(
  assetCodes: string[],
  { madeAt, ...facts }: Partial<Visit> & { madeAt?: string } = {},
  more: (visit: Visit) => CheckEntry[] = () => [],
): Promise<Visit> {
  const visit: Visit = {
    id: newId('vst'),
    cycleId: CYCLE,
    month: '2026-07',
    date: '2026-07-12',
    place: '市应急管理局指挥中心',
    engineerId: newId('psn'),
    assetCodes,
    round: 1,
    state: 'SIGNED',
    version: 2,
    plannedAt: new Date('2026-06-20T02:00:00Z'),
    process: {} as Visit['process'],
    processStartedAt: new Date(),
    signedById: newId('psn'),
    archivedAt: new Date('2026-07-13T02:00:00Z'),
    ...facts,
  };
  const { state, signedById, archivedAt } = visit;
  const unsigned = { state: 'RECORDED', signedById: null, archivedAt: null } as const;
  await world.db.getRepository(Visit).insert({ ...visit, ...unsigned });
  const entries = assetCodes.map((assetCode): CheckEntry => {
    return { visitId: visit.id, round: visit.round, assetCode, item: 'POWER', result: 'OK', note: null };
  });
  await world.rows(
    `INSERT INTO record (id, visit_id, round, hash, content, engineer_signature, contact_signature, by_id, arrived_at)
     VALUES ($1, $2, $3, '', $4, '{}', '{}', '', now())`,
    [newId('rec'), visit.id, visit.round, { startedAt: madeAt ?? `${visit.date}T01:00:00.000Z` }],
  );
  await world.db.getRepository(CheckEntry).insert([...entries, ...more(visit)]);
  await world.db.getRepository(Visit).update(visit.id, { state, signedById, archivedAt });
  return visit;
}

const refs = (codes: string[]) => codes.map((code) => ({ __typename: 'Asset', code }));

async function lastOf(...codes: string[]): Promise<unknown> {
  const { _entities } = await world.ask<{ _entities: unknown }>('supervisor', LAST, { assets: refs(codes) });
  return _entities;
}

describe('Asset.lastInspection', () => {
  it('is nothing for an asset never inspected', async () => {
    expect(await lastOf('NEVER')).toEqual([{ code: 'NEVER', lastInspection: null }]);
  });

  it('is the one made last among those with a signed record that looks at the asset, told by the day it was made', async () => {
    await visitTo(['A', 'B'], { date: '2026-07-02', archivedAt: new Date('2026-08-20T00:00:00Z') });
    const late = { date: '2026-06-28', madeAt: '2026-08-10T16:30:00.000Z' };
    const august = await visitTo(['A'], { ...late, archivedAt: new Date('2026-08-12T00:00:00Z') });
    await visitTo(['B'], { date: '2026-09-01', state: 'RECORDED', signedById: null, archivedAt: null });
    expect(await lastOf('A', 'B')).toEqual([
      { code: 'A', lastInspection: { id: august.id, date: '2026-08-11' } },
      { code: 'B', lastInspection: { id: expect.any(String), date: '2026-07-02' } },
    ]);
  });

  it('costs one statement for twenty assets', async () => {
    const codes = Array.from({ length: 20 }, (_, n) => `LOT-${n}`);
    const visit = await visitTo(codes);
    let answer: unknown;
    const statements = await world.statements(async () => {
      answer = await lastOf(...codes);
    });
    expect(answer).toEqual(
      codes.map((code) => ({ code, lastInspection: { id: visit.id, date: visit.date } })),
    );
    expect(statements.filter((statement) => statement.includes('check_entry'))).toHaveLength(1);
  });
});

describe('a visit', () => {
  it('is found by whoever names it by its id, as its month is', async () => {
    const visit = await visitTo(['R']);
    const named = [
      { __typename: 'Visit', id: visit.id },
      { __typename: 'InspectionCycle', id: visit.cycleId },
    ];
    const source = `query ($named: [_Any!]!) { _entities(representations: $named) {
      ... on Visit { date place } ... on InspectionCycle { month state } } }`;
    expect(await world.ask('auditor', source, { named })).toEqual({
      _entities: [
        { date: visit.date, place: visit.place },
        { month: visit.month, state: expect.any(String) },
      ],
    });
  });

  it('shows its record, and people and assets by reference', async () => {
    const dust = { assetCode: 'C', item: 'DUST', result: 'ABNORMAL', note: '风扇积尘' } as const;
    const visit = await visitTo(['C'], { round: 2 }, ({ id: visitId }) => [{ visitId, round: 2, ...dust }]);
    const { visit: shown } = await world.ask<{ visit: unknown }>(
      'supervisor',
      `query ($id: ID!) { visit(id: $id) { id date place round state archivedAt engineer { id } signedBy { id }
        results { asset { code } item result note } } }`,
      { id: visit.id },
    );
    expect(shown).toEqual({
      id: visit.id,
      date: '2026-07-12',
      place: '市应急管理局指挥中心',
      round: 2,
      state: 'SIGNED',
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
    const source = 'query ($id: ID!) { visit(id: $id) { id } }';
    expect(await world.ask('supervisor', source, { id: newId('vst') })).toEqual({ visit: null });
    expect(await world.refusal('supervisor', source, { id: '7' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'id' }],
    });
  });

  it('cannot be kept as archived without a signature', async () => {
    await expect(visitTo([], { signedById: null })).rejects.toThrow(/check constraint/);
  });
});

describe('who asks', () => {
  const variables = { assets: refs(['A']) };

  it('needs a token', async () => {
    const { errors } = await world.service.query(LAST, { variables });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('is not the bot', async () => {
    expect((await world.refusal('bot', LAST, variables)).code).toBe('FORBIDDEN');
  });

  it('has signed the NDA, if of the provider', async () => {
    expect((await world.refusal('unsignedEngineer', LAST, variables)).code).toBe('NDA_REQUIRED');
    await world.ask('engineer', LAST, variables);
  });
});

it('says that it is ready', async () => {
  const response = await fetch(`${world.service.url}/health/ready`);
  expect(await response.json()).toEqual({ status: 'ready' });
});

describe('reference documents', () => {
  let visitId: string;

  beforeAll(async () => {
    ({ id: visitId } = await visitTo(['L1-S5-01']));
  });

  referenceStories(() => ({ world, visitId }));
});
