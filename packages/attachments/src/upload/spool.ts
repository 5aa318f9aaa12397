import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { badInput } from '@zhishou/platform/errors';

/** A file that came over the wire and lies on this machine's disk until it is in the store. */
export interface SpooledFile {
  path: string;
  /** bytes */
  size: number;
  /** hexadecimal */
  sha256: string;
}

const FOLDER = join(tmpdir(), 'zhishou-uploads');

const WITHIN_MS = 10 * 60_000;

export const tooLarge = (maxBytes: number) =>
  badInput([{ path: 'file', message: `is too large: at most ${maxBytes} bytes` }]);

/** A path of its own for a file that nobody else sees. */
export async function spoolPath(): Promise<string> {
  await mkdir(FOLDER, { recursive: true, mode: 0o700 });
  return join(FOLDER, randomUUID());
}

/**
 * Writes a body to disk as it comes, counting and hashing it; a body that is refused stays open, so that it can still be
 * answered. Rejects when its sender goes away, or has not sent it all within ten minutes.
 * @throws UserError BAD_USER_INPUT once more than `maxBytes` have come
 */
export async function spool(
  body: Readable,
  path: string,
  maxBytes: number,
  withinMs = WITHIN_MS,
): Promise<SpooledFile> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  // not before somebody listens to the body, which is from here on
  const giveUp = setTimeout(() => body.destroy(new Error('the sender is too slow')), withinMs);
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    clearTimeout(giveUp);
    await file.close();
  }
  return { path, size, sha256: hash.digest('hex') };
}

/** Removes what a process that was killed left behind. */
export async function clearSpool(olderThanMs: number): Promise<void> {
  const names = await readdir(FOLDER).catch(() => []);
  for (const path of names.map((name) => join(FOLDER, name))) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (mtimeMs < Date.now() - olderThanMs) await rm(path, { force: true });
  }
}
