import { FINDING_REPORTED, type FindingReportedData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { type EntityManager, IsNull } from 'typeorm';
import { Finding } from './finding.entity.js';

/** Which ticket a fault has become, once; nothing happens to a finding there is not. */
export async function noteTicket(manager: EntityManager, findingId: string, ticketId: string): Promise<void> {
  const { affected } = await manager.update(Finding, { id: findingId, ticketId: IsNull() }, { ticketId });
  if (affected === 0) return;
  const { cycleId } = await manager.findOneByOrFail(Finding, { id: findingId });
  const time = new Date(await databaseNow(manager));
  const data: FindingReportedData = { findingId, cycleId, ticketId };
  await appendEvent(manager, {
    ...{ topic: TOPICS.inspections, type: FINDING_REPORTED },
    ...{ subject: findingId, time, data },
  });
  await writeAudit(manager, {
    actorId: 'system:inspections',
    action: 'noteTicket',
    aggregateId: findingId,
    after: { ticketId },
    at: time,
  });
}
