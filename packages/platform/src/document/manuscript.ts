import type { Readable } from 'node:stream';
import type { PrintJob } from '@zhishou/documents/print.thread';
import { UserError } from '../errors.js';
import type { FileFormat } from './document-link.type.js';

/** Beyond any contract of ours; writing takes some 5 ms a line. */
const MOST_LINES = 2_000;

/** What is to be printed, and under which name. */
export interface Manuscript {
  fileName: string;
  format: FileFormat;
  job: PrintJob;
}

/** Files that are packed into one archive while it is fetched. */
export interface ArchiveToPack {
  fileName: string;
  pack: () => Readable;
}

/** Knows what a service's addresses are about, and writes it down from what is on record now. */
export abstract class ManuscriptWriter {
  /** @param about what the service once asked an address for */
  abstract write(about: string): Promise<Manuscript | ArchiveToPack>;
}

/** @throws UserError BAD_USER_INPUT for a document that would be too long */
export function checkLength(lines: number): void {
  if (lines > MOST_LINES)
    throw new UserError(
      'BAD_USER_INPUT',
      `The document would have ${lines} lines: no more than ${MOST_LINES} are printed`,
    );
}
