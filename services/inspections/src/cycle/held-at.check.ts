import type { FieldProblem } from '@zhishou/platform/errors';
import { dayOf, type Span } from '@zhishou/rules/month';

/** Why it cannot have been held at the instant in this field, of what belongs into these days; `now` is the database's, ms. */
export function heldAtProblems(
  instant: Date,
  { from, to }: Span,
  now: number,
  path = 'heldAt',
): FieldProblem[] {
  const at = instant.getTime();
  const problem = (message: string) => [{ path, message }];
  if (at > now) return problem('lies in the future');
  if (at < from || at >= to) return problem(`lies outside of ${dayOf(from)} to ${dayOf(to - 1)}`);
  return [];
}
