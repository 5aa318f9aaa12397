import { beforeAll, describe, expect, it } from '@jest/globals';
import { recordOf, type Result } from '@zhishou/testkit/visit-record';
import { isWordFile } from './document.builder.js';
import { type CycleView, type FindingView, MonthClient, type VisitView } from './month.builder.js';
import { monthNow } from './plan.builder.js';
import { repairRecord, step } from './ticket.builder.js';
import { signInAll, type User } from './zhishou.builder.js';

/** A contract whose months no other journey touches; MONTH_CONTRACT= is that in force, as on a fresh `npm start`. */
const contractId =
  process.env.MONTH_CONTRACT === undefined ? 'demo-earlier' : process.env.MONTH_CONTRACT || undefined;

const month = monthNow();

describe('a month of inspections, from its plan to its documents', () => {
  let dispatcher: User;
  let supervisor: User;
  let engineers: User[];
  let client: MonthClient;

  beforeAll(async () => {
    const people = await signInAll('dispatcher', 'supervisor', 'engineer1', 'engineer2');
    [dispatcher, supervisor, ...engineers] = people;
    client = new MonthClient({ month, contractId });
    await client.untilOpen(supervisor);
  });

  /** The engineer's record of a visit: all is well but for what is said. */
  const recorded = (visit: VisitView, abnormal: Partial<Result>[] = []) => {
    const items = visit.checklist.flatMap(({ asset, items }) =>
      items.map(({ code }): Result => ({ assetCode: asset.code, item: code, result: 'OK' })),
    );
    const results = items.map((each, index) => ({ ...each, ...abnormal[index] }));
    const input = recordOf({ visitId: visit.id, accompaniedBy: supervisor.id, results });
    const engineer = engineers.find(({ id }) => id === visit.engineer.id)!;
    return client.take<VisitView>(engineer, 'recordVisit', input);
  };

  const reviewed = (visit: VisitView, sign: boolean, comment?: string) =>
    client.take<VisitView>(supervisor, 'reviewVisit', { visitId: visit.id, sign, comment });

  it('is planned late, and that stays on record; sent back, planned better, edited and so approved', async () => {
    // the proposal knows everybody whom other journeys have hired
    const visits = (await client.proposed(dispatcher)).map((visit, index) => ({
      ...visit,
      engineerId: engineers[index % engineers.length]!.id,
    }));
    const submitted = await client.takeMonth(dispatcher, 'submitInspectionPlan', { visits });
    expect(submitted).toMatchObject({ state: 'PLAN_SUBMITTED', planVersion: 1 });
    expect(submitted.dueDates.find(({ kind }) => kind === 'PLAN')!.overdueAt).not.toBeNull();

    const comment = '请注明机房';
    const returned = await client.takeMonth(supervisor, 'reviewInspectionPlan', {
      decision: 'RETURN',
      comment,
    });
    expect(returned.state).toBe('PLAN_RETURNED');
    const better = visits.map((visit) => ({ ...visit, place: '市局机房' }));
    await client.takeMonth(dispatcher, 'submitInspectionPlan', { visits: better, comment: '已注明' });
    const edited = better.map((visit, index) => (index === 0 ? { ...visit, place: '指挥大厅' } : visit));
    const approved = await client.takeMonth(supervisor, 'reviewInspectionPlan', {
      decision: 'EDIT',
      visits: edited,
    });
    expect(approved).toMatchObject({ state: 'EXECUTING', planVersion: 3 });
    const { moved } = await client.diff(dispatcher, 2, 3);
    expect(moved).toEqual([{ from: { place: '市局机房' }, to: { place: '指挥大厅' }, changed: ['PLACE'] }]);
    await client.untilVisits(supervisor, visits.length);
  }, 60_000);

  it('has every visit recorded, with a fault and a hazard, and one done again', async () => {
    const { visits } = (await client.cycle(supervisor))!;
    const [first, ...others] = visits as [VisitView, ...VisitView[]];
    await recorded(first, [
      { result: 'ABNORMAL', note: '风扇停转', finding: 'FAULT' },
      { result: 'ABNORMAL', note: '线缆老化', finding: 'HAZARD' },
    ]);
    expect((await reviewed(first, true)).state).toBe('SIGNED');
    for (const visit of others) await recorded(visit);
    const again = others.at(-1)!;
    expect(await reviewed(again, false, '照片不清')).toMatchObject({ state: 'REJECTED', round: 2 });
    expect((await recorded(again)).state).toBe('RECORDED');
    for (const visit of others) expect((await reviewed(visit, true)).state).toBe('SIGNED');
    const cycle = (await client.cycle(supervisor))!;
    expect(cycle.coverage).toEqual({ percent: 100 });
    expect(cycle.findings.map(({ kind }) => kind).sort()).toEqual(['FAULT', 'HAZARD']);
  }, 120_000);

  it('has its fault repaired as any other', async () => {
    const { id } = await client.untilReported(supervisor);
    await step(dispatcher, 'acceptTicket', id);
    await step(engineers[0]!, 'startRemoteSupport', id, { note: '远程查看' });
    await step(engineers[0]!, 'fileRepairReport', id, repairRecord());
    expect((await step(supervisor, 'recordRecoveryTest', id, { passed: true })).state).toBe('CLOSED');
    const { findings } = (await client.cycle(supervisor))!;
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'FAULT', ticket: { id, state: 'CLOSED' } }),
    );
  }, 60_000);

  it('has its hazard rectified with the consent of the bureau', async () => {
    const { findings } = (await client.cycle(supervisor))!;
    const findingId = findings.find(({ kind }) => kind === 'HAZARD')!.id;
    const take = (user: User, mutation: string, more: object) =>
      client.take<FindingView>(user, mutation, { findingId, ...more });
    expect((await take(supervisor, 'decideHazard', { consent: true })).state).toBe('CONSENTED');
    await take(engineers[0]!, 'rectifyHazard', { note: '已绑扎' });
    expect((await take(supervisor, 'verifyHazard', { passed: false, note: '仍有裸露' })).state).toBe(
      'CONSENTED',
    );
    await take(engineers[0]!, 'rectifyHazard', { note: '已更换线缆' });
    expect((await take(supervisor, 'verifyHazard', { passed: true })).state).toBe('CLOSED');
  });

  it('has its joint test and its call on record', async () => {
    const heldAt = new Date(Date.now() - 1_000).toISOString();
    await client.takeMonth(engineers[0]!, 'recordJointTest', {
      heldAt,
      technicianIds: [engineers[0]!.id],
      result: '与省、市联通正常',
    });
    const cycle = await client.takeMonth(supervisor, 'recordMonthlyCall', {
      heldAt,
      note: '约定下月提前巡检',
    });
    const dates = new Map(cycle.dueDates.map(({ kind, metAt }) => [kind, metAt]));
    expect([dates.get('JOINT_TEST'), dates.get('CALL')]).not.toContain(null);
  });

  it('is summed up from what happened, accepted, and closed', async () => {
    const { conclusion, handlings } = await client.draft(dispatcher);
    const said = handlings.map(({ finding: { id }, text }) => ({ findingId: id, text }));
    expect(said).toHaveLength(2);
    const summed = await client.takeMonth(dispatcher, 'submitMonthlySummary', {
      conclusion,
      handlings: said,
    });
    expect(summed.state).toBe('SUMMARIZING');
    const closed: CycleView = await client.takeMonth(supervisor, 'reviewMonthlySummary', {
      conforming: true,
    });
    expect(closed).toMatchObject({ state: 'CLOSED' });
    expect(closed.findings.map(({ handling }) => handling).sort()).toEqual(
      said.map(({ text }) => text).sort(),
    );
  });

  it('has its documents to print and sign, for whoever may', async () => {
    const [visit] = (await client.cycle(supervisor))!.visits;
    for (const kind of ['MONTHLY_PLAN', 'HAZARD_LIST', 'INSPECTION_REPORT', 'JOINT_TEST_REPORT'])
      expect(await isWordFile(await client.document(dispatcher, kind))).toBe(true);
    expect(await isWordFile(visit!.document!)).toBe(true);
  });

  it('takes no plan any more', async () => {
    const visits = await client.proposed(dispatcher);
    const refusal = await client.refusal(dispatcher, 'submitInspectionPlan', { visits });
    expect(refusal.extensions).toMatchObject({ code: 'CONFLICT', state: 'CLOSED' });
  });
});
