import { describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { monthNow, proposedVisits } from '../plan.builder.js';
import { system } from './system.builder.js';
import { signIn } from '../zhishou.builder.js';

const CYCLE = `state planVersion visits { state engineer { displayName } results { item } } dueDates { kind overdueAt }`;

interface Cycle {
  state: string;
  planVersion: number;
  visits: { state: string; engineer: { displayName: string } }[];
}

describe("next month's inspection, whose worker is killed again and again", () => {
  it('is planned by the provider, sent back, planned better, edited and approved by the bureau', async () => {
    const [dispatcher, supervisor] = await Promise.all([signIn('dispatcher'), signIn('supervisor')]);
    const month = monthNow(1);
    const submit = (visits: object[]) =>
      dispatcher.ask<{ submitInspectionPlan: Cycle }>(
        `mutation ($input: SubmitPlanInput!) { submitInspectionPlan(input: $input) { ${CYCLE} } }`,
        { input: { month, visits } },
      );
    const review = async (input: object) => {
      const data = await supervisor.ask<{ reviewInspectionPlan: Cycle }>(
        `mutation ($input: ReviewPlanInput!) { reviewInspectionPlan(input: $input) { ${CYCLE} } }`,
        { input: { month, ...input } },
      );
      return data.reviewInspectionPlan;
    };
    const visits = await proposedVisits(dispatcher, month);
    const before = (await submit(visits)).submitInspectionPlan.planVersion;
    await system.killPart('inspections-worker');
    expect((await review({ decision: 'RETURN', comment: '请换一天' })).state).toBe('PLAN_RETURNED');
    await submit(visits);
    const places = visits.map((visit) => ({ ...visit, place: '指挥中心' }));
    const edited = await review({ decision: 'EDIT', visits: places });
    await system.killPart('inspections-worker');
    expect(edited).toMatchObject({ state: 'PLAN_APPROVED', planVersion: before + 2 });
    const cycle = async () =>
      (
        await supervisor.ask<{ inspectionCycle: Cycle }>(
          `query ($month: Month!) { inspectionCycle(month: $month) { ${CYCLE} } }`,
          { month },
        )
      ).inspectionCycle;
    await eventually(async () => (await cycle()).visits.length === visits.length, { within: 60_000 });
    expect((await cycle()).visits[0]).toMatchObject({
      state: 'PLANNED',
      engineer: { displayName: expect.any(String) },
    });
  }, 150_000);
});
