import {
  VISIT_NOT_COMPLETED,
  VISIT_STEP_EVENTS,
  type VisitEventData,
} from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { CaseRecording } from '@zhishou/platform/process/recording';
import type { RecordTransitionInput } from '@zhishou/messages/case-process';
import type { DueMark } from '@zhishou/rules/clock';
import type { VisitCase, VisitStep } from '@zhishou/rules/inspection/visit-case';
import type { EntityManager } from 'typeorm';
import { tellWaits } from '../alarm/waits.js';
import { fileRecord } from '../record/file-record.js';
import type { Visit } from './visit.entity.js';
import { visitSnapshot } from './visit-snapshot.js';
import { VISITS } from './visit.table.js';
import { VISIT_WAITS } from './visit.waits.js';

/** What a step or a mark of a visit brings about. */
export const VISIT_RECORDING: CaseRecording<Visit, VisitCase, VisitStep> = {
  table: VISITS,
  columns: (after, input) => ({ ...visitColumns(after), ...filed(after, input) }),
  roundOf: ({ round }) => round,
  audited: ({ process: _process, processStartedAt: _started, ...visit }) => visit,
  event: {
    topic: TOPICS.inspections,
    types: VISIT_STEP_EVENTS,
    snapshot: (visit): Pick<VisitEventData, 'visit'> => ({ visit: visitSnapshot(visit) }),
  },
  effects: async (manager, change) => {
    await fileRecord(manager, change);
    await tellWaits(manager, VISIT_WAITS, change);
  },
  reached: tellNotCompleted,
};

/** The columns of a visit that follow from its case. */
export function visitColumns(process: VisitCase): Partial<Visit> {
  const { state, version, round, engineerId } = process;
  return { state, version, round, engineerId, process };
}

/** What a step puts on the visit itself. */
function filed(
  { closedAt }: VisitCase,
  { step, details, by }: Pick<RecordTransitionInput<VisitStep>, 'step' | 'details' | 'by'>,
): Partial<Visit> {
  if (step.action === 'replanVisit') return details;
  if (step.action === 'reviewVisit' && step.sign)
    return { signedById: by.id, archivedAt: closedAt === null ? null : new Date(closedAt) };
  return {};
}

/** The one mark of a visit: its month is over, and it was not completed. */
async function tellNotCompleted(
  manager: EntityManager,
  visit: Visit,
  marks: readonly DueMark[],
  now: number,
): Promise<void> {
  for (const { at } of marks) {
    const data: VisitEventData = { visit: visitSnapshot(visit) };
    const time = new Date(at);
    await appendEvent(manager, {
      topic: TOPICS.inspections,
      type: VISIT_NOT_COMPLETED,
      subject: visit.id,
      time,
      data,
    });
    const entry = { actorId: 'system:clock', action: 'visitNotCompleted', aggregateId: visit.id };
    await writeAudit(manager, { ...entry, after: { at: time.toISOString() }, at: new Date(now) });
  }
}
