import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson, sha256 } from '@zhishou/platform/canonical-json';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { Janitor } from '@zhishou/platform/janitor/janitor';
import { createLogger } from '@zhishou/platform/log';
import { recordTransition } from '@zhishou/platform/process/record-transition';
import { systemStep } from '@zhishou/platform/process/system-step';
import { monthBounds, monthOf, shiftMonth } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { rowFaultsAfter } from '@zhishou/testkit/row-faults';
import { Cycle } from '../src/cycle/cycle.entity.js';
import { CYCLE_RECORDING } from '../src/cycle/cycle.recording.js';
import { INSPECTIONS_RETENTION } from '../src/inspections.retention.js';
import { InspectionsWorld } from './inspections.world.js';
import {
  change as send,
  document,
  justNow,
  type Mutation,
  refused as refuse,
  seen,
  type View,
} from './reports.builder.js';

const MONTH = monthOf(Date.now());
const LAST_MONTH = shiftMonth(MONTH, -1);
const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();

let world: InspectionsWorld;

const change = <T = View>(who: Who, name: Mutation, input: object) => send<T>(world, who, name, input);
const refused = (who: Who, name: Mutation, input: object) => refuse(world, who, name, input);

beforeAll(async () => {
  world = await InspectionsWorld.open();
  // as if the system had been there last month already
  await world.rows('UPDATE kept_contract SET kept_from = $1', [`${LAST_MONTH}-01`]);
  await world.startWorker();
  await eventually(async () => (await world.cycle(LAST_MONTH)) !== null, { within: 20_000 });
}, 60_000);

afterAll(() => world?.close());

describe('a joint test', () => {
  const test = () => ({
    month: MONTH,
    heldAt: justNow(),
    technicianIds: [PEOPLE.engineer.id],
    result: '与省、市联通正常',
  });

  it('is put on record once, and what was due is done', async () => {
    const input = { ...test(), idempotencyKey: randomUUID() };
    const done = await change<{ heldAt: string }>('engineer', 'recordJointTest', input);
    expect(done).toMatchObject({
      heldAt: input.heldAt,
      result: input.result,
      technicians: [{ id: PEOPLE.engineer.id }],
      by: { id: PEOPLE.engineer.id },
      recordedAt: expect.any(String),
      ...{ endedAt: null, place: null, participants: null, links: null, problems: null },
    });
    // what tells no more than could be told at first has the hash it had then
    const { month: _, idempotencyKey: _key, ...told } = input;
    const [row] = await world.rows<{ hash: string; cycle_id: string }>(
      'SELECT hash, cycle_id FROM joint_test',
    );
    expect(row!.hash).toBe(sha256(canonicalJson({ ...told, cycleId: row!.cycle_id })));
    expect(await change('engineer', 'recordJointTest', input)).toEqual(done);
    const other = await refused('engineer', 'recordJointTest', { ...input, result: '未通' });
    expect(other.fields).toMatchObject([{ path: 'idempotencyKey' }]);
    const { jointTests, dueDates } = await seen<{
      jointTests: object[];
      dueDates: { kind: string; metAt: string | null }[];
    }>(world, MONTH, 'jointTests { heldAt } dueDates { kind metAt }');
    expect(jointTests).toEqual([{ heldAt: input.heldAt }]);
    expect(dueDates.find(({ kind }) => kind === 'JOINT_TEST')?.metAt).toEqual(expect.any(String));
  });

  it('tells where, with whom, of which links and of which problems, and so does its report', async () => {
    const more = {
      heldAt: new Date(Date.now() - 3_000).toISOString(),
      endedAt: justNow(),
      place: '三楼指挥中心',
      participants: ['省应急管理厅', '矿山救援基地'],
      links: [
        { peer: '省应急管理厅', link: 'Ka卫星链路', item: '图像上传', measured: '38.2Mbit/s', passed: true },
        { peer: '矿山救援基地', link: 'Ku卫星固定站', item: '音视频', measured: null, passed: false },
      ],
      problems: [{ description: '基地无音频', handling: null, state: '处理中' }],
      result: '省厅正常，基地无音频',
    };
    const done = await change('dispatcher', 'recordJointTest', { ...test(), ...more });
    expect(done).toMatchObject(more);
    const paper = await document(world, MONTH, 'JOINT_TEST_REPORT');
    const saidOnce = [more.place, '38.2Mbit/s', '异常', '基地无音频', '处理中', '第2次联调', more.result];
    for (const said of [...saidOnce, ...more.participants, '与省、市联通正常', '联通调试2次。'])
      expect(paper).toContain(said);
    expect(paper).toMatch(/编制人\s+(engineer、dispatcher|dispatcher、engineer)\s/);
    const report = await document(world, MONTH, 'INSPECTION_REPORT');
    expect(report).toContain('在三楼指挥中心与省应急管理厅、矿山救援基地联调，驻场技术人员engineer');
    expect(report).toContain('，测试链路2条，异常1条：省厅正常，基地无音频');
  });

  it.each<[string, () => object, string]>([
    ['that ended before it began', () => ({ endedAt: new Date(0).toISOString() }), 'endedAt'],
    ['that ends tomorrow', () => ({ endedAt: TOMORROW }), 'endedAt'],
    ['of no links', () => ({ links: [] }), 'links'],
    [
      'of a link to nobody',
      () => ({ links: [{ peer: ' ', link: '专线', item: '双向', passed: true }] }),
      'links.0.peer',
    ],
    ['with a participant without a name', () => ({ participants: ['省厅', ''] }), 'participants'],
    [
      'with more problems than anybody reads',
      () => ({ problems: Array(101).fill({ description: '无音频', state: '已解决' }) }),
      'problems',
    ],
    ['of tomorrow', () => ({ heldAt: TOMORROW }), 'heldAt'],
    [
      'of another month',
      () => ({ heldAt: new Date(monthBounds(MONTH).from - 1_000).toISOString() }),
      'heldAt',
    ],
    ['by nobody', () => ({ technicianIds: [] }), 'technicianIds'],
    [
      'by somebody who has not signed',
      () => ({ technicianIds: [PEOPLE.unsignedEngineer.id] }),
      'technicianIds.0',
    ],
    ['by what is no id', () => ({ technicianIds: ['\u0000'] }), 'technicianIds.0'],
    ['by somebody of the bureau', () => ({ technicianIds: [PEOPLE.supervisor.id] }), 'technicianIds.0'],
    [
      'by the same person twice',
      () => ({ technicianIds: [PEOPLE.engineer.id, PEOPLE.engineer.id] }),
      'technicianIds.1',
    ],
    ['without a result', () => ({ result: ' ' }), 'result'],
  ])('%s is refused', async (_, more, path) => {
    const refusal = await refused('dispatcher', 'recordJointTest', { ...test(), ...more() });
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
  });

  it('of a month that has not begun is a conflict', async () => {
    const month = shiftMonth(MONTH, 1);
    expect((await refused('dispatcher', 'recordJointTest', { ...test(), month })).code).toBe('CONFLICT');
  });
});

describe('a monthly call', () => {
  it('is put on record by the bureau, and shows in its month', async () => {
    const input = { month: MONTH, heldAt: justNow(), note: '约定下月提前巡检', idempotencyKey: randomUUID() };
    const call = { heldAt: input.heldAt, note: input.note, by: { id: PEOPLE.supervisor.id } };
    expect((await change('supervisor', 'recordMonthlyCall', input)).calls).toEqual([call]);
    expect((await change('supervisor', 'recordMonthlyCall', input)).calls).toEqual([call]);
    const tomorrow = { ...input, heldAt: TOMORROW, idempotencyKey: undefined };
    expect(await refused('supervisor', 'recordMonthlyCall', tomorrow)).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'heldAt' }],
    });
  });
});

describe('what was stored for a step that was refused', () => {
  it('is removed when it is old; what was filed stays', async () => {
    for (const [id, days] of [
      ['old', 91],
      ['young', 89],
    ] as const) {
      const age = `now() - interval '${days} days'`;
      await world.rows(`
        INSERT INTO joint_test (id, cycle_id, hash, held_at, technician_ids, result, by_id, stored_at)
          SELECT 'jtt_${id}', cycle_id, hash, held_at, technician_ids, result, by_id, ${age} FROM joint_test
          WHERE recorded_at IS NOT NULL AND place IS NULL;
        INSERT INTO monthly_call (id, cycle_id, hash, held_at, note, by_id, stored_at)
          SELECT 'mcl_${id}', cycle_id, hash, held_at, note, by_id, ${age} FROM monthly_call
          WHERE recorded_at IS NOT NULL;
        INSERT INTO summary (id, cycle_id, hash, handlings, by_id, stored_at)
          SELECT 'msm_${id}', cycle_id, hash, '[]', by_id, ${age} FROM monthly_call WHERE recorded_at IS NOT NULL`);
    }
    for (const table of ['joint_test', 'monthly_call'])
      await world.rows(
        `UPDATE ${table} SET stored_at = now() - interval '1 year' WHERE recorded_at IS NOT NULL`,
      );
    const janitor = new Janitor(world.db, createLogger('test'), INSPECTIONS_RETENTION);
    expect(await janitor.round()).toEqual({ joint_test: 1, monthly_call: 1, summary: 1 });
    const left = await world.rows(
      'SELECT id FROM joint_test UNION ALL SELECT id FROM monthly_call UNION ALL SELECT id FROM summary ORDER BY id',
    );
    expect(left).toEqual([
      { id: expect.stringMatching(/^jtt_\w{32}$/) },
      { id: expect.stringMatching(/^jtt_\w{32}$/) },
      { id: 'jtt_young' },
      { id: expect.stringMatching(/^mcl_\w{32}$/) },
      { id: 'mcl_young' },
      { id: 'msm_young' },
    ]);
  });

  it('is missed by the step that names it: that is not taken', async () => {
    const { id, version } = await world.db.getRepository(Cycle).findOneByOrFail({ month: MONTH });
    const step = { action: 'submitPlan', planId: 'pln_gone', hash: '0'.repeat(64) } as const;
    const request = systemStep({ actor: 'system:test', because: 'test', step, details: {} });
    const input = { ...request, kind: 'cycle', caseId: id, version: version + 1 };
    const recorded = inTransaction(world.db, (manager) => recordTransition(manager, CYCLE_RECORDING, input));
    await expect(recorded).rejects.toThrow('pln_gone is stored no longer');
    expect((await world.db.getRepository(Cycle).findOneByOrFail({ id })).version).toBe(version);
  });
});

describe('the audit log', () => {
  it.each<[string, RegExp[]]>([
    ['SELECT', []],
    [`UPDATE joint_test SET place = '别处' WHERE place IS NOT NULL`, [/^joint_test jtt_\w+: content$/]],
    [
      `UPDATE joint_test SET held_at = held_at + interval '1 ms' WHERE recorded_at IS NOT NULL AND place IS NULL`,
      [/^joint_test jtt_\w+: content$/],
    ],
    [`UPDATE joint_test SET recorded_at = now() WHERE id = 'jtt_young'`, [/^joint_test jtt_young$/]],
    [
      `UPDATE monthly_call SET by_id = 'psn_x' WHERE recorded_at IS NOT NULL`,
      [/^monthly_call mcl_\w+: byId$/],
    ],
    ['DELETE FROM monthly_call WHERE recorded_at IS NOT NULL', [/^monthly_call mcl_\w+$/]],
  ])('tells %s', async (sql, details) => {
    const found = await rowFaultsAfter(world.db, 'inspections', sql);
    expect(found.map(({ detail }) => detail)).toEqual(details.map((detail) => expect.stringMatching(detail)));
  });
});

describe('a month without a summary', () => {
  it('is closed by the bureau once it is over, and not before', async () => {
    const next = { month: shiftMonth(MONTH, 1) };
    expect((await refused('supervisor', 'closeInspectionCycle', next)).code).toBe('CONFLICT');
    await eventually(async () => (await world.cycle(LAST_MONTH))?.state === 'SUMMARIZING', {
      within: 30_000,
    });
    const input = { month: LAST_MONTH, idempotencyKey: randomUUID() };
    expect(await change('supervisor', 'closeInspectionCycle', input)).toEqual({ state: 'CLOSED' });
    expect(await change('supervisor', 'closeInspectionCycle', input)).toEqual({ state: 'CLOSED' });
    expect((await refused('admin', 'closeInspectionCycle', { month: LAST_MONTH })).code).toBe('CONFLICT');
  }, 40_000);
});

describe('who may', () => {
  const heldAt = justNow();

  it.each<[Mutation, Who, object]>([
    ['recordJointTest', 'supervisor', { heldAt, technicianIds: [PEOPLE.engineer.id], result: '正常' }],
    ['recordMonthlyCall', 'dispatcher', { heldAt, note: '无' }],
    ['recordMonthlyCall', 'reporter', { heldAt, note: '无' }],
    ['closeInspectionCycle', 'dispatcher', {}],
    ['closeInspectionCycle', 'bot', {}],
  ])('%s not by the %s', async (name, who, input) => {
    expect((await refused(who, name, { month: MONTH, ...input })).code).toBe('FORBIDDEN');
  });
});
