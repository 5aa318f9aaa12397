import type { ProcessInput } from '@zhishou/messages/case-process';
import { REVIEW } from '@zhishou/rules/inspection/review';
import type { ReviewCase, ReviewStep } from '@zhishou/rules/inspection/review-case';
import type { CaseKind } from '../kit/case.process.js';
import { endOrGoOn, receive, watchClocks } from '../kit/run.js';

const KIND: CaseKind<ReviewCase, ReviewStep> = { name: 'review', life: REVIEW };

/** The review of a closed major fault: asked for, recalled, missed, until it is filed. */
export async function majorFaultReview(input: ProcessInput<ReviewCase>): Promise<void> {
  const process = receive(KIND, input);
  await watchClocks(process);
  await endOrGoOn(process);
}
