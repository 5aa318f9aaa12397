import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { dayStart, shiftMonth } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import { Piscina } from 'piscina';
import type { Who } from '@zhishou/testkit/people';
import { openSheets } from '../src/sheet/open-sheets.js';
import { past, running } from './availability.builder.js';
import { dashboardStories } from './dashboard.stories.js';
import { documentStories } from './document.stories.js';
import { draftStories } from './draft.stories.js';
import { evidenceStories } from './evidence.stories.js';
import { recomputedStories } from './recomputed.stories.js';
import { closedFault, idleCycle, idleVisit, photoOf, registered } from './month-of-events.builder.js';
import { CONTRACT_ID, mutation, type SheetMutation, SheetsWorld, type SheetView } from './sheets.world.js';

/** The months of the contract that are over: the first, the second, the last one. */
const FIRST = shiftMonth(past, -2);
const SECOND = shiftMonth(past, -1);
const HOUR_MS = 3_600_000;
const tenth = (month: string) => dayStart(`${month}-10`) + 9 * HOUR_MS;

let world: SheetsWorld;

beforeAll(async () => {
  world = await SheetsWorld.open();
});
afterAll(() => world?.close());

const pointsOf = ({ items }: SheetView) =>
  Object.fromEntries(items.map(({ code, points }) => [code, points]));
const itemOf = ({ items }: SheetView, code: string) => items.find((item) => item.code === code)!;

async function refused(who: Who, name: SheetMutation, input: object) {
  const before = await world.recorded();
  const { code, fields, message } = await world.refusal(who, mutation(name), { input });
  expect(await world.recorded()).toEqual(before);
  return fields ? { code, paths: fields.map(({ path }) => path) } : { code, message };
}

describe("a month's score sheet", () => {
  const late = closedFault(tenth(FIRST), 9);
  const inTime = closedFault(tenth(FIRST) + HOUR_MS, 7);
  const visit = idleVisit(FIRST);
  const complaint = registered(FIRST, 'COMPLAINT');

  it('opens by itself when its month is over, and not before', async () => {
    await eventually(async () => (await world.sheet(past))?.state === 'OPEN');
    expect(await world.sheet(FIRST)).toMatchObject({ id: `${CONTRACT_ID}/${FIRST}`, state: 'OPEN' });
    expect(await world.sheet(running)).toBeNull();
    expect(await world.sheet(shiftMonth(FIRST, -1))).toBeNull();
  });

  it('opens of no contract of which nobody has noted yet from when on it is kept', async () => {
    const [contract] = world.service.app.get<Contract[]>(CONTRACTS);
    expect(await openSheets(world.db, [{ ...contract!, id: 'begun-a-moment-ago' }])).toEqual([]);
  });

  it('shows while it is open what the points would be', async () => {
    expect(pointsOf((await world.sheet(FIRST))!)).toEqual({
      ...{ P1: 0, P2: 5, P3: 5, P4: 5, P5: 30, P6: 15, P7: 15, P8: 10, P9: 10, S1: 30, S2: 30, S3: 40, D: 0 },
    });
    await world.tell(
      ...late,
      ...inTime,
      visit,
      photoOf(visit),
      complaint,
      idleCycle(FIRST),
      idleCycle(SECOND),
    );
    expect(pointsOf((await world.sheet(FIRST))!)).toMatchObject({ P2: 2, P3: 3, P5: 0, P6: 15, S1: 25 });
  });

  it('is computed once however much of it is asked', async () => {
    const begun = jest.spyOn(Piscina.prototype, 'run');
    await world.tell(idleCycle(FIRST));
    await Promise.all([world.sheet(FIRST), world.sheet(FIRST), world.sheet(FIRST)]);
    await world.sheet(FIRST);
    expect(begun).toHaveBeenCalledTimes(1);
    begun.mockRestore();
  });

  it('is scored by a supervisor, with clause, words and evidence of every loss', async () => {
    const sheet = await world.change('supervisor', 'scoreMonth', { month: FIRST });
    expect(sheet).toMatchObject({
      state: 'SCORED',
      performance: { points: 60, of: 100, exact: { numerator: '60', denominator: '1' } },
      service: { points: 95, of: 100 },
      timelyRepairRate: { percent: 50 },
    });
    expect(itemOf(sheet, 'P5')).toEqual({
      ...{ code: 'P5', title: '故障修复及时率', of: 30, points: 0 },
      deductions: [
        {
          clause: '附件二 二、1（二）（1）',
          points: 48,
          reason: '故障修复及时率低于目标：到期 2 起，其中超时 1 起',
          month: null,
          evidence: [
            expect.objectContaining({
              kind: 'FAULT',
              id: late[0]!.subject,
              ticket: { id: late[0]!.subject },
            }),
          ],
        },
      ],
    });
    expect(itemOf(sheet, 'P1').deductions[0]).toMatchObject({
      ...{ points: 2, reason: '应交文档未交' },
      evidence: [{ kind: 'DOCUMENT', document: { code: 'QUALITY_SHEET', state: 'MISSING' } }],
    });
    const [missing, undone] = itemOf(sheet, 'P2').deductions;
    expect(missing).toMatchObject({
      points: 2,
      evidence: [{ kind: 'PLAN', cycle: { id: `${CONTRACT_ID}/${SECOND}` } }],
    });
    expect(undone).toMatchObject({ points: 1, evidence: [{ kind: 'VISIT', visit: { id: visit.subject } }] });
  });

  it('does not change when more is told, and is scored again from what is known then', async () => {
    await world.tell(registered(FIRST, 'PRAISE'));
    expect(pointsOf((await world.sheet(FIRST))!)).toMatchObject({ S1: 25 });
    const again = await world.change('supervisor', 'scoreMonth', { month: FIRST });
    expect(pointsOf(again)).toMatchObject({ S1: 30 });
    expect(itemOf(again, 'S1').deductions.map(({ points, reason }) => [points, reason])).toEqual([
      [5, '客户投诉'],
      [-5, '客户书面表扬'],
    ]);
  });

  it('is objected to once, answered, and confirmed by an admin', async () => {
    const month = FIRST;
    expect(await refused('admin', 'confirmScore', { month })).toMatchObject({ code: 'CONFLICT' });
    const { version } = (await world.sheet(month))!;
    expect(
      await refused('dispatcher', 'objectToScore', { month, waive: true, ofVersion: version - 1 }),
    ).toEqual({ code: 'CONFLICT', message: 'The score sheet has changed since: look at it again' });
    const objected = await world.change('dispatcher', 'objectToScore', {
      ...{ month, text: '该故障系外力所致', ofVersion: version },
    });
    expect(objected).toMatchObject({
      state: 'SCORED',
      objectionText: '该故障系外力所致',
      allowedActions: [],
    });
    expect(await refused('dispatcher', 'objectToScore', { month, text: '再议' })).toEqual({
      code: 'CONFLICT',
      message: 'The sheet was objected to before, which is possible once',
    });
    expect(await refused('admin', 'confirmScore', { month })).toEqual({
      code: 'CONFLICT',
      message: 'The objection is not answered yet',
    });
    await world.change('supervisor', 'answerObjection', { month, text: '维持原评分' });
    const confirmed = await world.change('admin', 'confirmScore', { month });
    expect(confirmed).toMatchObject({ state: 'CONFIRMED', answerText: '维持原评分', allowedActions: [] });
    expect(await refused('supervisor', 'scoreMonth', { month })).toMatchObject({ code: 'CONFLICT' });
  });

  it('can be changed by nobody once it is confirmed, not in the database either', async () => {
    const id = `${CONTRACT_ID}/${FIRST}`;
    for (const statement of [
      `UPDATE sheet SET state = 'SCORED' WHERE id = $1`,
      `DELETE FROM sheet WHERE id = $1`,
      `UPDATE scoring SET result = '{}' WHERE sheet_id = $1 AND scored_at IS NOT NULL`,
      `DELETE FROM scoring WHERE sheet_id = $1 AND scored_at IS NOT NULL`,
    ])
      await expect(world.rows(statement, [id])).rejects.toThrow(/is confirmed|is filed/);
    for (const statement of [
      ...[
        'TRUNCATE sheet CASCADE',
        'TRUNCATE scoring',
        'TRUNCATE fact CASCADE',
        'TRUNCATE settlement CASCADE',
      ],
      ...[
        `UPDATE fact SET data = '{}'`,
        'DELETE FROM fact',
        'DELETE FROM service_event',
        'DELETE FROM fact_asset',
      ],
      `INSERT INTO fact (seq, event_id, type, subject, time, data, hash) OVERRIDING SYSTEM VALUE
       SELECT seq, 'evt_new', type, subject, time, data, hash FROM fact ORDER BY seq LIMIT 1`,
    ])
      await expect(world.rows(statement)).rejects.toThrow(/is kept as it is|comes before facts/);
  });

  it('takes what became known too late into the next one, once, and says of which month it is', async () => {
    const tooLate = registered(FIRST, 'DATA_INACCURACY');
    await world.tell(tooLate, ...closedFault(tenth(FIRST), 9));
    expect(pointsOf((await world.sheet(FIRST))!)).toMatchObject({ P4: 5 });
    await world.change('supervisor', 'scoreMonth', { month: SECOND });
    await world.change('dispatcher', 'objectToScore', { month: SECOND, waive: true });
    const second = await world.change('admin', 'confirmScore', { month: SECOND });
    expect(itemOf(second, 'P4')).toMatchObject({
      points: 3,
      deductions: [{ month: FIRST, evidence: [{ id: tooLate.subject }] }],
    });
    expect(itemOf(second, 'P5')).toMatchObject({ points: 0 });
    expect(pointsOf((await world.sheet(past))!)).toMatchObject({ P4: 5, P5: 30 });
  });

  it('gives a call that is repeated with its key the same answer, and takes it once', async () => {
    const input = { month: past, idempotencyKey: randomUUID() };
    const [first, second] = [
      await world.change('supervisor', 'scoreMonth', input),
      await world.change('supervisor', 'scoreMonth', input),
    ];
    expect(second).toEqual(first);
    expect(await world.rows(`SELECT 1 FROM scoring WHERE sheet_id = $1`, [first.id])).toHaveLength(1);
  });

  it.each<[string, Who, SheetMutation, () => object, unknown]>([
    ['a month that is not over', 'supervisor', 'scoreMonth', () => ({ month: running }), ['month']],
    [
      'a month before the contract',
      'supervisor',
      'scoreMonth',
      () => ({ month: shiftMonth(FIRST, -1) }),
      ['month'],
    ],
    [
      'no such contract',
      'supervisor',
      'scoreMonth',
      () => ({ month: past, contractId: 'none' }),
      ['contractId'],
    ],
    ['an objection without words', 'dispatcher', 'objectToScore', () => ({ month: past }), ['text']],
    [
      'an objection beside none',
      'dispatcher',
      'objectToScore',
      () => ({ month: past, waive: true, text: '有异议' }),
      ['text'],
    ],
    [
      'an answer without words',
      'supervisor',
      'answerObjection',
      () => ({ month: past, text: ' ' }),
      ['text'],
    ],
  ])('%s', async (_, who, name, input, paths) => {
    expect(await refused(who, name, input())).toEqual({ code: 'BAD_USER_INPUT', paths });
  });

  it('answers a scoring that has no objection yet with a conflict, and keeps everyone to his rights', async () => {
    expect(await refused('supervisor', 'answerObjection', { month: past, text: '无' })).toMatchObject({
      code: 'CONFLICT',
    });
    const rights: [Who, SheetMutation, object][] = [
      ['engineer', 'objectToScore', { waive: true }],
      ['dispatcher', 'scoreMonth', {}],
      ['admin', 'scoreMonth', {}],
      ['supervisor', 'confirmScore', {}],
      ['auditor', 'confirmScore', {}],
    ];
    for (const [who, name, more] of rights)
      expect(await refused(who, name, { month: past, ...more })).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a scored month', () => {
  recomputedStories(() => world, FIRST);
});

describe('what scores rest on', () => {
  evidenceStories(() => world, { scored: FIRST, unconfirmed: past, open: running });
});

describe('the document of a sheet', () => {
  documentStories(() => world, { first: FIRST, second: SECOND, scored: past });
});

describe('the draft of a document that is due', () => {
  draftStories(() => world, past);
});

describe('a contract at a glance', () => {
  dashboardStories(() => world, { confirmed: FIRST, drafted: past });
});
