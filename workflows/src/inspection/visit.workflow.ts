import type { ProcessInput } from '@zhishou/messages/case-process';
import { nextVisitStep, VISIT } from '@zhishou/rules/inspection/visit';
import type { VisitCase, VisitStep } from '@zhishou/rules/inspection/visit-case';
import type { CaseKind } from '../kit/case.process.js';
import { follow } from '../kit/follow.js';
import { endOrGoOn, receive, watchClocks } from '../kit/run.js';
import { activities } from './inspection.activities.js';

const KIND: CaseKind<VisitCase, VisitStep> = { name: 'visit', life: VISIT, ownStep: nextVisitStep };

/** A visit of a month's plan: recorded, and done again until the bureau signs it or the month is over. */
export async function visit(input: ProcessInput<VisitCase>): Promise<void> {
  const process = receive(KIND, input);
  const endFollowing = follow(process, lastRecord, ({ cycleId }) => activities.noteCoverage({ cycleId }));
  await watchClocks(process);
  await endFollowing();
  await endOrGoOn(process);
}

const lastRecord = ({ rounds }: VisitCase): string | null => {
  const last = rounds.at(-1);
  return last ? `${rounds.length} ${last.signed}` : null;
};
