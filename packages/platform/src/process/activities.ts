import type { ProcessActivities } from '@zhishou/messages/case-process';
import type { DataSource } from 'typeorm';
import { runInContext } from '../context.js';
import { inTransaction } from '../db/transaction.js';
import type { Logger } from '../log.js';
import { named } from './case-table.js';
import { claimMarks } from './claim-marks.js';
import { recordTransition } from './record-transition.js';
import type { AnyRecording } from './recording.js';

/** All that the processes of a service may do to the world. A step is logged under the request that asked for it. */
export function processActivities(
  db: DataSource,
  recordings: readonly AnyRecording[],
  log: Logger,
): ProcessActivities {
  const recordingOf = (kind: string): AnyRecording => {
    const found = recordings.find(({ table }) => table.kind === kind);
    if (!found) throw new Error(`no case here is a ${kind}`);
    return found;
  };
  return {
    recordTransition: (input) =>
      runInContext({ requestId: input.requestId, address: input.by.address ?? '' }, async () => {
        const recording = recordingOf(input.kind);
        const recorded = await inTransaction(db, (manager) => recordTransition(manager, recording, input));
        log.info(
          { ...named(input.kind, input.caseId), step: input.step.action, version: input.version },
          'step recorded',
        );
        return recorded;
      }),
    claimMarks: async (input) => {
      const claimed = await claimMarks(db, recordingOf(input.kind), input);
      log.info({ ...named(input.kind, input.caseId), marks: claimed.settled }, 'marks told');
      return claimed;
    },
  };
}
