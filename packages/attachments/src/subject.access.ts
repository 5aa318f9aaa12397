import { Injectable } from '@nestjs/common';
import { notFound } from '@zhishou/platform/errors';
import type { Viewer } from './attachment.subjects.js';
import { SubjectKinds } from './subject.kinds.js';

/** Whether there is such a thing to attach to, and a person may know of it. */
@Injectable()
export class SubjectAccess {
  constructor(private readonly kinds: SubjectKinds) {}

  /** @throws UserError NOT_FOUND also for what the viewer may not see: its existence is no business of theirs */
  async check(viewer: Viewer, id: string): Promise<void> {
    const { noun, subjects } = this.kinds.of(id);
    const subject = await subjects.find(id);
    if (subject !== null && subjects.maySee(viewer, subject)) return;
    throw notFound(`${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${id}`);
  }
}
