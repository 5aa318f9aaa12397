import { eventually } from '@zhishou/testkit/eventually';
import type { Input } from './bad-input.builder.js';
import type { User } from './zhishou.builder.js';

/** A visit of a plan, as it is submitted. */
export interface PlannedVisit {
  date: string;
  place: string;
  engineerId: string;
  assetCodes: string[];
}

/** A visit as a plan shows it. */
export interface Proposed {
  date: string;
  place: string;
  engineer: { id: string };
  assets: { code: string }[];
}

/** The month in Asia/Shanghai, or one so many months later. */
export function monthNow(later = 0): string {
  const now = new Date(Date.now() + 8 * 3_600_000);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + later, 1)).toISOString().slice(0, 7);
}

/** A plan for the month that nothing is wrong with. */
export async function proposedVisits(user: User, month: string): Promise<PlannedVisit[]> {
  const { proposedInspectionPlan } = await user.ask<{ proposedInspectionPlan: Proposed[] }>(
    `query ($month: Month!) { proposedInspectionPlan(month: $month) {
      date place engineer { id } assets { code } } }`,
    { month },
  );
  return proposedInspectionPlan.map(toInput);
}

export interface SubmittedPlan {
  month: string;
  /** each with the id it has since it was submitted */
  visits: Input[];
}

const VERSIONS = `plans { visits { id date place engineer { id } assets { code } } }`;

/** Submits a version of the month's plan; waits until the month is open. @param engineerId who makes all its visits */
export async function submitPlan(
  dispatcher: User,
  month: string,
  engineerId?: string,
): Promise<SubmittedPlan> {
  const source = 'query ($month: Month!) { inspectionCycle(month: $month) { state } }';
  await eventually(
    async () =>
      (await dispatcher.ask<{ inspectionCycle: object | null }>(source, { month })).inspectionCycle !== null,
  );
  const proposed = await proposedVisits(dispatcher, month);
  const input = {
    month,
    visits: proposed.map((visit) => ({ ...visit, engineerId: engineerId ?? visit.engineerId })),
  };
  // whoever was hired just now is known everywhere soon
  const submitInspectionPlan = await eventually(async () => {
    const { data } = await dispatcher.answer(
      `mutation ($input: SubmitPlanInput!) { submitInspectionPlan(input: $input) { ${VERSIONS} } }`,
      { input },
    );
    return data?.submitInspectionPlan as { plans: { visits: (Proposed & { id: string })[] }[] } | undefined;
  });
  const { visits } = submitInspectionPlan.plans.at(-1)!;
  return { month, visits: visits.map((visit) => ({ id: visit.id, ...toInput(visit) })) };
}

/** As a plan is submitted. */
export const toInput = ({ date, place, engineer, assets }: Proposed): PlannedVisit => ({
  date,
  place,
  engineerId: engineer.id,
  assetCodes: assets.map(({ code }) => code),
});
