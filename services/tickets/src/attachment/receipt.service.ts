import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { notFound } from '@zhishou/platform/errors';
import { DataSource } from 'typeorm';
import { Attachment } from './attachment.entity.js';
import type { AttachmentSettings } from './attachment.env.js';
import { AttachmentKeeper } from './attachment.keeper.js';
import { ATTACHMENT_SETTINGS } from './attachment.tokens.js';
import { type FileFormat, withExtension } from './file-format.js';
import { inspectFile } from './inspect-file.js';
import { LinkAccess } from './link.access.js';
import { cleanPicture, NOWHERE } from './picture.js';
import { alreadySent } from './record-attachment.js';
import { type Link, SignedLinks } from './signed-link.js';
import { spool, type SpooledFile, spoolPath, tooLarge } from './spool.js';
import { Upload } from './upload.entity.js';

/** Takes in the bytes of an announced file, and lets nothing by that is not what it may be. */
@Injectable()
export class ReceiptService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly links: SignedLinks,
    private readonly access: LinkAccess,
    private readonly keeper: AttachmentKeeper,
    @Inject(ATTACHMENT_SETTINGS) private readonly settings: AttachmentSettings,
  ) {}

  /**
   * @param announcedBytes the length that the request states, if it does; the bytes themselves are counted too
   * @throws UserError; nothing is attached then, and the address may be used again unless it says CONFLICT
   */
  async receive(token: string, body: Readable, announcedBytes?: number): Promise<Attachment> {
    const link = this.links.open(token, 'upload');
    const upload = await this.expected(link);
    await this.access.check(link, upload.ticketId);
    const { maxBytes } = this.settings;
    if (announcedBytes !== undefined && announcedBytes > maxBytes) throw tooLarge(maxBytes);
    const [path, cleanPath] = await Promise.all([spoolPath(), spoolPath()]);
    try {
      const sent = await spool(body, path, maxBytes);
      // bytes may have been on their way for long
      await this.access.check(link, upload.ticketId);
      return await this.attach(upload, sent, await inspectFile(sent, upload), cleanPath);
    } finally {
      await Promise.all([path, cleanPath].map((file) => rm(file, { force: true })));
    }
  }

  private async expected({ attachmentId: id }: Link): Promise<Upload> {
    const upload = await this.db.getRepository(Upload).findOneBy({ id });
    if (upload) return upload;
    if (await this.db.getRepository(Attachment).existsBy({ id })) throw alreadySent();
    throw notFound(`Upload ${id}`);
  }

  private async attach(
    upload: Upload,
    sent: SpooledFile,
    format: FileFormat,
    cleanPath: string,
  ): Promise<Attachment> {
    const { picture, kind, contentType } = format;
    const { keepPosition, id, ticketId, personId, role } = upload;
    const job = { from: sent.path, to: cleanPath, maxPixels: this.settings.maxPixels, keepPosition };
    const kept = picture ? await cleanPicture({ ...job, format: picture }) : { ...sent, ...NOWHERE };
    const { path, size, sha256, position, takenAt } = kept;
    const file = {
      ...{ id, ticketId, kind, contentType, size, sha256, position, takenAt },
      fileName: withExtension(format, upload.fileName),
      sentSha256: sent.sha256,
      uploadedById: personId,
      uploadedByRole: role,
    };
    return this.keeper.keep(file, path);
  }
}
