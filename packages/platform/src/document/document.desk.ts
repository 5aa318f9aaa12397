import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Printer, PrintTimeout } from '@zhishou/documents/printer';
import { rateLimited, unavailable } from '../errors.js';
import { FairQueue } from '../fair.queue.js';
import { LinkAccess } from '../link/link.access.js';
import { type LinkHolder, SignedLinks } from '../link/signed-link.js';
import type { Logger } from '../log.js';
import { LOGGER } from '../tokens.js';
import { CONTENT_TYPES, type DocumentLink } from './document-link.type.js';
import { type ArchiveToPack, type Manuscript, ManuscriptWriter } from './manuscript.js';

export interface MadeDocument {
  fileName: string;
  contentType: string;
  /** an archive is a stream, and lets others wait until it was fetched */
  bytes: Uint8Array | Readable;
}

export interface PrintedDocument extends MadeDocument {
  bytes: Uint8Array;
}

/** Archives that are packed at once, one of a person: each reads much. */
const ARCHIVES_AT_ONCE = 2;
/** Documents of one person that may wait while another is made. */
const MAX_WAITING = 5;
const RETRY_SECONDS = 5;

/** Gives out the addresses of a service's documents, and makes a document, on a thread of its own, when its address is used. */
@Injectable()
export class DocumentDesk implements OnModuleDestroy {
  private readonly printer = new Printer();
  // there is one thread that prints
  private readonly queue = new FairQueue(1, MAX_WAITING);
  private readonly archives = new FairQueue(ARCHIVES_AT_ONCE, 1);

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
    const { personId, about } = link;
    const asked = await this.inTurn(personId, gone, async () => {
      const written = await this.writer.write(about);
      return 'pack' in written ? written : this.print(written, gone);
    });
    return 'pack' in asked ? this.pack(asked, personId, gone) : asked;
  }

  /**
   * Makes a document in its turn, for whoever keeps it.
   * @throws UserError RATE_LIMITED, BAD_USER_INPUT for one that would be too long, UNAVAILABLE for one that took too much time
   */
  make(
    personId: string,
    write: () => Promise<Manuscript>,
    gone: AbortSignal = new AbortController().signal,
  ): Promise<PrintedDocument> {
    return this.inTurn(personId, gone, async () => this.print(await write(), gone));
  }

  onModuleDestroy(): Promise<void> {
    return this.printer.close();
  }

  private inTurn<Made>(personId: string, gone: AbortSignal, work: () => Promise<Made>): Promise<Made> {
    if (!this.queue.hasRoom(personId)) throw rateLimited(RETRY_SECONDS);
    return this.queue.run(personId, gone, work);
  }

  private async pack(
    { fileName, pack }: ArchiveToPack,
    owner: string,
    gone: AbortSignal,
  ): Promise<MadeDocument> {
    if (!this.archives.hasRoom(owner)) throw rateLimited(RETRY_SECONDS);
    return new Promise((resolve, reject) => {
      this.archives
        .run(owner, gone, async () => {
          const bytes = pack();
          const fetched = once(bytes, 'close');
          resolve({ fileName, contentType: 'application/zip', bytes });
          await fetched;
        })
        .catch((error: Error) => {
          this.log.error({ err: error }, 'an archive could not be packed');
          reject(error);
        });
    });
  }

  private async print({ fileName, format, job }: Manuscript, gone: AbortSignal): Promise<PrintedDocument> {
    try {
      return { fileName, contentType: CONTENT_TYPES[format], bytes: await this.printer.print(job, gone) };
    } catch (error) {
      if (!(error instanceof PrintTimeout)) throw error;
      this.log.error({ err: error }, 'a document could not be printed');
      throw unavailable();
    }
  }
}
