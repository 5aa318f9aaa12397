import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** Answers a new file name at every call; what was written under them goes after the last test of the file. */
export function scratchFiles(): () => string {
  const folder = mkdtempSync(join(tmpdir(), 'zhishou-local-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return () => join(folder, `${randomUUID()}.json`);
}
