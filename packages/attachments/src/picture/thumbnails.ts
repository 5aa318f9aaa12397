import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import sharp from 'sharp';
import type { Attachment } from '../attachment.entity.js';
import { ATTACHMENT_STORE } from '../attachment.tokens.js';
import type { AttachmentStore } from '../store/attachment.store.js';

/** Makes kept pictures small, to be printed. A service that prints some lists it beside `attachmentProviders`. */
@Injectable()
export class Thumbnails {
  constructor(@Inject(ATTACHMENT_STORE) private readonly store: AttachmentStore) {}

  /**
   * A JPEG whose sides are no longer than `side` pixels. What is kept was written by us, so that it needs no process of
   * its own to be read.
   * @throws UserError UNAVAILABLE while the store is out of reach
   */
  async of({ objectKey }: Attachment, side: number): Promise<Buffer> {
    const bytes = await buffer(await this.store.read(objectKey));
    return sharp(bytes, { limitInputPixels: false, sequentialRead: true })
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: 80 })
      .toBuffer();
  }
}
