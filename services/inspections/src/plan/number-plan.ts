import type { Change } from '@zhishou/platform/process/recording';
import type { CycleStep } from '@zhishou/rules/inspection/cycle-case';
import type { EntityManager } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { fileStored } from '@zhishou/platform/process/file-stored';
import { Plan } from './plan.entity.js';

/** A plan is a version once the step that names it is recorded. */
export async function numberPlan(
  manager: EntityManager,
  { after, input }: Change<Cycle, CycleStep>,
): Promise<void> {
  if (input.step.action !== 'submitPlan' && input.step.action !== 'editPlan') return;
  await fileStored(manager, Plan, input.step.planId, { no: after.process.plan!.no });
}
