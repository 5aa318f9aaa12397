import { Injectable } from '@nestjs/common';
import type { Attachment } from '@zhishou/attachments/attachment.entity';
import { AttachmentSubjects, type Viewer } from '@zhishou/attachments/attachment.subjects';
import { DataSource, type EntityManager } from 'typeorm';
import { tellAttached } from '../photo/tell-attached.js';
import { lockReference } from './lock-reference.js';
import { ReferenceDocument } from './reference-document.entity.js';
import { maySeeReference } from './reference.service.js';

/** Files come for a document until it is withdrawn. */
@Injectable()
export class AttachableReferences extends AttachmentSubjects<ReferenceDocument> {
  constructor(private readonly db: DataSource) {
    super();
  }

  find(id: string): Promise<ReferenceDocument | null> {
    return this.db.getRepository(ReferenceDocument).findOneBy({ id });
  }

  maySee({ role }: Viewer, document: ReferenceDocument): boolean {
    return maySeeReference(role, document);
  }

  lock(manager: EntityManager, id: string): Promise<ReferenceDocument> {
    return lockReference(manager, 'BUREAU_ADMIN', 'requestReferenceUpload', id);
  }

  tell(manager: EntityManager, _document: ReferenceDocument, attachment: Attachment): Promise<void> {
    return tellAttached(manager, attachment);
  }
}
