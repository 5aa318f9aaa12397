import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayOf, monthOf, shiftMonth } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE } from '@zhishou/testkit/people';
import { earlyEndStories } from './early-end.stories.js';
import { InspectionsWorld, mutation, type PlannedVisit } from './inspections.world.js';

const THIS_MONTH = monthOf(Date.now());
const NEXT_MONTH = shiftMonth(THIS_MONTH, 1);

let world: InspectionsWorld;
let plan: PlannedVisit[];

beforeAll(async () => {
  world = await InspectionsWorld.open();
  await world.startWorker();
  await eventually(async () => (await world.cycle(NEXT_MONTH)) !== null, { within: 20_000 });
  plan = await world.proposed(NEXT_MONTH);
}, 60_000);

afterAll(() => world?.close());

const events = (month: string) =>
  world.rows<{ type: string }>(
    `SELECT event ->> 'type' AS type FROM outbox WHERE key LIKE $1 AND event ->> 'type' LIKE 'inspection.%' ORDER BY outbox.id`,
    [`%/${month}`],
  );

describe('a proposed plan', () => {
  it('names every asset in period once, on days of the month, for engineers who may be sent', () => {
    const codes = plan.flatMap(({ assetCodes }) => assetCodes);
    expect(codes).toHaveLength(120);
    expect(new Set(codes).size).toBe(120);
    expect(plan.every(({ date }) => date.startsWith(NEXT_MONTH))).toBe(true);
    expect(new Set(plan.map(({ engineerId }) => engineerId))).toEqual(
      new Set([PEOPLE.engineer.id, PEOPLE.secondEngineer.id]),
    );
  });
});

describe('a plan that cannot be right', () => {
  const refused = async (visits: object[], month = NEXT_MONTH, more: object = {}) => {
    const steps = () => world.rows(`SELECT FROM transition WHERE by_role = 'PROVIDER_DISPATCHER'`);
    const before = await steps();
    const refusal = await world.refusal('dispatcher', mutation('submitInspectionPlan'), {
      input: { month, visits, ...more },
    });
    expect(await steps()).toEqual(before);
    return refusal;
  };
  const changed = (change: Partial<PlannedVisit>) =>
    plan.map((visit, n) => (n === 0 ? { ...visit, ...change } : visit));

  it('that leaves equipment out names it', async () => {
    const { code, fields } = await refused(plan.slice(1));
    expect(code).toBe('BAD_USER_INPUT');
    expect(fields).toHaveLength(plan[0]!.assetCodes.length);
    expect(fields![0]).toEqual({ path: 'visits', message: expect.stringContaining(plan[0]!.assetCodes[0]!) });
  });

  it.each<[string, () => Partial<PlannedVisit>, string]>([
    ['a day that is none', () => ({ date: '2026-02-30' }), 'visits.0.date'],
    ['a day of another month', () => ({ date: dayOf(Date.now()) }), 'visits.0.date'],
    [
      'an engineer who has not signed',
      () => ({ engineerId: PEOPLE.unsignedEngineer.id }),
      'visits.0.engineerId',
    ],
    [
      'equipment nobody knows',
      () => ({ assetCodes: ['NO-1', ...plan[0]!.assetCodes] }),
      'visits.0.assetCodes.0',
    ],
    [
      'the same equipment twice',
      () => ({ assetCodes: [...plan[0]!.assetCodes, plan[1]!.assetCodes[0]!] }),
      'visits.1.assetCodes.0',
    ],
  ])('%s is named', async (_, change, path) => {
    expect(await refused(changed(change()))).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
  });

  it('ten thousand visits, a month outside the contract, and a contract there is not', async () => {
    const [assetCode] = plan[0]!.assetCodes;
    const many = Array.from({ length: 10_000 }, () => ({ ...plan[0]!, assetCodes: [assetCode!] }));
    expect(await refused(many)).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'visits' }] });
    expect(await refused(plan, '2031-01')).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'month' }],
    });
    expect(await refused(plan, shiftMonth(THIS_MONTH, 2))).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'month' }],
    });
    expect(await refused(plan, NEXT_MONTH, { contractId: 'nowhere' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'contractId', message: 'there is no contract nowhere' }],
    });
  });
});

describe('the plan of next month', () => {
  it('is submitted, sent back, submitted anew, edited and so approved; every version is kept', async () => {
    const submitted = await world.change('dispatcher', 'submitInspectionPlan', {
      month: NEXT_MONTH,
      visits: plan,
    });
    expect(submitted).toMatchObject({ state: 'PLAN_SUBMITTED', planVersion: 1 });
    expect(submitted.dueDates.find(({ kind }) => kind === 'PLAN')).toMatchObject({ overdueAt: null });

    const noWords = await world.refusal('supervisor', mutation('reviewInspectionPlan'), {
      input: { month: NEXT_MONTH, decision: 'RETURN' },
    });
    expect(noWords.fields).toEqual([{ path: 'comment', message: 'is required to return a plan' }]);
    const comment = '第一次巡检请提前';
    const returned = await world.change('supervisor', 'reviewInspectionPlan', {
      month: NEXT_MONTH,
      decision: 'RETURN',
      comment,
    });
    expect(returned.state).toBe('PLAN_RETURNED');

    const second = plan.map((visit, n) => (n === 0 ? { ...visit, place: '市局机房' } : visit));
    await world.change('dispatcher', 'submitInspectionPlan', { month: NEXT_MONTH, visits: second });
    const third = second.map((visit, n) =>
      n === 1 ? { ...visit, engineerId: PEOPLE.engineer.id, place: '指挥大厅' } : visit,
    );
    const edited = await world.change('supervisor', 'reviewInspectionPlan', {
      month: NEXT_MONTH,
      decision: 'EDIT',
      visits: third,
    });
    expect(edited).toMatchObject({ state: 'PLAN_APPROVED', planVersion: 3 });
    expect(edited.plans.map(({ version }) => version)).toEqual([1, 2, 3]);

    const { planDiff } = await world.ask<{
      planDiff: { added: []; removed: []; moved: { changed: string[] }[] };
    }>(
      'dispatcher',
      `query ($month: Month!) { planDiff(month: $month, from: 2, to: 3) { added { id } removed { id } moved { changed } } }`,
      { month: NEXT_MONTH },
    );
    expect(planDiff).toMatchObject({
      added: [],
      removed: [],
      moved: [{ changed: expect.arrayContaining(['PLACE']) }],
    });
  });

  it('has its visits, each carried by a workflow', async () => {
    await eventually(async () => (await world.cycle(NEXT_MONTH))?.visits.length === plan.length, {
      within: 20_000,
    });
    const cycle = await world.cycle(NEXT_MONTH);
    expect(cycle!.visits.every(({ state }) => state === 'PLANNED')).toBe(true);
    expect(cycle!.coverage.percent).toBe(0);
    await eventually(
      async () =>
        (await world.rows('SELECT FROM visit WHERE process_started_at IS NULL')).length === 0 &&
        (await world.rows('SELECT FROM cycle WHERE process_started_at IS NULL')).length === 0,
      { within: 40_000 },
    );
  }, 70_000);

  it('is known to whoever listens, step by step', async () => {
    const types = (await events(NEXT_MONTH)).map(({ type }) => type);
    expect(types).toEqual([
      'inspection.cycle-opened',
      'inspection.plan-submitted',
      'inspection.plan-returned',
      'inspection.plan-submitted',
      'inspection.plan-edited',
    ]);
  });
});

describe('the month it is now', () => {
  it('was planned late, and that is on record', async () => {
    const [first, ...others] = await world.proposed(THIS_MONTH);
    const visits = [{ ...first!, date: `${THIS_MONTH}-01` }, ...others];
    const submitted = await world.change('dispatcher', 'submitInspectionPlan', { month: THIS_MONTH, visits });
    expect(submitted.state).toBe('PLAN_SUBMITTED');
    expect(submitted.dueDates.find(({ kind }) => kind === 'PLAN')?.overdueAt).not.toBeNull();
    await eventually(
      async () => (await events(THIS_MONTH)).some(({ type }) => type === 'inspection.overdue'),
      { within: 20_000 },
    );
  }, 40_000);

  it('goes into execution the moment its plan is approved', async () => {
    const input = { month: THIS_MONTH, decision: 'APPROVE', idempotencyKey: randomUUID() };
    expect(await world.change('supervisor', 'reviewInspectionPlan', input)).toMatchObject({
      state: 'EXECUTING',
    });
    expect(await world.change('supervisor', 'reviewInspectionPlan', input)).toMatchObject({
      state: 'EXECUTING',
    });
  });
});

describe('two supervisors at once', () => {
  it('one decides, the other is told what the plan has become', async () => {
    const month = NEXT_MONTH;
    await world.change('dispatcher', 'submitInspectionPlan', { month, visits: plan }).catch(() => undefined);
    const cycle = await world.cycle(month);
    expect(cycle?.state).toBe('PLAN_APPROVED');
    const { code, allowed } = await world.refusal('supervisor', mutation('reviewInspectionPlan'), {
      input: { month, decision: 'APPROVE' },
    });
    expect({ code, allowed }).toEqual({ code: 'CONFLICT', allowed: ['reviewInspectionPlan'] });
  });
});

describe('who may', () => {
  it.each([
    ['submitInspectionPlan', 'supervisor'],
    ['submitInspectionPlan', 'engineer'],
    ['reviewInspectionPlan', 'dispatcher'],
    ['reviewInspectionPlan', 'reporter'],
  ] as const)('%s not by the %s', async (name, who) => {
    const input =
      name === 'submitInspectionPlan'
        ? { month: NEXT_MONTH, visits: [] }
        : { month: NEXT_MONTH, decision: 'APPROVE' };
    expect((await world.refusal(who, mutation(name), { input })).code).toBe('FORBIDDEN');
  });
});

describe('a contract that ends early', () => earlyEndStories(() => world));
