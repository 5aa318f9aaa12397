import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, type FieldProblem } from '@zhishou/platform/errors';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { newId } from '@zhishou/platform/ids';
import { DataSource, type EntityManager, MoreThan } from 'typeorm';
import { Attachment } from '../attachment.entity.js';
import type { AttachmentSettings } from '../attachment.env.js';
import { AttachmentLinks } from '../attachment.links.js';
import { ATTACHMENT_SETTINGS } from '../attachment.tokens.js';
import { cleanFileName } from '@zhishou/platform/link/file-name';
import { SubjectAccess } from '../subject.access.js';
import { SubjectKinds } from '../subject.kinds.js';
import { ACCEPTED, isAcceptedType } from './file-format.js';
import { Upload } from './upload.entity.js';
import type { FileAnnouncement, SignedUpload } from './upload.inputs.js';

type Announcement = FileAnnouncement & { idempotencyKey?: string };

const LIFETIME_MS = 15 * 60_000;

/** Gives out the addresses to which files are sent. */
@Injectable()
export class UploadService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly kinds: SubjectKinds,
    private readonly access: SubjectAccess,
    private readonly links: AttachmentLinks,
    @Inject(ATTACHMENT_SETTINGS) private readonly settings: AttachmentSettings,
  ) {}

  /** @throws UserError NOT_FOUND for what the caller may not see, BAD_USER_INPUT for what cannot be attached */
  async request(caller: Caller, subjectId: string, input: Announcement): Promise<SignedUpload> {
    await this.access.check(caller, subjectId);
    const fileName = cleanFileName(input.fileName);
    const problems = this.problemsOf(input, fileName);
    if (problems.length > 0) throw badInput(problems);
    const call = { mutation: 'requestUpload', key: input.idempotencyKey, body: input };
    const { id, expiresAt } = await withIdempotency({ dataSource: this.db, caller, ...call }, (manager) =>
      this.announce(manager, caller, subjectId, { ...input, fileName }),
    );
    const { personId, role, sessionId, sessionEpoch } = caller;
    const holder = { personId, role, sessionId, sessionEpoch };
    return {
      attachmentId: id,
      url: this.links.path({ use: 'upload', about: id, ...holder, expiresAt }),
      method: 'PUT',
      headers: [{ name: 'content-type', value: input.contentType ?? 'application/octet-stream' }],
      expiresAt: new Date(expiresAt),
    };
  }

  private problemsOf({ contentType, size }: FileAnnouncement, fileName: string): FieldProblem[] {
    const { maxBytes } = this.settings;
    return [
      ...(fileName === '' ? [{ path: 'fileName', message: 'holds nothing that can be saved under' }] : []),
      ...(contentType !== undefined && !isAcceptedType(contentType)
        ? [{ path: 'contentType', message: `is not taken; taken are ${ACCEPTED}` }]
        : []),
      ...(size != null && size > maxBytes ? [{ path: 'size', message: `at most ${maxBytes} bytes` }] : []),
    ];
  }

  private async announce(manager: EntityManager, caller: Caller, subjectId: string, input: FileAnnouncement) {
    await this.kinds.of(subjectId).subjects.lock(manager, subjectId);
    const now = await databaseNow(manager);
    const { fileName, contentType = null, size = null, keepPosition } = input;
    await this.refuseTooMany(manager, subjectId, now);
    const expiresAt = now + LIFETIME_MS;
    const id = newId('att');
    await manager.insert(Upload, {
      id,
      subjectId,
      personId: caller.personId,
      role: caller.role,
      fileName,
      contentType,
      size,
      sha256: input.sha256?.toLowerCase() ?? null,
      keepPosition,
      expiresAt: new Date(expiresAt),
    });
    await writeAudit(manager, {
      actorId: caller.personId,
      actorRole: caller.role,
      action: 'requestUpload',
      aggregateId: subjectId,
      after: { attachmentId: id, fileName, contentType, size },
      at: new Date(now),
    });
    return { id, expiresAt };
  }

  private async refuseTooMany(manager: EntityManager, subjectId: string, now: number): Promise<void> {
    const there = await manager.countBy(Attachment, { subjectId });
    const announced = await manager.countBy(Upload, { subjectId, expiresAt: MoreThan(new Date(now)) });
    const { noun } = this.kinds.of(subjectId);
    const max = this.settings.maxPer[noun]!;
    if (there + announced >= max)
      throw badInput([{ path: `${noun}Id`, message: `has ${max} files, the most a ${noun} may have` }]);
  }
}
