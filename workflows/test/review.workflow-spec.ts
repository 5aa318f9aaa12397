import { describe, expect, it } from '@jest/globals';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { measureWorkflowId, reviewWorkflowId } from '@zhishou/messages/workflow-ids';
import { MEASURE } from '@zhishou/rules/inspection/measure';
import { type MeasureStep, openMeasure } from '@zhishou/rules/inspection/measure-case';
import { REVIEW } from '@zhishou/rules/inspection/review';
import { openReview } from '@zhishou/rules/inspection/review-case';
import { addDays, type Day, DAY_MS, dayOf, dayStart } from '@zhishou/rules/month';
import type { Person } from '@zhishou/rules/role';
import { InspectionCase } from './inspection-case.builder.js';
import { refusal } from './running-case.builder.js';
import { SHAOGUAN } from './shaoguan.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const SUPERVISOR: Person = { id: 'supervisor', role: 'BUREAU_SUPERVISOR' };
const ADMIN: Person = { id: 'admin', role: 'BUREAU_ADMIN' };
const ENGINEER: Person = { id: 'li', role: 'PROVIDER_ENGINEER' };
const HOUR_MS = 3_600_000;

const time = useTimeSkipping({}, TASK_QUEUES.inspections);

/** What happens to a case on the days from now on: tomorrow is day 1. */
async function days() {
  const today = dayOf(await time.database.now());
  const day = (count: number): Day => addDays(today, count);
  const noon = (count: number): number => dayStart(day(count)) + 12 * HOUR_MS;
  /** Of which day the marks were told, and that each was told within a minute of its instant. */
  const told = ({ marks }: Pick<InspectionCase<never, never>, 'marks'>) =>
    marks.map(({ mark, at, toldAt }) => {
      expect(toldAt - at).toBeLessThan(60_000);
      return [mark, (dayStart(dayOf(at)) - dayStart(today)) / DAY_MS];
    });
  return { day, noon, told };
}

describe('the review of a major fault', () => {
  it('is recalled, missed, filed late and once, and is over then', async () => {
    const { noon, told } = await days();
    const opened = openReview('rvw_1', SHAOGUAN, noon(0));
    const review = new InspectionCase(time, REVIEW, opened, reviewWorkflowId('rvw_1'));
    await review.open('majorFaultReview');
    await time.skipTo(noon(9));
    expect(told(review)).toEqual([
      ['WARNING_1', 6],
      ['BREACH', 8],
    ]);
    const step = { action: 'fileMajorFaultReview', reportId: 'rvr_1', hash: 'h' } as const;
    expect(await refusal(review.take({ by: ENGINEER, step }))).toBe('FORBIDDEN');
    await review.takeRecordedAt(noon(9), { by: SUPERVISOR, step });
    await review.end();
    expect(await review.case()).toEqual(review.recorded());
    await review.keepHistory('review-filed-late');
  });
});

describe('a measure', () => {
  it('is done in time, sent back after its day, which it has missed by that, done again and closed', async () => {
    const { day, noon, told } = await days();
    const facts = { measureId: 'msr_1', responsibleId: 'li', side: 'PROVIDER' } as const;
    const opened = openMeasure(facts, { day: day(10), remindDays: 3 }, noon(0));
    const measure = new InspectionCase(time, MEASURE, opened, measureWorkflowId('msr_1'));
    await measure.open('measure');
    const take = (count: number, by: Person, step: MeasureStep) =>
      time.skipTo(noon(count)).then(() => measure.takeRecordedAt(noon(count), { by, step }));
    const done = ({ id }: Person): MeasureStep => ({ action: 'completeMeasure', byId: id });

    await take(9, ENGINEER, done(ENGINEER));
    expect(told(measure)).toEqual([['WARNING_1', 8]]);
    await take(12, SUPERVISOR, { action: 'verifyMeasure', passed: false });
    await time.skipTo(noon(13));
    expect(told(measure)).toEqual([
      ['WARNING_1', 8],
      ['BREACH', 12],
    ]);
    await take(14, ENGINEER, done(ENGINEER));
    const passed: MeasureStep = { action: 'verifyMeasure', passed: true };
    expect(await refusal(measure.take({ by: ENGINEER, step: passed }))).toBe('FORBIDDEN');
    await take(15, ADMIN, passed);
    await measure.end();
    expect(await measure.case()).toMatchObject({ state: 'CLOSED', round: 2, doneById: 'li' });
    expect(await measure.case()).toEqual(measure.recorded());
    await measure.keepHistory('measure-sent-back-after-its-day');
  });

  it('that is dropped misses nothing any more', async () => {
    const { day, noon, told } = await days();
    const facts = { measureId: 'msr_2', responsibleId: 'supervisor', side: 'BUREAU' } as const;
    const opened = openMeasure(facts, { day: day(2), remindDays: 0 }, noon(0));
    const measure = new InspectionCase(time, MEASURE, opened, measureWorkflowId('msr_2'));
    await measure.open('measure');
    await measure.takeRecordedAt(noon(1), { by: SUPERVISOR, step: { action: 'dropMeasure' } });
    await measure.end();
    expect(told(measure)).toEqual([]);
  });
});
