import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, type FieldProblem } from '@zhishou/platform/errors';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { newId } from '@zhishou/platform/ids';
import { DataSource, type EntityManager, MoreThan } from 'typeorm';
import { lockTicket } from '../process/record-transition.js';
import { TicketService } from '../ticket/ticket.service.js';
import { Attachment } from './attachment.entity.js';
import type { AttachmentSettings } from './attachment.env.js';
import type { RequestUploadInput, SignedUpload } from './attachment.inputs.js';
import { ATTACHMENT_SETTINGS } from './attachment.tokens.js';
import { ACCEPTED, isAcceptedType } from './file-format.js';
import { cleanFileName } from './file-name.js';
import { SignedLinks } from './signed-link.js';
import { Upload } from './upload.entity.js';

const LIFETIME_MS = 15 * 60_000;

/** Gives out the addresses to which files are sent. */
@Injectable()
export class UploadService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly tickets: TicketService,
    private readonly links: SignedLinks,
    @Inject(ATTACHMENT_SETTINGS) private readonly settings: AttachmentSettings,
  ) {}

  /** @throws UserError NOT_FOUND for a ticket the caller may not see, BAD_USER_INPUT for what cannot be attached */
  async request(caller: Caller, input: RequestUploadInput): Promise<SignedUpload> {
    await this.tickets.visible(caller, input.ticketId, 'ticketId');
    const fileName = cleanFileName(input.fileName);
    const problems = this.problemsOf(input, fileName);
    if (problems.length > 0) throw badInput(problems);
    const call = { mutation: 'requestUpload', key: input.idempotencyKey, body: input };
    const { id, expiresAt } = await withIdempotency({ dataSource: this.db, caller, ...call }, (manager) =>
      this.announce(manager, caller, { ...input, fileName }),
    );
    const { personId, role, sessionId, sessionEpoch } = caller;
    const holder = { personId, role, sessionId, sessionEpoch };
    return {
      attachmentId: id,
      url: this.links.path({ use: 'upload', attachmentId: id, ...holder, expiresAt }),
      method: 'PUT',
      headers: [{ name: 'content-type', value: input.contentType ?? 'application/octet-stream' }],
      expiresAt: new Date(expiresAt),
    };
  }

  private problemsOf({ contentType, size }: RequestUploadInput, fileName: string): FieldProblem[] {
    const { maxBytes } = this.settings;
    return [
      ...(fileName === '' ? [{ path: 'fileName', message: 'holds nothing that can be saved under' }] : []),
      ...(contentType !== undefined && !isAcceptedType(contentType)
        ? [{ path: 'contentType', message: `is not taken; taken are ${ACCEPTED}` }]
        : []),
      ...(size != null && size > maxBytes ? [{ path: 'size', message: `at most ${maxBytes} bytes` }] : []),
    ];
  }

  private async announce(manager: EntityManager, caller: Caller, input: RequestUploadInput) {
    await lockTicket(manager, input.ticketId);
    const now = await databaseNow(manager);
    const { ticketId, fileName, contentType = null, size = null, keepPosition } = input;
    await this.refuseTooMany(manager, ticketId, now);
    const expiresAt = now + LIFETIME_MS;
    const id = newId('att');
    await manager.insert(Upload, {
      id,
      ticketId,
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
      aggregateId: ticketId,
      after: { attachmentId: id, fileName, contentType, size },
      at: new Date(now),
    });
    return { id, expiresAt };
  }

  private async refuseTooMany(manager: EntityManager, ticketId: string, now: number): Promise<void> {
    const there = await manager.countBy(Attachment, { ticketId });
    const announced = await manager.countBy(Upload, { ticketId, expiresAt: MoreThan(new Date(now)) });
    const { maxPerTicket } = this.settings;
    if (there + announced >= maxPerTicket)
      throw badInput([
        { path: 'ticketId', message: `has ${maxPerTicket} files, the most a ticket may have` },
      ]);
  }
}
