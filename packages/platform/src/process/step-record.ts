import { ApplicationFailure } from '@temporalio/common';
import { type RecordTransitionInput, STEP_REFUSALS } from '@zhishou/messages/case-process';
import type { EntityManager } from 'typeorm';
import { bodyHashOf } from './step-identity.js';

/** `ApplicationFailure` type: process and database do not agree on how many steps were taken. */
export const DRIFT = 'DRIFT';

/**
 * Whether the step may be recorded, and its instant: the database's (ADR 2), never before the step before it. Asked
 * under the case's lock, in one look, so that nothing of it changes any more.
 * @param version how many steps are recorded
 * @returns the instant in ms; `isNew`: it is not recorded yet. A recorded step is found only by a process that has got
 *   as far as it had when it was recorded: to any other it would be another step than it was
 * @throws ApplicationFailure ABANDONED: the caller has given up this try (ADR 3); CONFLICT: the key that names the step
 *   was used for another one; DRIFT
 */
export async function instantOf(
  manager: EntityManager,
  version: number,
  input: RecordTransitionInput,
): Promise<{ at: number; isNew: boolean }> {
  const found = await look(manager, input);
  if (found.recordedAt !== null) {
    if (found.bodyHash !== bodyHashOf(input))
      throw ApplicationFailure.nonRetryable('Another step has this id', STEP_REFUSALS.conflict);
    if (found.version !== input.version) throw drift(version, input);
    return { at: found.recordedAt, isNew: false };
  }
  if (found.abandoned) {
    throw ApplicationFailure.nonRetryable('The caller has given up this try', STEP_REFUSALS.abandoned);
  }
  if (version !== input.version - 1) throw drift(version, input);
  return { at: found.now, isNew: true };
}

const drift = (version: number, { kind, caseId, version: asked }: RecordTransitionInput) =>
  ApplicationFailure.nonRetryable(
    `${kind} ${caseId} is at version ${version}, the process asks for ${asked}`,
    DRIFT,
  );

interface Found {
  now: number;
  abandoned: boolean;
  recordedAt: number | null;
  bodyHash: string | null;
  version: number | null;
}

async function look(manager: EntityManager, input: RecordTransitionInput): Promise<Found> {
  const [found] = await manager.query<[Found]>(
    `SELECT floor(extract(epoch FROM greatest(clock_timestamp(), last.at)) * 1000)::float8 AS now,
            EXISTS (SELECT FROM abandoned_attempt WHERE attempt_id = $3) AS abandoned,
            (extract(epoch FROM same.at) * 1000)::float8 AS "recordedAt",
            same.body_hash AS "bodyHash",
            same.version
     FROM (SELECT max(at) AS at FROM transition WHERE case_id = $1) AS last
     LEFT JOIN transition AS same ON same.step_id = $2`,
    [input.caseId, input.stepId, input.attemptId],
  );
  return found;
}
