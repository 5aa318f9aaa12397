import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '@zhishou/platform/errors';
import type { AttachmentSettings } from './attachment.env.js';
import { AttachmentSubjects, type Viewer } from './attachment.subjects.js';
import { ATTACHMENT_SETTINGS } from './attachment.tokens.js';

/** Whether there is such a thing to attach to, and a person may know of it. */
@Injectable()
export class SubjectAccess {
  constructor(
    private readonly subjects: AttachmentSubjects,
    @Inject(ATTACHMENT_SETTINGS) private readonly settings: AttachmentSettings,
  ) {}

  /** @throws UserError NOT_FOUND also for what the viewer may not see: its existence is no business of theirs */
  async check(viewer: Viewer, id: string): Promise<void> {
    const subject = await this.subjects.find(id);
    if (subject !== null && this.subjects.maySee(viewer, subject)) return;
    const { noun } = this.settings;
    throw notFound(`${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${id}`);
  }
}
