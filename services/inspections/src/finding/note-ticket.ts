import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { type EntityManager, IsNull } from 'typeorm';
import { Finding } from './finding.entity.js';

/** Which ticket a fault has become, once; nothing happens to a finding there is not. */
export async function noteTicket(manager: EntityManager, findingId: string, ticketId: string): Promise<void> {
  const { affected } = await manager.update(Finding, { id: findingId, ticketId: IsNull() }, { ticketId });
  if (affected === 0) return;
  await writeAudit(manager, {
    actorId: 'system:inspections',
    action: 'noteTicket',
    aggregateId: findingId,
    after: { ticketId },
    at: new Date(await databaseNow(manager)),
  });
}
