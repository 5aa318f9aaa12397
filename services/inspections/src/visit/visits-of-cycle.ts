import { type EntityManager, Not } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { Plan } from '../plan/plan.entity.js';
import { Visit } from './visit.entity.js';

/** The visits of the plan in force by their planned day, those of one day in the order of the plan. */
export async function visitsOfCycle(
  manager: EntityManager,
  { id: cycleId, process }: Pick<Cycle, 'id' | 'process'>,
): Promise<Visit[]> {
  const [visits, plan] = await Promise.all([
    manager.find(Visit, { where: { cycleId, state: Not('CANCELLED') }, order: { date: 'ASC', id: 'ASC' } }),
    process.approvedPlan && manager.findOneBy(Plan, { id: process.approvedPlan.planId }),
  ]);
  const places = new Map(plan?.visits.map(({ id }, index) => [id, index]));
  const placeOf = ({ id }: Visit): number => places.get(id) ?? places.size;
  return visits.sort((a, b) => (a.date === b.date ? placeOf(a) - placeOf(b) : a.date < b.date ? -1 : 1));
}
