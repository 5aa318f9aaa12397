import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { monthNow, proposedVisits } from '../plan.builder.js';
import { signIn, type User } from '../zhishou.builder.js';
import { system } from './system.builder.js';

const CYCLE = `state planVersion visits { state engineer { displayName } }`;
const SUBMIT = `mutation ($input: SubmitPlanInput!) { submitInspectionPlan(input: $input) { ${CYCLE} } }`;
const REVIEW = `mutation ($input: ReviewPlanInput!) { reviewInspectionPlan(input: $input) { ${CYCLE} } }`;

interface Cycle {
  state: string;
  planVersion: number;
  visits: { state: string; engineer: { displayName: string } }[];
}

/** Asks until it is done, as a careful client does: the same key is the same step. */
async function persist(user: User, mutation: string, input: object): Promise<Cycle> {
  const once = { input: { ...input, idempotencyKey: randomUUID() } };
  const data = await eventually(
    async () => {
      const { data, errors } = await user.answer(mutation, once);
      if (errors && errors[0]!.extensions.code !== 'UNAVAILABLE') throw new Error(JSON.stringify(errors));
      return errors ? undefined : data;
    },
    { within: 60_000 },
  );
  return Object.values(data)[0] as Cycle;
}

describe("next month's inspection, whose worker is killed again and again", () => {
  it('is planned by the provider, sent back, planned better, edited and approved by the bureau', async () => {
    const [dispatcher, supervisor] = await Promise.all([signIn('dispatcher'), signIn('supervisor')]);
    const month = monthNow(1);
    const kill = () => system.killPart('inspections-worker');
    const visits = await proposedVisits(dispatcher, month);
    const { planVersion: before } = await persist(dispatcher, SUBMIT, { month, visits });
    await kill();
    const returned = await persist(supervisor, REVIEW, { month, decision: 'RETURN', comment: '请换一天' });
    expect(returned.state).toBe('PLAN_RETURNED');
    await persist(dispatcher, SUBMIT, { month, visits });
    await kill();
    const elsewhere = visits.map((visit) => ({ ...visit, place: '指挥中心' }));
    const edited = await persist(supervisor, REVIEW, { month, decision: 'EDIT', visits: elsewhere });
    await kill();
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
    await system.untilHealthy('inspections-worker');
  }, 200_000);
});
