import { eventually } from '@zhishou/testkit/eventually';
import { recordOf, type Result } from '@zhishou/testkit/visit-record';
import type { Input } from './bad-input.builder.js';
import { buildGuarantees, type Guarantees } from './guarantee.builder.js';
import { documentOf } from './mutations.builder.js';
import type { Office } from './office.builder.js';
import { monthNow, type SubmittedPlan, submitPlan } from './plan.builder.js';
import { buildReviews, type Reviewed } from './review.builder.js';
import { PHOTO_HASH, uploadPhoto } from './upload.builder.js';
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
  /** a visit that nobody records, for which photos may come */
  openVisitId: string;
  /** hazards: proposed, consented to, consented to and to stay so, rectified */
  hazards: Record<'proposed' | 'consented' | 'photographed' | 'rectified', string>;
  /** a photo of the consented hazard */
  photoId: string;
  guarantee: Guarantees;
  reviewed: Reviewed;
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
    index < 4 ? { ...result, result: 'ABNORMAL', note: `隐患 ${index}`, finding: 'HAZARD' } : result,
  );

export async function buildInspections(office: Office): Promise<Inspected> {
  const { dispatcher, supervisor, engineer } = office.people;
  const [running, planned] = await Promise.all([
    submitPlan(dispatcher, monthNow(), engineer.id),
    submitPlan(dispatcher, monthNow(1)),
  ]);
  await take(supervisor, 'reviewInspectionPlan', { month: running.month, decision: 'APPROVE' });
  const [first, second, third] = await visitsOf(supervisor, running);
  const said = (visit: VisitView) => ({ visitId: visit.id, accompaniedBy: supervisor.id });
  await take(engineer, 'recordVisit', recordOf({ ...said(first!), results: hazardous(first!) }));
  const [proposed, consented, photographed, rectified] = await hazardsOf(supervisor, running.month);
  for (const findingId of [consented!, photographed!, rectified!])
    await take(supervisor, 'decideHazard', { findingId, consent: true });
  await take(engineer, 'rectifyHazard', { findingId: rectified!, note: '已处理' });
  await uploadPhoto(engineer, 'requestVisitUpload', { visitId: second!.id });
  const findingId = consented!;
  const photoId = await uploadPhoto(engineer, 'requestFindingUpload', { findingId });
  const results = allRight(second!).map((result, index) =>
    index === 0 ? { ...result, photos: [PHOTO_HASH] } : result,
  );
  return {
    running,
    planned,
    record: recordOf({ ...said(second!), results }),
    anotherRecord: recordOf({ ...said(second!), contactName: '李值班', results }),
    recordedVisitId: first!.id,
    openVisitId: third!.id,
    hazards: {
      ...{ proposed: proposed!, consented: consented! },
      ...{ photographed: photographed!, rectified: rectified! },
    },
    photoId,
    guarantee: await buildGuarantees(office),
    reviewed: await buildReviews(office),
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
    `query ($month: Month!) { findings(filter: { month: $month, kind: HAZARD }, first: 4) { edges { node { id } } } }`,
    { month },
  );
  return findings.edges.map(({ node }) => node.id);
}
