import { createHash, randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { newId } from '@zhishou/platform/ids';
import { DataSource, type EntityManager } from 'typeorm';
import type { Attachment } from '../attachment.entity.js';
import type { AttachmentStore } from './attachment.store.js';
import { ATTACHMENT_STORE } from '../attachment.tokens.js';
import { SubjectKinds } from '../subject.kinds.js';
import { spoolPath } from '../upload/spool.js';
import { Upload } from '../upload/upload.entity.js';
import { alreadySent, recordAttachment } from './record-attachment.js';
import { StrayObject } from './stray-object.entity.js';

type NewFile = Omit<Attachment, 'uploadedAt' | 'objectKey'>;
type MadeUp = 'sha256' | 'sentSha256' | 'takenAt' | 'position';

/** What lies in the store, and is no attachment yet. */
export type StoredFile = Omit<Attachment, 'uploadedAt'>;

/**
 * Puts bytes into the store and then onto what they are for. Between the two they are a stray, which is on record: whatever
 * dies there leaves nothing that can be read, and the sweeper removes it.
 */
@Injectable()
export class AttachmentKeeper {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly kinds: SubjectKinds,
    @Inject(ATTACHMENT_STORE) private readonly objects: AttachmentStore,
  ) {}

  /** @throws UserError UNAVAILABLE when the store fails, CONFLICT when the address was used meanwhile */
  async keep(file: NewFile, path: string): Promise<Attachment> {
    const stored = await this.store(file, path);
    return inTransaction(this.db, async (manager) => {
      const right = await manager.delete(Upload, { id: file.id });
      if (right.affected !== 1) throw alreadySent();
      return this.attach(manager, stored);
    });
  }

  /** Puts away what the service has made itself; it is nobody's until it is attached. */
  async keepMade(file: Omit<NewFile, 'id' | 'size' | MadeUp>, bytes: Uint8Array): Promise<StoredFile> {
    const path = await spoolPath();
    try {
      await writeFile(path, bytes, { mode: 0o600 });
      const sha = createHash('sha256').update(bytes).digest('hex');
      const made = { id: newId('att'), size: bytes.length, sha256: sha, sentSha256: sha };
      return await this.store({ ...file, ...made, takenAt: null, position: null }, path);
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Makes it an attachment, in the transaction of what names it. */
  attach(manager: EntityManager, stored: StoredFile): Promise<Attachment> {
    return recordAttachment(manager, this.kinds.of(stored.subjectId).subjects, stored);
  }

  private async store(file: NewFile, path: string): Promise<StoredFile> {
    const objectKey = `${file.subjectId}/${file.id}-${randomBytes(8).toString('hex')}`;
    const writtenAt = new Date(await databaseNow(this.db.manager));
    await this.db.manager.insert(StrayObject, { key: objectKey, writtenAt });
    await this.objects.put(objectKey, path, file);
    return { ...file, objectKey };
  }
}
