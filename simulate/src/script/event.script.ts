import type { Contract } from '@zhishou/rules/contract/contract.types';
import { addDays, type Day, dayOf, lastDayOf, type Month } from '@zhishou/rules/month';
import { EVENTS } from '../words/score.words.js';
import type { Act } from './act.js';
import type { FaultStory } from './fault.story.js';
import { atWork } from './instants.js';
import type { Random } from './random.js';

/** How many of each are registered in a month, on average. */
const EVERY_MONTH: Record<string, number> = {
  COMPLAINT: 0.22,
  PRAISE: 0.25,
  ESCALATED_COMPLAINT: 0.04,
  REQUIREMENT_NOT_MET: 0.35,
  DATA_INACCURACY: 0.15,
  DOCUMENT_NONCONFORMING: 0.08,
  COMMUNICATION_ACCIDENT: 0.05,
};

/** What the bureau registers for the month because no process could know it. */
export function eventActs(
  random: Random,
  { signedOn }: Contract,
  month: Month,
  faults: readonly FaultStory[],
): Act[] {
  const day = (): Day => {
    const any = `${month}-${String(random.whole(3, 28)).padStart(2, '0')}`;
    return any > signedOn ? any : addDays(signedOn, 1);
  };
  const register = (at: number, kind: string, more: object = {}): Act => ({
    at,
    who: 'supervisor',
    ask: 'registerServiceEvent',
    input: { month, kind, note: random.pick(EVENTS[kind]!), ...more },
  });
  const events = Object.entries(EVERY_MONTH)
    .filter(([, often]) => random.chance(often))
    .map(([kind]) =>
      register(
        atWork(random, day()),
        kind,
        kind === 'COMMUNICATION_ACCIDENT' ? { points: random.whole(5, 7) } : {},
      ),
    );
  const harm = faults.find(
    ({ plan, closedAt }) =>
      plan.severity === 'MAJOR' &&
      plan.reclassifiedTo === null &&
      plan.late.resolve &&
      plan.trouble === null &&
      dayOf(closedAt ?? 0).startsWith(month),
  );
  if (!harm || !random.chance(0.4)) return events;
  const at = atWork(random, addDays(lastDayOf(month), 1), 9, 10);
  const ticketId = `@${harm.plan.key}`;
  return [...events, register(at, 'DIRECT_DEDUCTION', { points: random.whole(2, 4), ticketId })];
}
