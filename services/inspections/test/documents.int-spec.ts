import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chineseDay, shortDay, weekday } from '@zhishou/documents/layout/day';
import { dayOf, monthBounds, monthOf, shiftMonth } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import type { Who } from '@zhishou/testkit/people';
import type { Result } from '@zhishou/testkit/visit-record';
import { cellsOf, type Link, picturesOf, textOf } from '@zhishou/testkit/document-reader';
import { addressStories } from './address.stories.js';
import { InspectionsWorld } from './inspections.world.js';
import { allRight, CONTRACT, engineerOf, recordOf } from './record.builder.js';

const MONTH = monthOf(Date.now());

interface VisitView {
  id: string;
  date: string;
  plannedDate: string;
  place: string;
  engineer: { id: string };
  assets: { code: string }[];
  document: Link | null;
}

const planned = (day: string) => `计划${shortDay(day)}`;

let world: InspectionsWorld;
let visits: VisitView[];

const listed = async (who: Who = 'supervisor') => {
  const { inspectionCycle } = await world.ask<{ inspectionCycle: { visits: VisitView[] } }>(
    who,
    `query ($month: Month!) { inspectionCycle(month: $month) { visits {
       id date plannedDate place engineer { id } assets { code } document { url fileName expiresAt } } } }`,
    { month: MONTH },
  );
  return inspectionCycle.visits;
};

const LINK = `query ($month: Month!, $kind: InspectionDocumentKind!, $format: DocumentFormat, $planVersion: Int) {
  inspectionDocument(month: $month, kind: $kind, format: $format, planVersion: $planVersion) { url fileName expiresAt } }`;

const linkTo = async (kind: string, more: object = {}, who: Who = 'supervisor') =>
  (await world.ask<{ inspectionDocument: Link }>(who, LINK, { month: MONTH, kind, ...more }))
    .inspectionDocument;

const docx = (link: Link) => textOf(world.service.url, link);
const xlsx = (link: Link) => cellsOf(world.service.url, link);

const nameOf = (code: string) => CONTRACT.assets.find((asset) => asset.code === code)!.name;
/** Yesterday, in the month. */
const STARTED_AT = new Date(Math.max(Date.now() - 86_400_000, monthBounds(MONTH).from)).toISOString();

const record = (visit: VisitView, results: Result[], more: object = {}) =>
  world.ask(engineerOf(visit), 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }', {
    input: recordOf(visit.id, results, more),
  });

const review = (visit: VisitView, sign: boolean, comment?: string) =>
  world.ask('supervisor', 'mutation ($input: ReviewVisitInput!) { reviewVisit(input: $input) { id } }', {
    input: { visitId: visit.id, sign, comment },
  });

beforeAll(async () => {
  world = await InspectionsWorld.open();
  await world.startWorker();
  const plan = await world.proposed(MONTH);
  await world.change('dispatcher', 'submitInspectionPlan', { month: MONTH, visits: plan });
  await world.change('supervisor', 'reviewInspectionPlan', {
    month: MONTH,
    decision: 'EDIT',
    visits: plan.map((visit, n) => (n === 0 ? { ...visit, place: '市局机房' } : visit)),
    comment: '首次巡检改在机房',
  });
  await eventually(async () => (await listed()).length === plan.length, { within: 30_000 });
  visits = await listed();
  const [first, second, ...others] = allRight(visits[1]!);
  const results: Result[] = [
    { ...first!, result: 'ABNORMAL', note: '风扇停转', finding: 'FAULT' },
    { ...second!, result: 'ABNORMAL', note: '线缆老化', finding: 'HAZARD', proposal: '更换并绑扎' },
    ...others,
  ];
  await record(visits[1]!, results, { startedAt: STARTED_AT });
  await review(visits[1]!, true);
  const { findings } = await world.ask<{ findings: { edges: { node: { id: string } }[] } }>(
    'supervisor',
    'query { findings(filter: {kind: HAZARD}, first: 1) { edges { node { id } } } }',
  );
  await world.ask(
    'supervisor',
    'mutation ($input: DecideHazardInput!) { decideHazard(input: $input) { id } }',
    { input: { findingId: findings.edges[0]!.node.id, consent: true, comment: '尽快' } },
  );
}, 90_000);

afterAll(() => world?.close());

describe('the plan', () => {
  it('in force is printed with its equipment, its engineers and who approved it', async () => {
    const link = await linkTo('MONTHLY_PLAN');
    expect(link.fileName).toBe(`月度巡检计划 ${MONTH} 第2版.docx`);
    const text = await docx(link);
    for (const { code, name } of CONTRACT.assets.filter(({ listNo }) => listNo > 0)) {
      expect(text).toContain(code);
      expect(text).toContain(name);
    }
    for (const said of ['第2版', '市局机房', '首次巡检改在机房', 'secondEngineer', '覆盖率100%'])
      expect(text).toContain(said);
    expect(text).toMatch(/乙方项目负责人（签字）：\s+姓名：dispatcher/);
    expect(text).toMatch(/甲方监督管理员（签字）：\s+姓名：supervisor/);
    expect(text).toContain(CONTRACT.checklist[0]!.title);
    expect(text).toContain(CONTRACT.parties.bureau.name);
  });

  it('of an earlier version is as it was submitted', async () => {
    const link = await linkTo('MONTHLY_PLAN', { planVersion: 1 }, 'dispatcher');
    const text = await docx(link);
    expect(text).toContain('第1版');
    expect(text).not.toContain('市局机房');
    expect(text).not.toContain('首次巡检改在机房');
  });

  it('is a spreadsheet too', async () => {
    const link = await linkTo('MONTHLY_PLAN', { format: 'XLSX' }, 'engineer');
    expect(link.fileName).toBe(`月度巡检计划 ${MONTH} 第2版.xlsx`);
    const cells = await xlsx(link);
    for (const said of [
      visits[0]!.assets[0]!.code,
      nameOf(visits[0]!.assets[0]!.code),
      '市局机房',
      'engineer',
    ])
      expect(cells).toContain(said);
  });
});

describe('the record of a visit', () => {
  it('is the empty form before it is made', async () => {
    const text = await docx(visits[0]!.document!);
    expect(text).toContain(visits[0]!.place);
    expect(text).toContain(nameOf(visits[0]!.assets[0]!.code));
    expect(text).toContain('（未提交）');
    expect(text.split('√')).toHaveLength(2); // in the legend
    expect(text).toMatch(/／(?! 不适用)/);
  });

  it('shows what was found, who signed and what it was signed over', async () => {
    const [{ hash }] = (await world.rows<{ hash: string }>('SELECT hash FROM record')) as [{ hash: string }];
    const { document } = (await listed())[1]!;
    const text = await docx(document!);
    for (const said of ['风扇停转', '线缆老化', '王值班', hash, engineerOf(visits[1]!), '签字确认并归档'])
      expect(text).toContain(said);
    expect(text).toMatch(/√(?! 正常)/);
    expect(text.split('×')).toHaveLength(4); // two, and the legend
    expect(await picturesOf(world.service.url, document!)).toBe(2);
  });

  it('that was rejected says why', async () => {
    const visit = visits[2]!;
    await record(visit, allRight(visit));
    await review(visit, false, '照片不清');
    expect(await docx((await listed())[2]!.document!)).toContain('原因：照片不清');
  });
});

describe('the hazards of a month', () => {
  it('are listed with what the bureau has said', async () => {
    const text = await docx(await linkTo('HAZARD_LIST'));
    for (const said of [
      `YH-${MONTH}-001`,
      '线缆老化',
      '更换并绑扎',
      '整改中',
      '同意（尽快）',
      '本月新增1项，上月结转0项',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('风扇停转');
    const cells = await xlsx(await linkTo('HAZARD_LIST', { format: 'XLSX' }));
    for (const said of [`YH-${MONTH}-001`, '线缆老化']) expect(cells).toContain(said);
  });

  it('go on into the next while they are open', async () => {
    const month = shiftMonth(MONTH, 1);
    await eventually(async () => (await world.cycle(month)) !== null, { within: 20_000 });
    const text = await docx(await linkTo('HAZARD_LIST', { month }));
    expect(text).toContain(`YH-${MONTH}-001`);
    expect(text).toContain('整改中（上月结转）');
  });
});

describe('the report of a month', () => {
  it('tells coverage, visits, findings and hazards', async () => {
    const link = await linkTo('INSPECTION_REPORT', {}, 'auditor');
    expect(link.fileName).toBe(`月度巡检报告 ${MONTH}.docx`);
    const text = await docx(link);
    const unseen = visits[0]!.assets[0]!.code;
    for (const said of [
      `计划巡检${visits.length}次，完成1次`,
      `${unseen} ${nameOf(unseen)}`,
      '风扇停转',
      '线缆老化',
      '已归档',
      '未完成',
      `YH-${MONTH}-001`,
      '本月未进行联调。',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('符合要求');
  });

  it('says on which day a visit was made, and which was planned', async () => {
    const made = (await listed())[1]!;
    expect(made.date).toBe(dayOf(Date.parse(STARTED_AT)));
    const text = await docx(await linkTo('INSPECTION_REPORT'));
    const another = made.date === made.plannedDate ? '' : planned(made.plannedDate);
    expect(text).toContain(`${weekday(made.date)}${another}\n\n${made.place}`);
    // a finding is as old as its visit, and so is a hazard
    expect(text).toMatch(new RegExp(`${shortDay(made.date)}\\s+\\S+ [^\\n]+\\s+[^\\n]+风扇停转`));
    expect(await docx(await linkTo('HAZARD_LIST'))).toContain(chineseDay(made.date));
    expect(text).toContain(`未巡检${planned(visits[0]!.plannedDate)}\n\n${visits[0]!.place}`);
    expect(made.document!.fileName).toBe(`巡检记录表 ${made.date} ${made.place}.docx`);
  });
});

describe('a document that is not there', () => {
  it.each<[string, object, string, string | undefined]>([
    ['of a month that is not inspected', { month: '2031-01' }, 'NOT_FOUND', undefined],
    ['of a version there is none of', { planVersion: 9 }, 'NOT_FOUND', undefined],
    ['that is no spreadsheet', { kind: 'INSPECTION_REPORT', format: 'XLSX' }, 'BAD_USER_INPUT', 'format'],
    ['that is a text', { kind: 'JOINT_TEST_REPORT', format: 'XLSX' }, 'BAD_USER_INPUT', 'format'],
    ['of a month without a joint test', { kind: 'JOINT_TEST_REPORT' }, 'NOT_FOUND', undefined],
    ['without versions', { kind: 'HAZARD_LIST', planVersion: 1 }, 'BAD_USER_INPUT', 'planVersion'],
  ])('%s', async (_, more, code, path) => {
    const variables = { month: MONTH, kind: 'MONTHLY_PLAN', ...more };
    const refusal = await world.refusal('supervisor', LINK, variables);
    expect([refusal.code, refusal.fields?.[0]?.path]).toEqual([code, path]);
  });
});

describe('an address', () => addressStories(() => world));
