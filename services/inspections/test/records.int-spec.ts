import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dayOf, monthOf } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE } from '@zhishou/testkit/people';
import type { Result } from '@zhishou/testkit/visit-record';
import { alarmStories } from './alarm.stories.js';
import { alarmsOf, latestHazard, refusedHazard, takeHazard } from './hazard.builder.js';
import { InspectionsWorld, mutation } from './inspections.world.js';
import { photoStories } from './photo.stories.js';
import { allRight, CONTRACT, engineerOf, recordOf } from './record.builder.js';
import { recordRowStories } from './record-rows.stories.js';
import { redoneStories } from './redone.stories.js';

const MONTH = monthOf(Date.now());

const RECORD = `mutation ($input: RecordVisitInput!) { recordVisit(input: $input) {
  id state round results { item result } records { round hash } } }`;
const REVIEW = `mutation ($input: ReviewVisitInput!) { reviewVisit(input: $input) { id state round signedBy { id } archivedAt } }`;

interface VisitView {
  id: string;
  state: string;
  round: number;
  engineer: { id: string };
  assets: { code: string }[];
}

let world: InspectionsWorld;
let visits: VisitView[];

const listed = async () => {
  const { inspectionCycle } = await world.ask<{ inspectionCycle: { visits: VisitView[] } }>(
    'supervisor',
    `query ($month: Month!) { inspectionCycle(month: $month) { visits { id state round engineer { id } assets { code } } } }`,
    { month: MONTH },
  );
  return inspectionCycle.visits;
};

beforeAll(async () => {
  world = await InspectionsWorld.open();
  await world.startWorker();
  const plan = await world.proposed(MONTH);
  await world.change('dispatcher', 'submitInspectionPlan', { month: MONTH, visits: plan });
  await world.change('supervisor', 'reviewInspectionPlan', { month: MONTH, decision: 'APPROVE' });
  await eventually(async () => (await listed()).length === plan.length, { within: 30_000 });
  visits = await listed();
}, 90_000);

afterAll(() => world?.close());

const record = async (visit: VisitView, results: Result[], more: object = {}) => {
  const data = await world.ask<{
    recordVisit: VisitView & { results: object[]; records: { round: number }[] };
  }>(engineerOf(visit), RECORD, { input: recordOf(visit.id, results, more) });
  return data.recordVisit;
};

const review = async (visit: VisitView, sign: boolean, comment?: string) => {
  const data = await world.ask<{ reviewVisit: VisitView & { archivedAt: string | null } }>(
    'supervisor',
    REVIEW,
    {
      input: { visitId: visit.id, sign, comment },
    },
  );
  return data.reviewVisit;
};

describe('a record that cannot be right', () => {
  const refused = async (input: object, who = engineerOf(visits[0]!)) =>
    world.refusal(who, RECORD, { input });

  it('names what it lacks', async () => {
    const results = allRight(visits[0]!);
    const { code, fields } = await refused(recordOf(visits[0]!.id, results.slice(1)));
    expect(code).toBe('BAD_USER_INPUT');
    expect(fields).toEqual([
      { path: 'results', message: `lacks ${results[0]!.item} of ${results[0]!.assetCode}` },
    ]);
  });

  it('over whose content nobody has signed', async () => {
    const { engineerSignature, ...rest } = recordOf(visits[0]!.id, allRight(visits[0]!));
    const input = { ...rest, engineerSignature: { ...engineerSignature, contentHash: 'a'.repeat(64) } };
    expect((await refused(input)).fields).toEqual([
      { path: 'engineerSignature.contentHash', message: 'is over another content than this record' },
    ]);
  });

  it.each<[string, object, string]>([
    ['accompanied by nobody of the bureau', { accompaniedBy: PEOPLE.dispatcher.id }, 'accompaniedBy'],
    ['that ends before it begins', { endedAt: '2020-01-01T00:00:00.000Z' }, 'endedAt'],
    ['of tomorrow', { endedAt: new Date(Date.now() + 86_400_000).toISOString() }, 'endedAt'],
  ])('%s', async (_, more, path) => {
    const { fields } = await refused(recordOf(visits[0]!.id, allRight(visits[0]!), more));
    expect(fields?.map((field) => field.path)).toContain(path);
  });

  it("of another engineer's visit, and by whoever may not", async () => {
    const input = recordOf(visits[0]!.id, allRight(visits[0]!));
    const other = engineerOf(visits[0]!) === 'engineer' ? 'secondEngineer' : 'engineer';
    expect((await refused(input, other)).code).toBe('FORBIDDEN');
    expect((await world.refusal('dispatcher', RECORD, { input })).code).toBe('FORBIDDEN');
  });
});

describe('a visit', () => {
  it('is recorded once, rejected, recorded better, signed, and then nothing changes it any more', async () => {
    const visit = visits[0]!;
    const first = recordOf(visit.id, allRight(visit));
    const send = () => world.ask<{ recordVisit: VisitView }>(engineerOf(visit), RECORD, { input: first });
    expect((await send()).recordVisit).toMatchObject({ state: 'RECORDED', round: 1 });
    expect((await send()).recordVisit).toMatchObject({ state: 'RECORDED', round: 1 });

    const noWords = await world.refusal('supervisor', REVIEW, { input: { visitId: visit.id, sign: false } });
    expect(noWords.fields).toEqual([{ path: 'comment', message: 'is required to reject a record' }]);
    expect(await review(visit, false, '照片不清')).toMatchObject({ state: 'REJECTED', round: 2 });
    const again = await record(visit, allRight(visit), { contactName: '李值班' });
    expect(again).toMatchObject({ state: 'RECORDED', round: 2 });
    expect(again.records.map(({ round }) => round)).toEqual([1, 2]);

    const signed = await review(visit, true);
    expect(signed).toMatchObject({ state: 'SIGNED', round: 2 });
    expect(signed.archivedAt).not.toBeNull();
    const late = await world.refusal('supervisor', REVIEW, { input: { visitId: visit.id, sign: true } });
    expect(late.code).toBe('CONFLICT');
  });

  it('with an abnormal result makes a finding of it, once however often it is recorded', async () => {
    const visit = visits[1]!;
    const [first, second, ...others] = allRight(visit);
    const results: Result[] = [
      { ...first!, result: 'ABNORMAL', note: '风扇停转', finding: 'FAULT' },
      { ...second!, result: 'ABNORMAL', note: '线缆老化', finding: 'HAZARD' },
      ...others,
    ];
    await record(visit, results.toReversed());
    await review(visit, false, '请补照片');
    await record(visit, results, { contactName: '李值班' });
    const found = await world.ask<{ findings: { edges: { node: { kind: string; state: string } }[] } }>(
      'supervisor',
      'query ($month: Month!) { findings(filter: {month: $month}, first: 10) { edges { node { kind state description asset { code } } } } }',
      { month: MONTH },
    );
    const { inspectionCycle } = await world.ask<{ inspectionCycle: { findings: { kind: string }[] } }>(
      'supervisor',
      'query ($month: Month!) { inspectionCycle(month: $month) { findings { kind } } }',
      { month: MONTH },
    );
    expect(inspectionCycle.findings.map(({ kind }) => kind)).toEqual(['FAULT', 'HAZARD']);
    expect(found.findings.edges.map(({ node }) => `${node.kind} ${node.state}`)).toEqual([
      'FAULT FOUND',
      'HAZARD PROPOSED',
    ]);
  });
});

describe('the plan of a month in which visits were made', () => {
  it('may be edited, but for the visits that were made', async () => {
    const source = `query ($month: Month!) { inspectionCycle(month: $month) {
      plans { visits { id date place engineer { id } assets { code } } } } }`;
    const { inspectionCycle } = await world.ask<{
      inspectionCycle: { plans: { visits: (VisitView & { date: string; place: string })[] }[] };
    }>('supervisor', source, { month: MONTH });
    const planned = inspectionCycle.plans.at(-1)!.visits.map(({ id, date, place, engineer, assets }) => ({
      id,
      date,
      place,
      engineerId: engineer.id,
      assetCodes: assets.map(({ code }) => code),
    }));
    const edit = (visitsOf: object[]) => ({ month: MONTH, decision: 'EDIT', visits: visitsOf });
    const made = planned.findIndex(({ id }) => id === visits[0]!.id);
    const moved = planned.map((visit, index) => (index === made ? { ...visit, place: '别处' } : visit));
    const { fields } = await world.refusal('supervisor', mutation('reviewInspectionPlan'), {
      input: edit(moved),
    });
    expect(fields).toEqual([{ path: `visits.${made}`, message: 'was made already and stays as it is' }]);
    const open = planned.findIndex(({ id }) => id === visits[2]!.id);
    const better = planned.map((visit, index) => (index === open ? { ...visit, place: '市局机房' } : visit));
    await world.change('supervisor', 'reviewInspectionPlan', edit(better));
    await eventually(async () =>
      (await world.cycle(MONTH))!.visits.some(
        ({ id, place }) => id === visits[2]!.id && place === '市局机房',
      ),
    );
  });
});

describe('a hazard', () => {
  it.each<[string, object, string]>([
    ['by yesterday', { consent: true, dueDate: addDays(dayOf(Date.now()), -2) }, 'dueDate'],
    ['in two years', { consent: true, dueDate: addDays(dayOf(Date.now()), 730) }, 'dueDate'],
    ['by no day', { consent: true, dueDate: '2026-13-1' }, 'dueDate'],
    ['by a day, and declined', { consent: false, comment: '否', dueDate: '2099-01-01' }, 'dueDate'],
    ['declined without a word', { consent: false }, 'comment'],
  ])('cannot be decided %s', async (_, more, path) => {
    const { id: findingId } = await latestHazard(world);
    expect(await refusedHazard(world, 'decideHazard', { findingId, ...more })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', fields: [{ path }] },
    });
  });

  it('is consented to, rectified, sent back, rectified again and verified', async () => {
    const { id: findingId, allowedActions } = await latestHazard(world);
    expect(allowedActions).toEqual(['decideHazard']);
    const dueDate = addDays(dayOf(Date.now()), 1);
    const consented = await takeHazard(world, 'supervisor', 'decideHazard', {
      ...{ findingId, consent: true, dueDate },
    });
    expect(consented).toMatchObject({ state: 'CONSENTED', dueDate, overdue: false });
    // so near that it is recalled at once
    await eventually(async () => (await alarmsOf(world, findingId)).some(({ of }) => of === 'HAZARD_DUE'));
    const rectified = { findingId, note: '已更换线缆' };
    expect((await takeHazard(world, 'engineer', 'rectifyHazard', rectified)).state).toBe('RECTIFIED');
    const back = { findingId, passed: false, note: '标签未更新' };
    expect((await takeHazard(world, 'supervisor', 'verifyHazard', back)).state).toBe('CONSENTED');
    expect((await takeHazard(world, 'dispatcher', 'rectifyHazard', rectified)).state).toBe('RECTIFIED');
    const passed = { findingId, passed: true };
    expect((await takeHazard(world, 'supervisor', 'verifyHazard', passed)).state).toBe('CLOSED');
    expect((await refusedHazard(world, 'verifyHazard', passed)).code).toBe('CONFLICT');
  });
});

describe('what waits for the bureau', () => {
  it('calls somebody, each round once, until it has answered', async () => {
    const { id: found, asset } = await latestHazard(world);
    const record = visits[1]!.id;
    const alarms = await alarmsOf(world, record, found);
    expect(alarms.map(({ type, data, of }) => [type, data.alarmId, of])).toEqual([
      ['alarm.raised', `${found}/HAZARD_CONSENT/1`, 'HAZARD_CONSENT'],
      ['alarm.raised', `${record}/RECORD_REVIEW/1`, 'RECORD_REVIEW'],
      ['alarm.cleared', `${record}/RECORD_REVIEW/1`, 'reviewVisit'],
      ['alarm.raised', `${record}/RECORD_REVIEW/2`, 'RECORD_REVIEW'],
      ['alarm.cleared', `${found}/HAZARD_CONSENT/1`, 'decideHazard'],
      ['alarm.raised', `${found}/RECTIFICATION/WARNING_1`, 'HAZARD_DUE'],
      ['alarm.cleared', `${found}/RECTIFICATION/WARNING_1`, 'rectifyHazard'],
      ['alarm.raised', `${found}/HAZARD_VERIFICATION/1`, 'HAZARD_VERIFICATION'],
      // sent back, and due tomorrow as before
      ['alarm.raised', `${found}/RECTIFICATION/WARNING_1/3`, 'HAZARD_DUE'],
      ['alarm.cleared', `${found}/HAZARD_VERIFICATION/1`, 'verifyHazard'],
      ['alarm.cleared', `${found}/RECTIFICATION/WARNING_1/3`, 'rectifyHazard'],
      ['alarm.raised', `${found}/HAZARD_VERIFICATION/2`, 'HAZARD_VERIFICATION'],
      ['alarm.cleared', `${found}/HAZARD_VERIFICATION/2`, 'verifyHazard'],
    ]);
    const name = CONTRACT.assets.find(({ code }) => code === asset.code)!.name;
    expect(alarms[0]!.data).toMatchObject({
      title: `${asset.code} ${name}`,
      about: { findingId: found, assetCode: asset.code, month: MONTH, contractId: CONTRACT.id },
    });
  });
});

describe('photos', () =>
  photoStories(() => {
    const visit = visits.at(-1)!;
    const other = visits.slice(2, -1).find(({ engineer }) => engineer.id === visit.engineer.id)!;
    return { world, visit, other };
  }));

describe('a month of which every visit was recorded', () => {
  it('is covered, and its clock says so', async () => {
    for (const visit of visits.slice(2, -1)) await record(visit, allRight(visit));
    await eventually(
      async () =>
        (await world.cycle(MONTH))!.dueDates.find(({ kind }) => kind === 'COVERAGE')?.metAt !== null,
      { within: 30_000 },
    );
    expect((await world.cycle(MONTH))!.coverage.percent).toBe(100);
  }, 60_000);
});

describe('what is on record', () =>
  recordRowStories(() => ({ world, archived: visits[0]!.id, redone: visits[1]!.id })));

describe('a day that has passed', () => alarmStories(() => world));

describe('a visit that is done again', () => redoneStories(() => ({ world, visit: visits.at(-2)! })));
