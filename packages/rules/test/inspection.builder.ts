import { assetsDue, inspectionSpan, WHOLE_CONTRACT } from '../src/inspection/inspected-month.js';
import type { PlanFacts, PlannedVisit } from '../src/inspection/visit-plan.js';
import { dayOf } from '../src/month.js';
import { contractOf, contractTexts } from './contract-folder.builder.js';

export const SHAOGUAN = contractOf(contractTexts('shaoguan-2026'));

export const factsOf = (month: string, facts: Partial<PlanFacts> = {}): PlanFacts => ({
  contract: SHAOGUAN,
  month,
  kept: WHOLE_CONTRACT,
  engineerIds: ['li', 'wang'],
  ...facts,
});

/** The first day of the month's inspection. */
export const firstDayOf = ({ contract, month, kept }: PlanFacts): string =>
  dayOf(inspectionSpan(contract, month, kept).from);

/** Every asset in period, so many to a visit, all on the first day. */
export function plainPlan(facts: PlanFacts, toAVisit = 30): PlannedVisit[] {
  const { contract, month, kept } = facts;
  const codes = assetsDue(contract, inspectionSpan(contract, month, kept)).map(({ code }) => code);
  const visits: PlannedVisit[] = [];
  for (let at = 0; at < codes.length; at += toAVisit)
    visits.push({
      date: firstDayOf(facts),
      place: '市应急局',
      engineerId: facts.engineerIds[0]!,
      assetCodes: codes.slice(at, at + toAVisit),
    });
  return visits;
}
