import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AttachmentStore } from './attachment.store.js';

/** Keeps files under a folder of this machine, or one that all machines mount. Makes the folder if it is not there. */
export async function openFolderStore(root: string): Promise<AttachmentStore> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const at = (key: string): string => join(root, key);
  return {
    put: async (key, path) => {
      const folder = dirname(at(key));
      // not with its parents: a folder whose disk has gone must not grow anew on another one
      await mkdir(folder, { mode: 0o700 }).catch(unlessThere);
      const part = `${at(key)}.part`;
      await copyFile(path, part);
      await flush(part);
      await rename(part, at(key));
      await flush(folder);
    },
    read: async (key, range) => {
      const file = await open(at(key));
      return file.createReadStream(range && { start: range.first, end: range.last });
    },
    remove: async (key) => {
      await rm(at(key), { force: true });
      await rm(`${at(key)}.part`, { force: true });
    },
  };
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
