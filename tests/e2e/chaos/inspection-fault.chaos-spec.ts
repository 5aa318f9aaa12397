import { describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { recordOf, type Result } from '@zhishou/testkit/visit-record';
import { monthNow, type PlannedVisit, submitPlan } from '../plan.builder.js';
import { signIn, type User } from '../zhishou.builder.js';
import { without } from './system.builder.js';

const ITEMS = ['RUNNING', 'POWER', 'PORTS', 'SOFTWARE', 'ENVIRONMENT', 'DUST'];
const REVIEW = `mutation ($input: ReviewPlanInput!) { reviewInspectionPlan(input: $input) { state } }`;
const RECORD = `mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { state } }`;
const CYCLE = `query ($month: Month!) { inspectionCycle(month: $month) { state planVersion
  plans { visits { id date place engineer { id } assets { code } } } visits { id state engineer { id } assets { code } } } }`;

interface VisitView {
  id: string;
  state: string;
  engineer: { id: string };
  assets: { code: string }[];
}

interface CycleView {
  planVersion: number;
  plans: { visits: (VisitView & { date: string; place: string })[] }[];
  visits: VisitView[];
}

const cycleOf = async (user: User, month: string) =>
  (await user.ask<{ inspectionCycle: CycleView }>(CYCLE, { month })).inspectionCycle;

/** The running month's plan in force, with this engineer for whatever is still to be made. */
async function planFor(engineer: User, dispatcher: User, supervisor: User, month: string): Promise<void> {
  const { planVersion } = await cycleOf(supervisor, month);
  if (planVersion === 0) await submitPlan(dispatcher, month);
  const { plans, visits: inForce } = await cycleOf(supervisor, month);
  const isMade = (visitId: string) => inForce.some(({ id, state }) => id === visitId && state !== 'PLANNED');
  const visits = plans
    .at(-1)!
    .visits.map(({ id, date, place, engineer: planned, assets }): PlannedVisit & { id: string } => ({
      id,
      date,
      place,
      engineerId: isMade(id) ? planned.id : engineer.id,
      assetCodes: assets.map(({ code }) => code),
    }));
  await supervisor.ask(REVIEW, { input: { month, decision: 'EDIT', visits } });
}

describe('a fault that is found on inspection while Kafka is away', () => {
  it('becomes a ticket once it is back, one, and each knows of the other', async () => {
    const [dispatcher, supervisor, engineer] = await Promise.all(
      ['dispatcher', 'supervisor', 'engineer1'].map(signIn),
    );
    const month = monthNow();
    await eventually(async () => (await cycleOf(supervisor!, month)) !== null);
    await planFor(engineer!, dispatcher!, supervisor!, month);
    const visit = await eventually(
      async () =>
        (await cycleOf(supervisor!, month)).visits.find(
          ({ state, engineer: { id } }) => state === 'PLANNED' && id === engineer!.id,
        ),
      { within: 30_000 },
    );
    const [first, ...others] = visit.assets.flatMap(({ code }) =>
      ITEMS.map((item): Result => ({ assetCode: code, item, result: 'OK' })),
    );
    const broken: Result = { ...first!, result: 'ABNORMAL', note: '风扇停转', finding: 'FAULT' };
    const input = recordOf({
      visitId: visit.id,
      accompaniedBy: supervisor!.id,
      results: [broken, ...others],
    });
    await without('kafka', async () => {
      await engineer!.ask(RECORD, { input });
      await engineer!.ask(RECORD, { input });
    });
    const found = async () => {
      const { findings } = await supervisor!.ask<{
        findings: { edges: { node: { id: string; description: string; ticket: { id: string } | null } }[] };
      }>(
        `query ($month: Month!, $code: String!) { findings(filter: { month: $month, kind: FAULT, assetCode: $code }, first: 10)
          { edges { node { id description ticket { id } } } } }`,
        { month, code: first!.assetCode },
      );
      return findings.edges.map(({ node }) => node).filter(({ description }) => description === '风扇停转');
    };
    await eventually(async () => (await found())[0]?.ticket != null, { within: 60_000 });
    const [finding, ...more] = await found();
    expect(more).toEqual([]);
    const { ticket } = await supervisor!.ask<{ ticket: object }>(
      'query ($id: ID) { ticket(id: $id) { kind state asset { code } reportedBy { id } finding { id state } } }',
      { id: finding!.ticket!.id },
    );
    expect(ticket).toMatchObject({
      kind: 'FAULT',
      asset: { code: first!.assetCode },
      reportedBy: { id: supervisor!.id },
      finding: { id: finding!.id, state: 'REPORTED' },
    });
  }, 150_000);
});
