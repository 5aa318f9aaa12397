import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { DataSource } from 'typeorm';
import type { Attachment } from '../attachment.entity.js';
import type { AttachmentStore } from './attachment.store.js';
import { ATTACHMENT_STORE } from '../attachment.tokens.js';
import { SubjectKinds } from '../subject.kinds.js';
import { recordAttachment } from './record-attachment.js';
import { StrayObject } from './stray-object.entity.js';

/**
 * Puts bytes into the store and then onto what they are for. Between the two they are a stray, which is on record: whatever
 * dies there leaves nothing that can be read, and the sweeper removes it.
 */
@Injectable()
export class AttachmentKeeper {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly kinds: SubjectKinds,
    @Inject(ATTACHMENT_STORE) private readonly store: AttachmentStore,
  ) {}

  /** @throws UserError UNAVAILABLE when the store fails, CONFLICT when the address was used meanwhile */
  async keep(file: Omit<Attachment, 'uploadedAt' | 'objectKey'>, path: string): Promise<Attachment> {
    const objectKey = `${file.subjectId}/${file.id}-${randomBytes(8).toString('hex')}`;
    const writtenAt = new Date(await databaseNow(this.db.manager));
    await this.db.manager.insert(StrayObject, { key: objectKey, writtenAt });
    await this.store.put(objectKey, path, file);
    return inTransaction(this.db, (manager) =>
      recordAttachment(manager, this.kinds.of(file.subjectId).subjects, { ...file, objectKey }),
    );
  }
}
