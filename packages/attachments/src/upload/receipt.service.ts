import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { notFound } from '@zhishou/platform/errors';
import { LinkAccess } from '@zhishou/platform/link/link.access';
import type { Link } from '@zhishou/platform/link/signed-link';
import { DataSource } from 'typeorm';
import { Attachment } from '../attachment.entity.js';
import { AttachmentLinks } from '../attachment.links.js';
import type { AttachmentSettings } from '../attachment.env.js';
import { AttachmentKeeper } from '../store/attachment.keeper.js';
import { ATTACHMENT_SETTINGS } from '../attachment.tokens.js';
import { type FileFormat, pictureFormat, withExtension } from './file-format.js';
import { inspectFile } from './inspect-file.js';
import { PictureDesk } from '../picture/picture.desk.js';
import { NOWHERE, type Place } from '../picture/picture.place.js';
import { alreadySent } from '../store/record-attachment.js';
import { SubjectAccess } from '../subject.access.js';
import { spool, type SpooledFile, spoolPath, tooLarge } from './spool.js';
import { Upload } from './upload.entity.js';

/** Takes in the bytes of an announced file, and lets nothing by that is not what it may be. */
@Injectable()
export class ReceiptService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly links: AttachmentLinks,
    private readonly access: LinkAccess,
    private readonly subjects: SubjectAccess,
    private readonly keeper: AttachmentKeeper,
    private readonly pictures: PictureDesk,
    @Inject(ATTACHMENT_SETTINGS) private readonly settings: AttachmentSettings,
  ) {}

  /**
   * @param gone aborts when the sender has left: nothing is attached then
   * @param announcedBytes the length that the request states, if it does; the bytes themselves are counted too
   * @throws UserError; nothing is attached then, and the address may be used again unless it says CONFLICT
   */
  async receive(
    token: string,
    body: Readable,
    gone: AbortSignal,
    announcedBytes?: number,
  ): Promise<Attachment> {
    const link = this.links.open(token, 'upload');
    const upload = await this.expected(link);
    await this.admit(link, upload);
    const { maxBytes } = this.settings;
    if (announcedBytes !== undefined && announcedBytes > maxBytes) throw tooLarge(maxBytes);
    const [path, cleanPath] = await Promise.all([spoolPath(), spoolPath()]);
    try {
      const sent = await spool(body, path, maxBytes);
      const format = await inspectFile(sent, upload);
      const file = await this.contents(upload, sent, format, { cleanPath, gone });
      // bytes, and the work on a picture, may have taken long
      await this.admit(link, upload);
      gone.throwIfAborted();
      return await this.attach(upload, sent, file);
    } finally {
      await Promise.all([path, cleanPath].map((file) => rm(file, { force: true })));
    }
  }

  private admit(link: Link, { subjectId }: Upload): Promise<void> {
    return this.access.check(link, 'attachment upload', () => this.subjects.check(link, subjectId));
  }

  private async expected({ about: id }: Link): Promise<Upload> {
    const upload = await this.db.getRepository(Upload).findOneBy({ id });
    if (upload) return upload;
    if (await this.db.getRepository(Attachment).existsBy({ id })) throw alreadySent();
    throw notFound(`Upload ${id}`);
  }

  private async contents(
    { keepPosition, personId }: Upload,
    sent: SpooledFile,
    format: FileFormat,
    { cleanPath: to, gone }: { cleanPath: string; gone: AbortSignal },
  ) {
    if (!format.picture) return { ...sent, ...NOWHERE, format };
    const { maxPixels, maxBytes } = this.settings;
    const bounds = { sentSize: sent.size, maxBytes, maxPixels };
    const job = { from: sent.path, to, format: format.picture, keepPosition, ...bounds };
    const cleaned = await this.pictures.clean(job, personId, gone);
    return { ...cleaned, format: pictureFormat(cleaned.format) };
  }

  private attach(
    upload: Upload,
    sent: SpooledFile,
    { path, format, size, sha256, position, takenAt }: SpooledFile & Place & { format: FileFormat },
  ): Promise<Attachment> {
    const { id, subjectId, personId, role } = upload;
    const { kind, contentType } = format;
    const file = {
      ...{ id, subjectId, kind, contentType, size, sha256, position, takenAt },
      fileName: withExtension(format, upload.fileName),
      sentSha256: sent.sha256,
      uploadedById: personId,
      uploadedByRole: role,
    };
    return this.keeper.keep(file, path);
  }
}
