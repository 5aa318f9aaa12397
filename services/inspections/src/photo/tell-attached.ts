import type { Attachment } from '@zhishou/attachments/attachment.entity';
import {
  INSPECTION_ATTACHMENT_ADDED,
  type InspectionAttachmentData,
} from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { EntityManager } from 'typeorm';

/** Tells that a file has come, whatever it is attached to. */
export async function tellAttached(manager: EntityManager, attachment: Attachment): Promise<void> {
  const { id, subjectId, fileName, kind, contentType, size, sha256, uploadedAt } = attachment;
  const data: InspectionAttachmentData = {
    subjectId,
    attachment: { id, fileName, kind, contentType, size, sha256 },
    by: { id: attachment.uploadedById, role: attachment.uploadedByRole },
  };
  const about = { topic: TOPICS.inspections, type: INSPECTION_ATTACHMENT_ADDED, subject: subjectId };
  await appendEvent(manager, { ...about, time: uploadedAt, data });
}
