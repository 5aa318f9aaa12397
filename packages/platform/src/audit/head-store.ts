import { open, readFile } from 'node:fs/promises';
import { canonicalJson } from '../canonical-json.js';
import type { AuditHead } from '@zhishou/messages/head-events';

/** Where heads go: out of the reach of whoever can write to the database. */
export interface HeadStore {
  /** every head that was ever given, oldest first */
  all(): Promise<AuditHead[]>;
  /** resolves when it is there for good */
  append(head: AuditHead): Promise<void>;
}

/** One head a line, in a file that only grows and only its owner reads. */
export function fileHeadStore(path: string): HeadStore {
  const read = async (): Promise<string> => {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  };
  return {
    all: async () => (await read()).split('\n').flatMap(headIn),
    append: async (head) => {
      // half a line is left where the process was killed while it wrote
      const torn = !/(^|\n)$/.test(await read());
      const file = await open(path, 'a', 0o600);
      try {
        await file.write(`${torn ? '\n' : ''}${canonicalJson(head)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

// A line that is no head was never given as one; where it was made unreadable later, the head after it tells.
function headIn(line: string): AuditHead[] {
  try {
    const head = JSON.parse(line) as Partial<AuditHead> | null;
    return head && typeof head.number === 'number' && head.chains ? [head as AuditHead] : [];
  } catch {
    return [];
  }
}
