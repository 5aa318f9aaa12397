import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import type { Broker, Publisher } from '@zhishou/platform/kafka/kafka';
import { BROKER } from '@zhishou/platform/tokens';
import { dayEnd, monthOf } from '@zhishou/rules/month';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { closedFaultStories } from './closed-faults.stories.js';
import { InspectionsWorld } from './inspections.world.js';
import { REVIEW_MISTAKES } from './review-mistakes.builder.js';
import { inDays, measureOf, type MeasureView, Reviews, type ReviewView } from './reviews.builder.js';

let world: InspectionsWorld;
let kafka: Publisher;
let reviews: Reviews;

beforeAll(async () => {
  world = await InspectionsWorld.open();
  // as if the system had been there for a month already
  await world.rows('UPDATE kept_contract SET kept_from = $1', [inDays(-30)]);
  await world.startWorker();
  kafka = world.service.app.get<Broker>(BROKER).producer();
  reviews = new Reviews(world, kafka);
}, 90_000);

afterAll(async () => {
  await kafka?.close();
  await world?.close();
});

const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
const endOf = (days: number): string => new Date(dayEnd(inDays(days))).toISOString();

describe('a closed fault', () => closedFaultStories(() => ({ world, reviews })));

describe('a review', () => {
  it('is filed once, with measures that are followed from then on', async () => {
    const { id: reviewId, ticket } = await reviews.asked();
    const measures = [
      measureOf('engineer', { dueOn: inDays(20) }),
      measureOf('reporter', { text: '修订应急预案', dueOn: inDays(10) }),
    ];
    const input = { reviewId, lessons: '备件不足', measures, idempotencyKey: randomUUID() };
    const filed = await reviews.change<ReviewView>('supervisor', 'fileMajorFaultReview', input);
    expect(filed).toMatchObject({
      ...{ state: 'FILED', lessons: '备件不足', filedBy: { id: PEOPLE.supervisor.id } },
      ...{ noMeasuresReason: null, allowedActions: ['addMeasure'] },
    });
    expect(filed.measures.map(({ text, state, addedBy }) => [text, state, addedBy.id])).toEqual([
      ['修订应急预案', 'OPEN', PEOPLE.supervisor.id],
      ['加装蓄电池在线监测', 'OPEN', PEOPLE.supervisor.id],
    ]);
    expect(await reviews.change<ReviewView>('supervisor', 'fileMajorFaultReview', input)).toEqual(filed);
    expect(
      await reviews.refused('admin', 'fileMajorFaultReview', { ...input, idempotencyKey: undefined }),
    ).toEqual(expect.objectContaining({ code: 'CONFLICT', state: 'FILED', allowed: ['addMeasure'] }));
    expect((await reviews.ofTicket(ticket.id))?.measures).toHaveLength(2);
    expect(await reviews.steps(reviewId)).toEqual(['inspection.review-asked', 'inspection.review-filed']);
  });

  it('may have no measures, with a reason; measures may be added later, by name and hour', async () => {
    const { id: reviewId, ...filed } = await reviews.filed();
    expect(filed).toMatchObject({ noMeasuresReason: '属不可抗力', measures: [] });
    const input = { reviewId, ...measureOf('secondEngineer'), idempotencyKey: randomUUID() };
    const added = await reviews.change('admin', 'addMeasure', input);
    expect(added).toMatchObject({ state: 'OPEN', addedBy: { id: PEOPLE.admin.id } });
    expect(await reviews.change('admin', 'addMeasure', input)).toEqual(added);
    expect(await reviews.steps(added.id)).toEqual(['inspection.measure-added']);
  });

  it('is found by how far it is and by the month of the closing', async () => {
    const [asked, settled, open] = [
      await reviews.asked(),
      await reviews.filed(),
      await reviews.filed(measureOf('admin')),
    ];
    const month = monthOf(Date.now());
    const all = await reviews.list('auditor', { month });
    for (const { id } of [asked, settled, open]) expect(all).toContain(id);
    expect(await reviews.list('auditor', { month: '2020-01' })).toEqual([]);
    const filed = await reviews.list('engineer', { state: 'FILED' });
    expect([asked, settled, open].map(({ id }) => filed.includes(id))).toEqual([false, true, true]);
    const pending = await reviews.list('reporter', { open: true });
    expect([asked, settled, open].map(({ id }) => pending.includes(id))).toEqual([true, false, true]);
  });

  const good = { lessons: '备件不足', measures: [measureOf('engineer')] };

  it.each(REVIEW_MISTAKES)('%s is refused, at its field', async (_, more, path) => {
    const { id: reviewId } = await reviews.asked();
    const before = await world.recorded();
    const input = { reviewId, ...good, ...more };
    const { code, fields } = await reviews.refused('supervisor', 'fileMajorFaultReview', input);
    expect([code, fields?.map((field) => field.path)]).toEqual(['BAD_USER_INPUT', [path]]);
    expect(await world.recorded()).toEqual(before);
  });

  it.each(['dispatcher', 'engineer', 'reporter', 'auditor'] as const)(
    'is not filed by the %s',
    async (who) => {
      const { id: reviewId } = await reviews.asked();
      expect(await reviews.codeOf(who, 'fileMajorFaultReview', { reviewId, ...good })).toBe('FORBIDDEN');
    },
  );

  it('takes no measure before it is filed, and none that cannot be right', async () => {
    const { id: reviewId } = await reviews.asked();
    expect(
      await reviews.refused('supervisor', 'addMeasure', { reviewId, ...measureOf('engineer') }),
    ).toMatchObject({
      ...{ code: 'CONFLICT', state: 'ASKED', allowed: ['fileMajorFaultReview'] },
    });
    const { id } = await reviews.filed();
    const wrong = { reviewId: id, ...measureOf('engineer', { dueOn: inDays(-1) }) };
    expect(await reviews.refused('supervisor', 'addMeasure', wrong)).toMatchObject({
      fields: [{ path: 'dueOn' }],
    });
    expect(await reviews.codeOf('dispatcher', 'addMeasure', { ...wrong, dueOn: inDays(1) })).toBe(
      'FORBIDDEN',
    );
    expect(await reviews.codeOf('admin', 'addMeasure', { ...wrong, reviewId: `rvw_${'0'.repeat(32)}` })).toBe(
      'NOT_FOUND',
    );
  });
});

describe('a measure', () => {
  const set = async (who: Who, more: object = {}): Promise<MeasureView> =>
    (await reviews.filed(measureOf(who, more))).measures[0]!;

  it('is done, sent back, done again, and closed by somebody else', async () => {
    const { id: measureId } = await set('engineer');
    const done = await reviews.change('engineer', 'completeMeasure', { measureId, note: '已加装' });
    expect(done).toMatchObject({ state: 'DONE', note: '已加装', doneBy: { id: PEOPLE.engineer.id } });
    expect(
      (await reviews.refused('supervisor', 'verifyMeasure', { measureId, passed: false })).fields,
    ).toEqual([{ path: 'note', message: 'is required to send it back' }]);
    const back = { measureId, passed: false, note: '告警未接通' };
    expect(await reviews.change('supervisor', 'verifyMeasure', back)).toMatchObject({
      ...{ state: 'OPEN', round: 2, doneBy: null, note: '已加装', comment: '告警未接通' },
    });
    await reviews.change('dispatcher', 'completeMeasure', { measureId, note: '告警已接通' });
    const closed = await reviews.change('supervisor', 'verifyMeasure', { measureId, passed: true });
    expect(closed).toMatchObject({ state: 'CLOSED', comment: null, overdueAt: null, allowedActions: [] });
    expect(await reviews.steps(measureId)).toEqual([
      'inspection.measure-added',
      'inspection.measure-completed',
      'inspection.measure-verified',
      'inspection.measure-completed',
      'inspection.measure-verified',
    ]);
    expect(await reviews.codeOf('supervisor', 'dropMeasure', { measureId, reason: '无' })).toBe('CONFLICT');
  });

  it('of a supervisor is not verified by that supervisor', async () => {
    const { id: measureId } = await set('supervisor');
    await reviews.change('supervisor', 'completeMeasure', { measureId, note: '已修订' });
    const passed = { measureId, passed: true };
    expect(await reviews.codeOf('supervisor', 'verifyMeasure', passed)).toBe('FORBIDDEN');
    expect(await reviews.change('admin', 'verifyMeasure', passed)).toMatchObject({ state: 'CLOSED' });
  });

  it('is done by nobody but who is responsible, or the dispatcher for the provider', async () => {
    const { id: measureId } = await set('reporter');
    for (const who of ['dispatcher', 'engineer', 'supervisor', 'colleague'] as const)
      expect(await reviews.codeOf(who, 'completeMeasure', { measureId, note: '完成' })).toBe('FORBIDDEN');
    const stranger = { measureId: (await set('secondEngineer')).id, note: '完成' };
    expect(await reviews.codeOf('engineer', 'completeMeasure', stranger)).toBe('FORBIDDEN');
    expect(await reviews.change('reporter', 'completeMeasure', { measureId, note: '完成' })).toMatchObject({
      state: 'DONE',
    });
  });

  it('is dropped by the bureau with a reason, and found no more among the open ones', async () => {
    const { id: measureId } = await set('secondEngineer');
    const mine = { responsibleId: PEOPLE.secondEngineer.id };
    const open = async () =>
      (await reviews.measures('secondEngineer', { ...mine, open: true })).map(({ id }) => id);
    expect(await open()).toContain(measureId);
    expect(await reviews.codeOf('dispatcher', 'dropMeasure', { measureId, reason: '无' })).toBe('FORBIDDEN');
    const dropped = await reviews.change('admin', 'dropMeasure', { measureId, reason: '设备已更换' });
    expect(dropped).toMatchObject({ state: 'DROPPED', comment: '设备已更换' });
    expect(await open()).not.toContain(measureId);
    expect((await reviews.measures('auditor', { ...mine, state: 'DROPPED' })).map(({ id }) => id)).toContain(
      measureId,
    );
    expect(await reviews.measures('auditor', { responsibleId: '坏\u0000字' })).toEqual([]);
  });
});

describe('a date that nears or has passed', () => {
  it('calls somebody, until what is due is done', async () => {
    const { id: reviewId } = await reviews.askedAt(ago(20));
    const [measure] = (await reviews.filed(measureOf('engineer', { dueOn: inDays(0) }))).measures;
    const measureId = measure!.id;

    expect((await reviews.raised(reviewId, 2)).map(({ data }) => data.reason)).toEqual([
      'REVIEW_DUE',
      'REVIEW_OVERDUE',
    ]);
    const input = { reviewId, lessons: '备件不足', measures: [], noMeasuresReason: '已更换' };
    await reviews.change('supervisor', 'fileMajorFaultReview', input);
    expect((await reviews.alarms(reviewId)).slice(2).map(({ type }) => type)).toEqual([
      'alarm.cleared',
      'alarm.cleared',
    ]);

    const alarmId = `${measureId}/MEASURE/WARNING_1`;
    expect(await reviews.raised(measureId, 1)).toMatchObject([
      {
        type: 'alarm.raised',
        data: {
          ...{ alarmId, reason: 'MEASURE_DUE', dueAt: endOf(0) },
          about: { measureId, responsibleId: PEOPLE.engineer.id },
        },
      },
    ]);
    await reviews.change('engineer', 'completeMeasure', { measureId, note: '已加装' });
    await reviews.change('admin', 'verifyMeasure', { measureId, passed: true });
    const waited = `${measureId}/MEASURE_VERIFICATION/1`;
    expect((await reviews.alarms(measureId)).slice(1)).toMatchObject([
      { type: 'alarm.cleared', data: { alarmId, why: 'completeMeasure' } },
      { type: 'alarm.raised', data: { alarmId: waited, reason: 'MEASURE_VERIFICATION' } },
      { type: 'alarm.cleared', data: { alarmId: waited, why: 'verifyMeasure' } },
    ]);
  });
});

describe('the month', () => {
  it('is drafted with the measures that are still to be done, and asks nothing of its summary for them', async () => {
    const [kept, dropped] = (await reviews.filed(measureOf('engineer'), measureOf('admin'))).measures as [
      MeasureView,
      MeasureView,
    ];
    await reviews.change('supervisor', 'dropMeasure', { measureId: dropped.id, reason: '无' });
    const draft = await reviews.draft(monthOf(Date.now()));
    const ids = draft.measures.map(({ id }) => id);
    expect([kept, dropped].map(({ id }) => ids.includes(id))).toEqual([true, false]);
    expect(draft.conclusion).toContain(`重大故障防范措施未完成${ids.length}项。`);
    expect(draft.handlings).toEqual([]);
  });
});

describe('the audit log', () => {
  it('tells of every review and measure what stands in its row', async () => {
    const wrong = async () =>
      (await rowFaults(world.db.manager, 'inspections')).map((fault) => String(fault.detail).split(' ')[0]);
    expect(await wrong()).toEqual([]);
    for (const change of [
      `measure SET text = '无'`,
      'review SET version = 9',
      `review_report SET lessons = '无'`,
    ])
      await world.rows(`UPDATE ${change}`);
    expect(new Set(await wrong())).toEqual(new Set(['measure', 'review', 'review_report']));
  });
});
