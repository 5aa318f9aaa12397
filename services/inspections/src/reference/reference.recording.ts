import { REFERENCE_EVENTS, type ReferenceEventData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { referenceState } from '@zhishou/rules/inspection/reference-document';
import type { EntityManager } from 'typeorm';
import type { ReferenceDocument } from './reference-document.entity.js';
import type { ReferenceVersion } from './reference-version.entity.js';

interface ReferenceChange {
  action: keyof typeof REFERENCE_EVENTS;
  before?: ReferenceDocument;
  after: ReferenceDocument;
  /** the one that was published */
  version?: ReferenceVersion;
  at: Date;
}

/** Tells and audits a change, in its transaction; call it last. */
export async function recordReference(
  manager: EntityManager,
  caller: Caller,
  { action, before, after, version, at }: ReferenceChange,
): Promise<void> {
  const { id, title, kind, latestVersion, checklistItems, faultTypes } = after;
  const data: ReferenceEventData = {
    document: {
      ...{ id, title, kind, latestVersion, checklistItems, faultTypes },
      state: referenceState(after),
    },
    by: { id: caller.personId, role: caller.role },
  };
  const about = { topic: TOPICS.inspections, type: REFERENCE_EVENTS[action], subject: id };
  await appendEvent(manager, { ...about, time: at, data });
  await writeAudit(manager, {
    ...{ actorId: caller.personId, actorRole: caller.role, action, aggregateId: id, before, at },
    after: { ...after, version },
  });
}
