import { randomUUID } from 'node:crypto';
import { canonicalJson, sha256 } from '../canonical-json.js';
import type { Step } from '@zhishou/rules/life';

/** The same person's same key names the same step; without a key every call is a step of its own. */
export const stepIdOf = (personId: string, idempotencyKey?: string): string =>
  idempotencyKey === undefined ? randomUUID() : sha256(JSON.stringify([personId, idempotencyKey]));

export const newAttemptId = (): string => randomUUID();

export interface StepBody {
  caseId: string;
  step: Step;
  details: Record<string, unknown>;
}

/** Tells two different bodies under one key apart; a copy that crossed JSON hashes alike. */
export const bodyHashOf = ({ caseId, step, details }: StepBody): string =>
  sha256(canonicalJson([caseId, step, details]));
