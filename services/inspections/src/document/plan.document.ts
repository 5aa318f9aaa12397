import type { MonthlyPlan } from '@zhishou/documents/monthly-plan';
import type { Transition } from '@zhishou/platform/process/transition.entity';
import type { CycleStep } from '@zhishou/rules/inspection/cycle-case';
import type { EntityManager } from 'typeorm';
import type { Plan } from '../plan/plan.entity.js';
import { type MonthFacts, saidWith, stepsOf } from './month.facts.js';
import { namesOf } from '@zhishou/platform/people/names';

/** 《月度巡检计划》 of one version. */
export async function planDocument(
  manager: EntityManager,
  facts: MonthFacts,
  plan: Plan,
): Promise<MonthlyPlan> {
  const { cycle, contract, due, equipment } = facts;
  const { submitted, approved } = storyOf(await stepsOf(manager, [cycle.id]), plan.id);
  const people = [submitted?.byId, approved?.byId, ...plan.visits.map(({ engineerId }) => engineerId)];
  const nameOf = await namesOf(manager, people);
  return {
    head: facts.head((approved ?? plan).at.getTime()),
    month: cycle.month,
    version: plan.no!,
    preparedBy: nameOf(submitted?.byId),
    submittedAt: submitted?.at.getTime() ?? null,
    equipmentInPeriod: due.length,
    checklist: contract.checklist.map(({ title }) => title),
    visits: plan.visits.map(({ date, place, engineerId, assetCodes }) => ({
      day: date,
      place,
      engineer: nameOf(engineerId),
      supervisor: null,
      equipment: assetCodes.map(equipment),
    })),
    approval: approved && {
      by: nameOf(approved.byId),
      at: approved.at.getTime(),
      comments: saidWith(approved, 'comment'),
    },
  };
}

interface Story {
  /** by the provider: of the version the bureau edited, where this one is such an edit */
  submitted: Transition | null;
  approved: Transition | null;
}

/** How a version came to be, out of the month's steps in their order. */
function storyOf(steps: readonly Transition[], planId: string): Story {
  let latest = '';
  const story: Story = { submitted: null, approved: null };
  for (const transition of steps) {
    const step = transition.step as CycleStep;
    if (step.action === 'submitPlan' || step.action === 'editPlan') {
      if (latest === planId) break;
      latest = step.planId;
    }
    if (step.action === 'submitPlan') story.submitted = transition;
    const approves = step.action === 'editPlan' || step.action === 'approvePlan';
    if (approves && latest === planId) story.approved = transition;
  }
  return story;
}
