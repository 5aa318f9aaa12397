import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '@zhishou/platform/log';
import { monthOf, shiftMonth } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { rowFaultsAfter } from '@zhishou/testkit/row-faults';
import { RosterWatch } from '../src/guarantee/roster.watch.js';
import { type Name, sourceOf, type Task, VIEW } from './guarantee.builder.js';
import { InspectionsWorld } from './inspections.world.js';

const HOUR = 3_600_000;
const START = Date.now();
const at = (hours: number): string => new Date(START + hours * HOUR).toISOString();

let world: InspectionsWorld;

beforeAll(async () => {
  world = await InspectionsWorld.open();
}, 60_000);

afterAll(() => world?.close());

const change = async (who: Who, name: Name, input: object): Promise<Task> =>
  (await world.ask<Record<string, Task>>(who, sourceOf(name), { input }))[name]!;
const refused = (who: Who, name: Name, input: object) => world.refusal(who, sourceOf(name), { input });

const ordered = (from: number, to: number, more: object = {}): Promise<Task> =>
  change('supervisor', 'createGuaranteeTask', {
    ...{ title: '国庆重保', kind: 'KEY_PERIOD', from: at(from), to: at(to), requirements: '两人值守' },
    ...more,
  });
const seen = async (id: string, who: Who): Promise<Task> =>
  (
    await world.ask<{ guaranteeTask: Task }>(who, `query ($id: ID!) { guaranteeTask(id: $id) { ${VIEW} } }`, {
      id,
    })
  ).guaranteeTask;
const turn = (personId: string, from: number, to: number) => ({ personId, from: at(from), to: at(to) });
const told = (id: string) =>
  world.rows<{ type: string; data: object }>(
    `SELECT event ->> 'type' AS type, (event -> 'data')::jsonb AS data FROM outbox WHERE key = $1 ORDER BY id`,
    [id],
  );

describe('a guarantee task', () => {
  it('is ordered, manned, attended: gaps of roster and attendance are shown', async () => {
    const { id } = await ordered(-2, 2);
    const { engineer, secondEngineer } = PEOPLE;
    const shifts = [turn(engineer.id, -1, 1), turn(secondEngineer.id, 1, 2)];
    const manned = await change('dispatcher', 'setGuaranteeRoster', { taskId: id, shifts });
    expect(manned.gaps).toEqual([{ from: at(-2), to: at(-1) }]);
    expect(manned.state).toBe('RUNNING');

    expect((await seen(id, 'engineer')).allowedActions).toEqual(['checkInGuarantee']);
    const come = await change('engineer', 'checkInGuarantee', { taskId: id });
    expect(come.shifts[0]).toMatchObject({ person: { id: engineer.id }, checkedOutAt: null });
    expect(come.attendanceGaps).toEqual([{ from: at(-2), to: come.shifts[0]!.checkedInAt }]);
    expect(come.allowedActions).toEqual(['checkOutGuarantee']);
    const left = await change('engineer', 'checkOutGuarantee', { taskId: id });
    expect(left.shifts[0]!.checkedOutAt).not.toBeNull();
    expect(left.allowedActions).toEqual([]);

    expect((await told(id)).map(({ type }) => type)).toEqual([
      'inspection.guarantee-ordered',
      'inspection.guarantee-roster-set',
      'inspection.guarantee-checked-in',
      'inspection.guarantee-checked-out',
    ]);
    const audited = await world.rows('SELECT FROM audit_entry WHERE aggregate_id = $1', [id]);
    expect(audited).toHaveLength(4);
  });

  it('keeps the turns somebody has come to; the others may change', async () => {
    const { id: taskId } = await ordered(-2, 2);
    const { engineer, secondEngineer } = PEOPLE;
    const mine = turn(engineer.id, -1, 1);
    await change('dispatcher', 'setGuaranteeRoster', {
      taskId,
      shifts: [mine, turn(secondEngineer.id, 1, 2)],
    });
    const [before] = (await change('engineer', 'checkInGuarantee', { taskId })).shifts;
    const dropped = await refused('dispatcher', 'setGuaranteeRoster', { taskId, shifts: [] });
    expect(dropped).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'shifts' }] });
    const { shifts } = await change('dispatcher', 'setGuaranteeRoster', { taskId, shifts: [mine] });
    expect(shifts).toEqual([before]);
  });

  it('is attended by nobody but who is on duty now', async () => {
    const { id: taskId } = await ordered(-2, 2);
    const shifts = [turn(PEOPLE.engineer.id, 1, 2)];
    await change('dispatcher', 'setGuaranteeRoster', { taskId, shifts });
    for (const who of ['engineer', 'secondEngineer'] as const)
      expect(await refused(who, 'checkInGuarantee', { taskId })).toMatchObject({
        ...{ code: 'CONFLICT', state: 'RUNNING', allowed: [] },
      });
    expect((await refused('engineer', 'checkOutGuarantee', { taskId })).code).toBe('CONFLICT');
  });

  it('is judged once, after its end, with a reason when it was not fulfilled', async () => {
    const running = await ordered(-2, 2);
    const early = { taskId: running.id, fulfilled: true };
    expect(await refused('supervisor', 'judgeGuaranteeTask', early)).toMatchObject({
      ...{ code: 'CONFLICT', state: 'RUNNING', allowed: [] },
    });
    const { id: taskId, state, month } = await ordered(-3, -2, { kind: 'AD_HOC' });
    expect(state).toBe('ENDED');
    expect((await seen(taskId, 'admin')).allowedActions).toEqual(['judgeGuaranteeTask']);
    expect(await refused('dispatcher', 'setGuaranteeRoster', { taskId, shifts: [] })).toMatchObject({
      ...{ code: 'CONFLICT', state: 'ENDED' },
    });
    expect((await refused('supervisor', 'judgeGuaranteeTask', { taskId, fulfilled: false })).fields).toEqual([
      { path: 'note', message: 'is required when it is not fulfilled' },
    ]);
    const input = { taskId, fulfilled: false, note: '无人到场', idempotencyKey: randomUUID() };
    const judged = await change('supervisor', 'judgeGuaranteeTask', input);
    expect(judged).toMatchObject({ state: 'NOT_FULFILLED', fulfilled: false, note: '无人到场' });
    expect(await change('supervisor', 'judgeGuaranteeTask', input)).toEqual(judged);
    expect(await refused('admin', 'judgeGuaranteeTask', { taskId, fulfilled: true })).toMatchObject({
      ...{ code: 'CONFLICT', state: 'NOT_FULFILLED', allowed: [] },
    });
    expect((await told(taskId)).at(-1)).toMatchObject({
      type: 'inspection.guarantee-judged',
      data: { task: { id: taskId, fulfilled: false, month, note: '无人到场' } },
    });
  });

  it('is judged by one of two who judge at once', async () => {
    const { id: taskId } = await ordered(-3, -2);
    const answers = await Promise.all(
      (['supervisor', 'admin'] as const).map((who) =>
        world.answer(who, sourceOf('judgeGuaranteeTask'), { input: { taskId, fulfilled: true } }),
      ),
    );
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'DONE').sort()).toEqual([
      'CONFLICT',
      'DONE',
    ]);
  });
});

describe('the audit log', () => {
  it.each<[string, RegExp[]]>([
    [`SELECT`, []],
    [
      `UPDATE guarantee_task SET fulfilled = NOT fulfilled WHERE note IS NOT NULL`,
      [/^guarantee_task gtk_\w+: fulfilled$/],
    ],
    [`UPDATE guarantee_task SET title = '别的'`, [/^guarantee_task gtk_\w+: title$/]],
    [
      `UPDATE guarantee_shift SET checked_in_at = checked_in_at - interval '1 minute'`,
      [/^guarantee_shift gtk_\w+ psn_.+: checkedInAt$/],
    ],
    [
      `UPDATE guarantee_shift SET checked_in_at = from_at WHERE checked_in_at IS NULL`,
      [/^guarantee_shift gtk_\w+ psn_.+$/],
    ],
    [`DELETE FROM guarantee_shift WHERE checked_in_at IS NULL`, [/^guarantee_shift gtk_\w+ psn_.+$/]],
  ])('tells %s', async (sql, details) => {
    const found = await rowFaultsAfter(world.db, 'inspections', sql);
    expect(found.map(({ detail }) => detail)).toEqual(details.map((detail) => expect.stringMatching(detail)));
  });
});

describe('a roster that leaves nobody on duty', () => {
  const alarms = async (id: string) =>
    (await told(id))
      .filter(({ type }) => type.startsWith('alarm.'))
      .map(({ type, data }) => ({ type, ...data }));
  const raised = (id: string, no: number, from: number) => ({
    ...{ type: 'alarm.raised', alarmId: `${id}/ROSTER_GAP/${no}`, reason: 'ROSTER_GAP', title: '国庆重保' },
    ...{ dueAt: at(from), about: expect.objectContaining({ guaranteeTaskId: id }) },
  });
  const cleared = (id: string, no: number, why: string) => ({
    ...{ type: 'alarm.cleared', alarmId: `${id}/ROSTER_GAP/${no}`, why },
  });
  const becomes = (who: Who, change: string) =>
    world.rows(`UPDATE person SET ${change} WHERE id = $1`, [PEOPLE[who].id]);

  it('calls somebody once until it is manned, and anew when somebody leaves', async () => {
    const { id: taskId } = await ordered(1, 4);
    const { engineer, secondEngineer } = PEOPLE;
    const save = (...shifts: object[]) => change('dispatcher', 'setGuaranteeRoster', { taskId, shifts });
    const mine = turn(engineer.id, 1, 2);
    await save();
    await save(mine);
    expect(await alarms(taskId)).toMatchObject([raised(taskId, 1, 1)]);
    await save(mine, turn(secondEngineer.id, 2, 4));
    const first = [raised(taskId, 1, 1), cleared(taskId, 1, 'rosterManned')];
    expect(await alarms(taskId)).toMatchObject(first);

    await becomes('secondEngineer', 'nda_signed = false');
    await eventually(async () => (await alarms(taskId)).length === 3, { within: 20_000 });
    expect(await alarms(taskId)).toMatchObject([...first, raised(taskId, 2, 2)]);
    expect((await seen(taskId, 'supervisor')).gaps).toEqual([{ from: at(2), to: at(4) }]);
    await becomes('secondEngineer', 'nda_signed = true');
    await eventually(async () => (await alarms(taskId)).length === 4, { within: 20_000 });
    expect((await alarms(taskId)).at(-1)).toMatchObject(cleared(taskId, 2, 'rosterManned'));
  }, 60_000);

  it('is told at the start where it was not told before', async () => {
    const { id: taskId } = await ordered(1, 4);
    const shifts = [turn(PEOPLE.engineer.id, 1, 2)];
    await change('dispatcher', 'setGuaranteeRoster', { taskId, shifts });
    await world.rows('UPDATE guarantee_task SET gap_since = NULL WHERE id = $1', [taskId]);
    const watch = new RosterWatch(world.db, createLogger('test'));
    watch.onApplicationBootstrap();
    await eventually(async () => (await alarms(taskId)).length === 2, { within: 20_000 });
    await watch.onApplicationShutdown();
    expect((await alarms(taskId)).at(-1)).toMatchObject(raised(taskId, 2, 2));
  }, 60_000);

  it('is told to be over with the task', async () => {
    const { id: taskId } = await ordered(-2, 2);
    await change('dispatcher', 'setGuaranteeRoster', { taskId, shifts: [] });
    await world.rows(`UPDATE guarantee_task SET to_at = $2 WHERE id = $1`, [taskId, at(-1)]);
    await eventually(async () => (await alarms(taskId)).length === 2, { within: 20_000 });
    expect((await alarms(taskId)).at(-1)).toMatchObject(cleared(taskId, 1, 'taskEnded'));
  }, 60_000);
});

describe('guaranteeTasks', () => {
  it('has those of a month, and no others', async () => {
    const { id, month } = await ordered(-30 * 24 * 6, -30 * 24 * 6 + 1);
    const list = async (of: string | null) =>
      (
        await world.ask<{ guaranteeTasks: { nodes: { id: string }[]; totalCount: number } }>(
          'auditor',
          `query ($month: Month) { guaranteeTasks(month: $month, first: 50) { nodes { id } totalCount } }`,
          { month: of },
        )
      ).guaranteeTasks;
    expect(month).toBe(monthOf(START - 30 * 24 * 6 * HOUR + HOUR - 1));
    expect((await list(month)).nodes).toEqual([{ id }]);
    expect((await list(shiftMonth(month, 1))).nodes).toEqual([]);
    expect((await list(null)).totalCount).toBeGreaterThan(1);
  });

  it('nobody knows another id', async () => {
    expect(await seen(`gtk_${'0'.repeat(32)}`, 'supervisor')).toBeNull();
    expect(await seen('nonsense', 'supervisor')).toBeNull();
  });
});

describe('what cannot be right is named', () => {
  const good = { title: '演练', kind: 'DRILL', from: at(1), to: at(2), requirements: '一次' };

  it.each<[string, object, string]>([
    ['an end before the beginning', { to: at(0.5) }, 'to'],
    ['an end that is the beginning', { to: good.from }, 'to'],
    ['a year too far', { to: '2999-01-01T00:00:00Z' }, 'to'],
    ['long ago', { from: '1900-01-01T00:00:00Z' }, 'from'],
    ['no title', { title: ' ' }, 'title'],
    ['no requirements', { requirements: ' ' }, 'requirements'],
  ])('a task with %s', async (_, more, path) => {
    const before = await world.recorded();
    expect(await refused('supervisor', 'createGuaranteeTask', { ...good, ...more })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', fields: [{ path }] },
    });
    expect(await world.recorded()).toEqual(before);
  });

  it.each<[string, () => object[], string]>([
    ['who has not signed', () => [turn(PEOPLE.unsignedEngineer.id, 1, 2)], 'shifts.0.personId'],
    ['who has left', () => [turn(PEOPLE.formerEngineer.id, 1, 2)], 'shifts.0.personId'],
    ['whose id nobody can have', () => [turn('坏\u0000字', 1, 2)], 'shifts.0.personId'],
    ['of the bureau', () => [turn(PEOPLE.supervisor.id, 1, 2)], 'shifts.0.personId'],
    [
      'in two turns at once',
      () => [turn(PEOPLE.engineer.id, 1, 2), turn(PEOPLE.engineer.id, 1.5, 2)],
      'shifts.1.personId',
    ],
    ['outside of the task', () => [turn(PEOPLE.engineer.id, 3, 4)], 'shifts.0.from'],
    ['backwards', () => [turn(PEOPLE.engineer.id, 2, 1)], 'shifts.0.to'],
  ])('a roster with somebody %s', async (_, shifts, path) => {
    const { id: taskId } = await ordered(0.5, 2.5);
    const refusal = await refused('dispatcher', 'setGuaranteeRoster', { taskId, shifts: shifts() });
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
  });

  it.each([
    ['createGuaranteeTask', 'dispatcher', good],
    ['createGuaranteeTask', 'reporter', good],
    ['setGuaranteeRoster', 'supervisor', { taskId: 'x', shifts: [] }],
    ['setGuaranteeRoster', 'engineer', { taskId: 'x', shifts: [] }],
    ['checkInGuarantee', 'supervisor', { taskId: 'x' }],
    ['judgeGuaranteeTask', 'dispatcher', { taskId: 'x', fulfilled: true }],
  ] as const)('%s is not for the %s', async (name, who, input) => {
    expect((await refused(who, name, input)).code).toBe('FORBIDDEN');
  });
});
