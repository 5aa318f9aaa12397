import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { conflict, unavailable } from '@zhishou/platform/errors';
import type { EntityManager } from 'typeorm';
import { Attachment } from '../attachment.entity.js';
import type { AttachmentSubjects } from '../attachment.subjects.js';
import { StrayObject } from './stray-object.entity.js';

export const alreadySent = () =>
  conflict('This file has come already; an address takes one file', { state: 'STORED', allowed: [] });

/**
 * Makes an object of the store an attachment, with its event and audit entry; the instant is the database's.
 * @throws UserError UNAVAILABLE when it was swept away meanwhile
 */
export async function recordAttachment(
  manager: EntityManager,
  subjects: AttachmentSubjects,
  file: Omit<Attachment, 'uploadedAt'>,
): Promise<Attachment> {
  const subject = await subjects.lock(manager, file.subjectId);
  const stray = await manager.delete(StrayObject, { key: file.objectKey });
  if (stray.affected !== 1) throw unavailable('The file took too long; please send it again');
  const attachment = { ...file, uploadedAt: new Date(await databaseNow(manager)) };
  await manager.insert(Attachment, attachment);
  await subjects.tell(manager, subject, attachment);
  await audit(manager, attachment);
  return attachment;
}

async function audit(manager: EntityManager, attachment: Attachment): Promise<void> {
  const { id, subjectId, fileName, size, sha256, sentSha256, uploadedById, uploadedByRole } = attachment;
  await writeAudit(manager, {
    actorId: uploadedById,
    actorRole: uploadedByRole,
    action: 'addAttachment',
    aggregateId: subjectId,
    after: { attachmentId: id, fileName, size, sha256, sentSha256 },
    at: attachment.uploadedAt,
  });
}
