import type { StepRequest } from '@zhishou/messages/case-process';
import type { Step } from '@zhishou/rules/life';
import { newAttemptId, stepIdOf } from './step-identity.js';

interface SystemStep<S extends Step> {
  /** in audit and events: `system:` and what for */
  actor: string;
  /** whoever asks for it with the same words asks for the same step */
  because: string;
  step: S;
  details?: Record<string, unknown>;
  requestId?: string;
}

/** A step that no person asks for: it follows from another case, or from how something stands. */
export const systemStep = <S extends Step>({
  actor,
  because,
  step,
  details = {},
  requestId = '',
}: SystemStep<S>): StepRequest<S> => ({
  stepId: stepIdOf(actor, because),
  attemptId: newAttemptId(),
  step,
  details,
  by: { id: actor, role: 'BOT' },
  requestId,
});
