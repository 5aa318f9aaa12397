import { eventually } from '@zhishou/testkit/eventually';
import { recordOf, type Result } from '@zhishou/testkit/visit-record';
import type { Input } from './bad-input.builder.js';
import { buildGuarantees, type Guarantees } from './guarantee.builder.js';
import { documentOf } from './mutations.builder.js';
import type { Office } from './office.builder.js';
import { monthNow, type SubmittedPlan, submitPlan } from './plan.builder.js';
import type { User } from './zhishou.builder.js';

/** What there is of inspections for mutations to be about. */
export interface Inspected {
  /** the running month: its plan is in force */
  running: SubmittedPlan;
  /** next month: its plan waits for the bureau */
  planned: SubmittedPlan;
  /** of a visit that is to be recorded, and the same otherwise */
  record: Input;
  anotherRecord: Input;
  /** a visit whose record waits for the bureau */
  recordedVisitId: string;
  /** hazards: proposed, consented to, rectified */
  hazards: Record<'proposed' | 'consented' | 'rectified', string>;
  guarantee: Guarantees;
}

interface VisitView {
  id: string;
  assets: { code: string }[];
}

const ITEMS = ['RUNNING', 'POWER', 'PORTS', 'SOFTWARE', 'ENVIRONMENT', 'DUST'];

const allRight = ({ assets }: VisitView): Result[] =>
  assets.flatMap(({ code }) => ITEMS.map((item) => ({ assetCode: code, item, result: 'OK' as const })));

const hazardous = (visit: VisitView): Result[] =>
  allRight(visit).map((result, index) =>
    index < 3 ? { ...result, result: 'ABNORMAL', note: `隐患 ${index}`, finding: 'HAZARD' } : result,
  );

export async function buildInspections(office: Office): Promise<Inspected> {
  const { dispatcher, supervisor, engineer } = office.people;
  const [running, planned] = await Promise.all([
    submitPlan(dispatcher, monthNow(), engineer.id),
    submitPlan(dispatcher, monthNow(1)),
  ]);
  await take(supervisor, 'reviewInspectionPlan', { month: running.month, decision: 'APPROVE' });
  const [first, second] = await visitsOf(supervisor, running);
  const said = (visit: VisitView) => ({ visitId: visit.id, accompaniedBy: supervisor.id });
  await take(engineer, 'recordVisit', recordOf({ ...said(first!), results: hazardous(first!) }));
  const [proposed, consented, rectified] = await hazardsOf(supervisor, running.month);
  for (const findingId of [consented!, rectified!])
    await take(supervisor, 'decideHazard', { findingId, consent: true });
  await take(engineer, 'rectifyHazard', { findingId: rectified!, note: '已处理' });
  const results = allRight(second!);
  return {
    running,
    planned,
    record: recordOf({ ...said(second!), results }),
    anotherRecord: recordOf({ ...said(second!), contactName: '李值班', results }),
    recordedVisitId: first!.id,
    hazards: { proposed: proposed!, consented: consented!, rectified: rectified! },
    guarantee: await buildGuarantees(office),
  };
}

const take = (user: User, mutation: string, input: Input) => user.ask(documentOf(mutation), { input });

async function visitsOf(user: User, { month, visits }: SubmittedPlan): Promise<VisitView[]> {
  const source = `query ($month: Month!) { inspectionCycle(month: $month) { visits { id assets { code } } } }`;
  return eventually(
    async () => {
      const { inspectionCycle } = await user.ask<{ inspectionCycle: { visits: VisitView[] } }>(source, {
        month,
      });
      return inspectionCycle.visits.length === visits.length ? inspectionCycle.visits : undefined;
    },
    { within: 30_000 },
  );
}

async function hazardsOf(user: User, month: string): Promise<string[]> {
  const { findings } = await user.ask<{ findings: { edges: { node: { id: string } }[] } }>(
    `query ($month: Month!) { findings(filter: { month: $month, kind: HAZARD }, first: 3) { edges { node { id } } } }`,
    { month },
  );
  return findings.edges.map(({ node }) => node.id);
}
