import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@zhishou/platform/ids';
import { openHazard } from '@zhishou/rules/inspection/hazard-case';
import { monthBounds, monthOf, shiftMonth } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { rowFaultsAfter } from '@zhishou/testkit/row-faults';
import type { Result } from '@zhishou/testkit/visit-record';
import { Finding } from '../src/finding/finding.entity.js';
import { Hazard } from '../src/hazard/hazard.entity.js';
import { closedMonthStories } from './closed-month.stories.js';
import { endedFaultStories } from './ended-fault.stories.js';
import { InspectionsWorld } from './inspections.world.js';
import { allRight, engineerOf, recordOf } from './record.builder.js';
import {
  change as send,
  document,
  draftOf,
  justNow,
  type Mutation,
  refused as refuse,
  seen,
  type View,
} from './reports.builder.js';

const MONTH = monthOf(Date.now());
const LAST_MONTH = shiftMonth(MONTH, -1);

interface VisitView {
  id: string;
  state: string;
  engineer: { id: string };
  assets: { code: string }[];
}

let world: InspectionsWorld;
let visits: VisitView[];

const change = <T = View>(who: Who, name: Mutation, input: object) => send<T>(world, who, name, input);
const refused = (who: Who, name: Mutation, input: object) => refuse(world, who, name, input);

const drafted = () => draftOf(world, MONTH);

const draftedHandlings = async () =>
  (await drafted()).handlings.map(({ finding: { id }, text }) => ({ findingId: id, text }));

const record = (visit: VisitView, results: Result[]) =>
  world.ask(engineerOf(visit), 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }', {
    input: recordOf(visit.id, results),
  });

const review = (visit: VisitView, sign: boolean) =>
  world.ask('supervisor', 'mutation ($input: ReviewVisitInput!) { reviewVisit(input: $input) { id } }', {
    input: { visitId: visit.id, sign, comment: '请补照片' },
  });

const report = () => document(world, MONTH, 'INSPECTION_REPORT');

/** Of last month: a hazard that the bureau has not decided on, or a fault. */
async function ofLastMonth(kind: 'HAZARD' | 'FAULT'): Promise<string> {
  const id = newId('fnd');
  const visitId = newId('vst');
  const foundAt = new Date(monthBounds(MONTH).from - 86_400_000);
  const [cycle] = await world.rows<{ id: string }>('SELECT id FROM cycle WHERE month = $1', [LAST_MONTH]);
  await world.rows(
    `INSERT INTO visit (id, cycle_id, month, date, place, engineer_id, asset_codes, round, state, version, planned_at, process, process_started_at)
     VALUES ($1, $2, $3, $4, '指挥中心', $5, '{}', 1, 'CANCELLED', 1, now(), '{"rounds": []}', now())`,
    [visitId, cycle!.id, LAST_MONTH, `${LAST_MONTH}-28`, PEOPLE.engineer.id],
  );
  await world.db.getRepository(Finding).insert({
    ...{
      id,
      kind,
      cycleId: cycle!.id,
      visitId,
      assetCode: 'L1-S1-01',
      item: 'POWER',
      foundAt,
      rank: 1,
      proposal: null,
    },
    ...{ description: '电池老化', accompaniedById: PEOPLE.supervisor.id, ticketId: null, handling: null },
  });
  if (kind === 'FAULT') return id;
  const process = openHazard(id, foundAt.getTime(), { rectifyDays: 0, remindDays: 0 });
  await world.db.getRepository(Hazard).insert({
    ...{ id, state: 'PROPOSED', version: 0, proposedAt: foundAt, closedAt: null, process },
    processStartedAt: new Date(),
  });
  return id;
}

beforeAll(async () => {
  world = await InspectionsWorld.open();
  // as if the system had been there last month already
  await world.rows('UPDATE kept_contract SET kept_from = $1', [`${LAST_MONTH}-01`]);
  await world.startWorker();
  await eventually(async () => (await world.cycle(LAST_MONTH)) !== null, { within: 20_000 });
  const plan = await world.proposed(MONTH);
  await world.change('dispatcher', 'submitInspectionPlan', { month: MONTH, visits: plan });
  await world.change('supervisor', 'reviewInspectionPlan', { month: MONTH, decision: 'APPROVE' });
  const listed = () =>
    seen<{ visits: VisitView[] }>(world, MONTH, 'visits { id state engineer { id } assets { code } }');
  await eventually(async () => (await listed()).visits.length === plan.length, { within: 30_000 });
  visits = (await listed()).visits;
}, 90_000);

afterAll(() => world?.close());

describe('a summary', () => {
  let carried: string;
  let late: string;

  it('waits until every record is signed', async () => {
    const [first, second] = visits;
    const [fault, hazard, ...others] = allRight(first!);
    await record(first!, [
      { ...fault!, result: 'ABNORMAL', note: '风扇停转', finding: 'FAULT' },
      { ...hazard!, result: 'ABNORMAL', note: '线缆老化', finding: 'HAZARD' },
      ...others,
    ]);
    await record(second!, allRight(second!));
    await review(second!, false);
    const { code, fields } = await refused('dispatcher', 'submitMonthlySummary', {
      month: MONTH,
      handlings: await draftedHandlings(),
    });
    expect(code).toBe('BAD_USER_INPUT');
    expect(fields).toHaveLength(2);
    for (const visit of [first!, second!])
      expect(fields).toContainEqual({ path: 'month', message: expect.stringContaining(visit.id) });
    await review(first!, true);
    await record(second!, allRight(second!));
    await review(second!, true);
  });

  it('is drafted from what happened, with what is open from earlier months', async () => {
    carried = await ofLastMonth('HAZARD');
    const { conclusion, handlings } = await drafted();
    expect(conclusion).toContain(
      '发现故障1项、隐患1项；以往月份遗留隐患尚有1项未闭环。本月故障工单0起，已修复0起，未修复0起。开展联调0次，双方沟通0次。',
    );
    expect(handlings.map(({ finding, carriedOver }) => [finding.kind, finding.state, carriedOver])).toEqual(
      expect.arrayContaining([
        ['FAULT', 'FOUND', false],
        ['HAZARD', 'PROPOSED', false],
        ['HAZARD', 'PROPOSED', true],
      ]),
    );
    expect(handlings).toHaveLength(3);
    expect(handlings.at(-1)).toMatchObject({
      text: '隐患已报甲方，待甲方同意后整改。',
      finding: { id: carried },
    });
  });

  endedFaultStories(() => world);

  it('tells of what a record brought to a month that was closed already', async () => {
    await eventually(async () => (await world.cycle(LAST_MONTH))!.state === 'SUMMARIZING', {
      within: 20_000,
    });
    late = await ofLastMonth('FAULT');
    expect((await draftedHandlings()).map(({ findingId }) => findingId)).not.toContain(late);
    await change('supervisor', 'closeInspectionCycle', { month: LAST_MONTH });
    const { conclusion, handlings } = await drafted();
    expect(conclusion).toContain('以往月份遗留隐患尚有1项未闭环，以往月份未汇总故障1项。');
    expect(handlings).toContainEqual(
      expect.objectContaining({ carriedOver: true, finding: expect.objectContaining({ id: late }) }),
    );
    expect((await report()).match(/电池老化/g)).toHaveLength(2);
  });

  it('names each finding it says nothing of, and what is no finding', async () => {
    const all = await draftedHandlings();
    const none = await refused('dispatcher', 'submitMonthlySummary', { month: MONTH, handlings: [] });
    expect(none.fields).toHaveLength(4);
    for (const { findingId } of all)
      expect(none.fields).toContainEqual({
        path: 'handlings',
        message: expect.stringContaining(findingId),
      });
    const unknown = [...all, { findingId: newId('fnd'), text: '已处理' }];
    expect(
      (await refused('dispatcher', 'submitMonthlySummary', { month: MONTH, handlings: unknown })).fields,
    ).toMatchObject([{ path: 'handlings.4.findingId' }]);
    expect(
      (await refused('dispatcher', 'submitMonthlySummary', { month: MONTH, handlings: [...all, all[0]!] }))
        .fields,
    ).toMatchObject([{ path: 'handlings' }]);
    const blank = [{ ...all[0]!, text: ' ' }, ...all.slice(1)];
    expect(
      (await refused('dispatcher', 'submitMonthlySummary', { month: MONTH, handlings: blank })).fields,
    ).toMatchObject([{ path: 'handlings.0.text' }]);
  });

  it('is submitted, replaced, and then says of each finding what became of it', async () => {
    const handlings = await draftedHandlings();
    const before = await refused('supervisor', 'reviewMonthlySummary', { month: MONTH, conforming: true });
    expect(before.code).toBe('CONFLICT');
    const input = { month: MONTH, handlings, conclusion: '设备整体良好', idempotencyKey: randomUUID() };
    const first = await change('dispatcher', 'submitMonthlySummary', input);
    expect(first).toMatchObject({
      state: 'SUMMARIZING',
      summary: { conforming: null, conclusion: '设备整体良好', by: { id: PEOPLE.dispatcher.id } },
    });
    expect(await change('dispatcher', 'submitMonthlySummary', input)).toEqual(first);
    expect(await report()).toContain('设备整体良好');
    const other = { ...input, conclusion: '另一份' };
    expect((await refused('dispatcher', 'submitMonthlySummary', other)).fields).toMatchObject([
      { path: 'idempotencyKey' },
    ]);
    const better = handlings.map((handling) => ({ ...handling, text: `已更换 ${handling.findingId}` }));
    const { summary } = await change('dispatcher', 'submitMonthlySummary', {
      month: MONTH,
      handlings: better,
    });
    const stale = { month: MONTH, conforming: true, summaryId: first.summary.id };
    expect((await refused('supervisor', 'reviewMonthlySummary', stale)).code).toBe('CONFLICT');
    expect(summary.submittedAt).toBe(first.summary.submittedAt);
    expect(summary.conclusion).toBeNull();
    expect(summary.handlings).toEqual(
      better.map(({ findingId: id, text }) => ({ finding: { id, handling: text }, text })),
    );
    expect(better.map(({ findingId }) => findingId)).toContain(late);
    const paper = await report();
    for (const { text } of better) expect(paper).toContain(text);
    expect(paper).toMatch(/编制人\s+dispatcher/);
    for (const gone of ['设备整体良好', '符合要求']) expect(paper).not.toContain(gone);
  });

  it('is reviewed with a reason where it does not conform, and that closes the month', async () => {
    const test = { heldAt: justNow(), technicianIds: [PEOPLE.engineer.id], result: '全部链路正常' };
    await change('engineer', 'recordJointTest', { month: MONTH, ...test });
    const input = { month: MONTH, conforming: false };
    expect((await refused('supervisor', 'reviewMonthlySummary', input)).fields).toMatchObject([
      { path: 'comment' },
    ]);
    const asked = { ...input, comment: '缺少整改计划', idempotencyKey: randomUUID() };
    const closed = await change('supervisor', 'reviewMonthlySummary', asked);
    expect(closed).toMatchObject({
      state: 'CLOSED',
      summary: { conforming: false, comment: asked.comment, reviewedBy: { id: PEOPLE.supervisor.id } },
    });
    expect(await change('supervisor', 'reviewMonthlySummary', asked)).toEqual(closed);
    expect(await report()).toMatch(/不符合要求。缺少整改计划\s*supervisor/);
    const late = { month: MONTH, handlings: await draftedHandlings() };
    expect((await refused('dispatcher', 'submitMonthlySummary', late)).code).toBe('CONFLICT');
  });

  closedMonthStories(() => ({ world, visit: visits[2]! }));

  it('is told of by id and hash, not by its words', async () => {
    const told = await world.rows<{ event: { data: { step: object } } }>(
      `SELECT event FROM outbox WHERE event ->> 'type' = 'inspection.summary-submitted' ORDER BY id`,
    );
    expect(told).toHaveLength(2);
    for (const { event } of told)
      expect(event.data.step).toEqual({
        action: 'submitSummary',
        summaryId: expect.stringMatching(/^msm_/),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
  });
});

describe('the audit log', () => {
  it.each<[string, RegExp[]]>([
    ['SELECT', []],
    [`UPDATE summary SET conclusion = '良好'`, [/^summary msm_\w+: content$/]],
    ['UPDATE summary SET conforming = true WHERE reviewed_at IS NOT NULL', [/^summary msm_\w+: conforming$/]],
    [`UPDATE finding SET handling = '不予处理' WHERE handling IS NOT NULL`, [/^finding fnd_\w+: handling$/]],
  ])('tells %s', async (sql, details) => {
    const found = await rowFaultsAfter(world.db, 'inspections', sql);
    // of what this test has made itself no entry tells
    const own = [/^visit vst_\w+$/, /^finding fnd_\w+$/];
    const expected = [...details, ...own].map((detail) => expect.stringMatching(detail));
    expect(found).toHaveLength(expected.length);
    expect(found.map(({ detail }) => detail)).toEqual(expect.arrayContaining(expected));
  });
});

describe('who may', () => {
  it.each<[Mutation, Who, object]>([
    ['submitMonthlySummary', 'engineer', { handlings: [] }],
    ['submitMonthlySummary', 'supervisor', { handlings: [] }],
    ['reviewMonthlySummary', 'dispatcher', { conforming: true }],
  ])('%s not by the %s', async (name, who, input) => {
    expect((await refused(who, name, { month: MONTH, ...input })).code).toBe('FORBIDDEN');
  });
});
