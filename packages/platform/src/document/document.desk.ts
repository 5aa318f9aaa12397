import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Printer, PrintTimeout } from '@zhishou/documents/printer';
import { rateLimited, unavailable } from '../errors.js';
import { FairQueue } from '../fair.queue.js';
import { LinkAccess } from '../link/link.access.js';
import { type LinkHolder, SignedLinks } from '../link/signed-link.js';
import type { Logger } from '../log.js';
import { LOGGER } from '../tokens.js';
import { CONTENT_TYPES, type DocumentLink } from './document-link.type.js';
import { type Manuscript, ManuscriptWriter } from './manuscript.js';

export interface MadeDocument {
  fileName: string;
  contentType: string;
  bytes: Uint8Array;
}

/** Documents of one person that may wait while another is made. */
const MAX_WAITING = 5;
const RETRY_SECONDS = 5;

/** Gives out the addresses of a service's documents, and makes a document, on a thread of its own, when its address is used. */
@Injectable()
export class DocumentDesk implements OnModuleDestroy {
  private readonly printer = new Printer();
  // there is one thread that prints
  private readonly queue = new FairQueue(1, MAX_WAITING);

  constructor(
    private readonly links: SignedLinks,
    private readonly access: LinkAccess,
    private readonly writer: ManuscriptWriter,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** @param about whatever names it to the service's {@link ManuscriptWriter} */
  link(holder: LinkHolder, about: string, fileName: string): DocumentLink {
    const { url, expiresAt } = this.links.download(holder, about);
    return { url, fileName, expiresAt: new Date(expiresAt) };
  }

  /**
   * @param gone aborts when the reader has left: what is being made is dropped then
   * @throws UserError UNAUTHENTICATED for a bad address, FORBIDDEN or NDA_REQUIRED for lost rights, RATE_LIMITED,
   *   BAD_USER_INPUT for one that would be too long, UNAVAILABLE for one that took too much time
   */
  async open(token: string, gone: AbortSignal): Promise<MadeDocument> {
    const link = this.links.open(token, 'download');
    await this.access.check(link, 'document download');
    if (!this.queue.hasRoom(link.personId)) throw rateLimited(RETRY_SECONDS);
    return this.queue.run(link.personId, gone, async () =>
      this.print(await this.writer.write(link.about), gone),
    );
  }

  onModuleDestroy(): Promise<void> {
    return this.printer.close();
  }

  private async print({ fileName, format, job }: Manuscript, gone: AbortSignal): Promise<MadeDocument> {
    try {
      return { fileName, contentType: CONTENT_TYPES[format], bytes: await this.printer.print(job, gone) };
    } catch (error) {
      if (!(error instanceof PrintTimeout)) throw error;
      this.log.error({ err: error }, 'a document could not be printed');
      throw unavailable();
    }
  }
}
