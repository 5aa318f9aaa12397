import type { Caller } from '@zhishou/platform/auth/caller';
import type { EntityManager } from 'typeorm';
import type { Attachment } from './attachment.entity.js';

export type Viewer = Pick<Caller, 'personId' | 'role'>;

/**
 * What a service says of the things of one kind that its files are attached to: tickets, visits. A class of the service
 * extends it for each kind; as a class it is its own injection token.
 */
export abstract class AttachmentSubjects<Subject = unknown> {
  /** Null where there is none; the caller is answered NOT_FOUND then. */
  abstract find(id: string): Promise<Subject | null>;

  /** Whether its files are this person's business; asked again each time an address is used. */
  abstract maySee(viewer: Viewer, subject: Subject): boolean;

  /**
   * Locks it to the end of the transaction, so that files announced or attached at once are counted one after the other.
   * @throws UserError where it takes no more files
   */
  abstract lock(manager: EntityManager, id: string): Promise<Subject>;

  /** Appends the service's event that a file was attached; the audit entry is written beside it. */
  abstract tell(manager: EntityManager, subject: Subject, attachment: Attachment): Promise<void>;
}
