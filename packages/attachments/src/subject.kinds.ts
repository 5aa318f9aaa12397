import type { Type } from '@nestjs/common';
import { notFound } from '@zhishou/platform/errors';
import type { IdPrefix } from '@zhishou/platform/ids';
import type { AttachmentSubjects } from './attachment.subjects.js';

/** A kind of thing that a service attaches files to. */
export interface SubjectKind {
  /** in lower case: `ticket` makes the field `ticketId` and ATTACHMENT_MAX_PER_TICKET */
  noun: string;
  /** by which its ids are known: `tkt` */
  prefix: IdPrefix;
  /** files one may have where its variable says nothing; default 50 */
  most?: number;
  subjects: Type<AttachmentSubjects>;
}

interface KnownKind {
  noun: string;
  prefix: string;
  subjects: AttachmentSubjects;
}

/** What a service attaches files to; the id of a thing says of which kind it is. */
export class SubjectKinds {
  constructor(private readonly kinds: readonly KnownKind[]) {}

  /** @throws UserError NOT_FOUND for an id of no such kind */
  of(subjectId: string): KnownKind {
    const kind = this.kinds.find(({ prefix }) => subjectId.startsWith(`${prefix}_`));
    if (!kind) throw notFound(subjectId);
    return kind;
  }
}
