import { addDays, dayOf } from '@zhishou/rules/month';
import { MEASURES, REVIEW_LESSONS } from '../words/inspection.words.js';
import type { Act } from './act.js';
import type { FaultStory } from './fault.story.js';
import { daysLater } from './instants.js';
import type { Random } from './random.js';

/** What the bureau makes of a major fault that was closed: its review, and the measures that follow. */
export function reviewActs(random: Random, { plan, closedAt }: FaultStory): Act[] {
  const isMajor = (plan.reclassifiedTo ?? plan.severity) === 'MAJOR';
  if (closedAt === null || !isMajor) return [];
  const filed = random.chance(0.08) ? daysLater(random, closedAt, 9, 12) : daysLater(random, closedAt, 2, 6);
  const text = random.pick(MEASURES);
  const engineer = `engineer${plan.engineer}` as const;
  const dueOn = addDays(dayOf(filed), random.whole(14, 30));
  const done = random.chance(0.1) ? daysLater(random, filed, 31, 40) : daysLater(random, filed, 5, 13);
  const measureId = `@measure:${plan.key}:${text}`;
  return [
    {
      at: filed,
      who: 'supervisor',
      ask: 'fileMajorFaultReview',
      input: {
        reviewId: `@review:${plan.key}`,
        lessons: random.pick(REVIEW_LESSONS),
        measures: [{ text, responsibleId: `@${engineer}`, dueOn }],
      },
    },
    { at: done, who: engineer, ask: 'completeMeasure', input: { measureId, note: '已完成，附台账' } },
    {
      at: daysLater(random, done, 1, 4),
      who: 'supervisor',
      ask: 'verifyMeasure',
      input: { measureId, passed: true, note: '核实完成' },
    },
  ];
}
