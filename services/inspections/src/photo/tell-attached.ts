import type { Attachment } from '@zhishou/attachments/attachment.entity';
import { toldFile } from '@zhishou/attachments/told-file';
import {
  INSPECTION_ATTACHMENT_ADDED,
  type InspectionAttachmentData,
} from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { EntityManager } from 'typeorm';

/** Tells that a file has come, whatever it is attached to. */
export async function tellAttached(manager: EntityManager, attachment: Attachment): Promise<void> {
  const { subjectId, uploadedAt } = attachment;
  const data: InspectionAttachmentData = { subjectId, ...toldFile(attachment) };
  const about = { topic: TOPICS.inspections, type: INSPECTION_ATTACHMENT_ADDED, subject: subjectId };
  await appendEvent(manager, { ...about, time: uploadedAt, data });
}
