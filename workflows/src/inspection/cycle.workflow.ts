import type { ProcessInput } from '@zhishou/messages/case-process';
import { CYCLE, nextCycleStep } from '@zhishou/rules/inspection/cycle';
import type { CycleCase, CycleStep } from '@zhishou/rules/inspection/cycle-case';
import type { CaseKind } from '../kit/case.process.js';
import { follow } from '../kit/follow.js';
import { endOrGoOn, receive, stayOpen, watchClocks } from '../kit/run.js';
import { activities } from './inspection.activities.js';

const KIND: CaseKind<CycleCase, CycleStep> = { name: 'cycle', life: CYCLE, ownStep: nextCycleStep };

/** A month's inspection: planned, carried out, summed up; then open for what may still be put on record. */
export async function inspectionCycle(input: ProcessInput<CycleCase>): Promise<void> {
  const process = receive(KIND, input);
  const endFollowing = follow(process, planInForce, ({ cycleId, approvedPlan }) =>
    activities.applyPlan({ cycleId, planNo: approvedPlan!.no }),
  );
  await watchClocks(process);
  await stayOpen(process);
  await endFollowing();
  await endOrGoOn(process);
}

/** A month that ends early has its visits put right once more. */
const planInForce = ({ approvedPlan, to }: CycleCase): string | null =>
  approvedPlan ? `${approvedPlan.no} until ${to}` : null;

/** Opens the months whose time to be planned has come; run by a schedule, and by hand for a month that is missing. */
export async function openInspectionCycles(): Promise<void> {
  await activities.openCycles();
}
