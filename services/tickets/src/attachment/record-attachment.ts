import { type AttachmentEventData, TICKET_ATTACHMENT_ADDED } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { conflict, unavailable } from '@zhishou/platform/errors';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { EntityManager } from 'typeorm';
import type { ContractStore } from '../contract/contract.store.js';
import { lockTicket } from '../process/record-transition.js';
import { ticketSnapshot } from '../process/ticket-snapshot.js';
import { Attachment } from './attachment.entity.js';
import { StrayObject } from './stray-object.entity.js';
import { Upload } from './upload.entity.js';

export const alreadySent = () =>
  conflict('This file has come already; an address takes one file', { state: 'STORED', allowed: [] });

/**
 * Makes an object of the store an attachment, with its event and audit entry; the instant is the database's.
 * @throws UserError CONFLICT when the address was used meanwhile
 */
export async function recordAttachment(
  manager: EntityManager,
  contracts: ContractStore,
  file: Omit<Attachment, 'uploadedAt'>,
): Promise<Attachment> {
  const ticket = await lockTicket(manager, file.ticketId);
  const right = await manager.delete(Upload, { id: file.id });
  if (right.affected !== 1) throw alreadySent();
  const stray = await manager.delete(StrayObject, { key: file.objectKey });
  if (stray.affected !== 1) throw unavailable('The file took too long; please send it again');
  const attachment = { ...file, uploadedAt: new Date(await databaseNow(manager)) };
  await manager.insert(Attachment, attachment);
  const contract = await contracts.byVersion(ticket.contractVersion, manager);
  await tell(manager, attachment, ticketSnapshot(ticket, contract, attachment.uploadedAt.getTime()));
  await audit(manager, attachment);
  return attachment;
}

async function tell(
  manager: EntityManager,
  attachment: Attachment,
  ticket: AttachmentEventData['ticket'],
): Promise<void> {
  const { id, fileName, kind, contentType, size, sha256, uploadedById, uploadedByRole } = attachment;
  const data: AttachmentEventData = {
    ticket,
    attachment: { id, fileName, kind, contentType, size, sha256 },
    by: { id: uploadedById, role: uploadedByRole },
  };
  const about = { topic: TOPICS.tickets, type: TICKET_ATTACHMENT_ADDED, subject: ticket.id };
  await appendEvent(manager, { ...about, time: attachment.uploadedAt, data });
}

async function audit(manager: EntityManager, attachment: Attachment): Promise<void> {
  const { id, ticketId, fileName, size, sha256, sentSha256, uploadedById, uploadedByRole } = attachment;
  await writeAudit(manager, {
    actorId: uploadedById,
    actorRole: uploadedByRole,
    action: 'addAttachment',
    aggregateId: ticketId,
    after: { attachmentId: id, fileName, size, sha256, sentSha256 },
    at: attachment.uploadedAt,
  });
}
