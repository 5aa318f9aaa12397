import type { FieldProblem } from '@zhishou/platform/errors';
import type { Span } from '@zhishou/rules/month';
import { heldAtProblems } from '../cycle/held-at.check.js';
import type { JointTest } from './joint-test.entity.js';

/** Why it cannot have begun and ended then, of what belongs into these days; `now` is the database's, ms. */
export function whenProblems(
  { heldAt, endedAt }: Pick<JointTest, 'heldAt' | 'endedAt'>,
  days: Span,
  now: number,
): FieldProblem[] {
  const began = heldAtProblems(heldAt, days, now);
  if (endedAt === null) return began;
  if (endedAt <= heldAt) return [...began, { path: 'endedAt', message: 'is not after heldAt' }];
  return [...began, ...heldAtProblems(endedAt, days, now, 'endedAt')];
}
