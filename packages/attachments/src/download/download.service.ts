import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Caller } from '@zhishou/platform/auth/caller';
import { notFound } from '@zhishou/platform/errors';
import { groupLoader } from '@zhishou/platform/graphql/loader';
import { LinkAccess } from '@zhishou/platform/link/link.access';
import { DataSource, In } from 'typeorm';
import { Attachment } from '../attachment.entity.js';
import { AttachmentLinks } from '../attachment.links.js';
import type { AttachmentStore, ByteRange } from '../store/attachment.store.js';
import { ATTACHMENT_STORE } from '../attachment.tokens.js';
import { rangeOf } from './byte-range.js';
import { SubjectAccess } from '../subject.access.js';

export interface Download {
  attachment: Attachment;
  /** what of it is sent; `NONE` when what was asked for lies beyond its end */
  range: ByteRange | 'NONE' | undefined;
  body: Readable | undefined;
}

/** Shows what is attached, and hands out the bytes. */
@Injectable()
export class DownloadService {
  private readonly files;

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly links: AttachmentLinks,
    private readonly access: LinkAccess,
    private readonly subjects: SubjectAccess,
    @Inject(ATTACHMENT_STORE) private readonly store: AttachmentStore,
  ) {
    this.files = groupLoader(
      (ids) => db.getRepository(Attachment).find({ where: { subjectId: In(ids) }, order: { id: 'ASC' } }),
      (file) => file.subjectId,
    );
  }

  /** In the order in which they were announced. */
  of(subjectId: string): Promise<Attachment[]> {
    return this.files.load(subjectId);
  }

  /** Where this caller finds the bytes for the next minutes, to be resolved against the gateway's address. */
  address(caller: Caller, { id }: Attachment): string {
    return this.links.download(caller, id).url;
  }

  /**
   * @param wanted a Range header, if there is one
   * @throws UserError UNAUTHENTICATED for a bad address, FORBIDDEN, NDA_REQUIRED or NOT_FOUND for lost rights
   */
  async open(token: string, wanted?: string): Promise<Download> {
    const link = this.links.open(token, 'download');
    const attachment = await this.db.getRepository(Attachment).findOneBy({ id: link.about });
    if (!attachment) throw notFound(`Attachment ${link.about}`);
    const { subjectId } = attachment;
    await this.access.check(link, 'attachment download', () => this.subjects.check(link, subjectId));
    const range = rangeOf(wanted, attachment.size);
    const body = range === 'NONE' ? undefined : await this.store.read(attachment.objectKey, range);
    return { attachment, range, body };
  }
}
