import type { Readable } from 'node:stream';
import { unavailable } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import type { StoreSettings } from '../attachment.env.js';
import { openFolderStore } from './folder.store.js';

/** The first and the last byte wanted, both counted from 0. */
export interface ByteRange {
  first: number;
  last: number;
}

/** Where the bytes of attachments lie. Keys are ours: letters, digits, `_`, `-` and one `/`. */
export interface AttachmentStore {
  /** Keeps a file under a new key; once it answers, the bytes are safe. */
  put: (key: string, path: string, file: { size: number; contentType: string }) => Promise<void>;
  /** Rejects before the first byte when there is nothing to read. */
  read: (key: string, range?: ByteRange) => Promise<Readable>;
  /** Removes what lies under the key, if anything does. */
  remove: (key: string) => Promise<void>;
}

/** The store that the settings name; what it fails at is logged and answered UNAVAILABLE. */
export async function openStore(settings: StoreSettings, log: Logger): Promise<AttachmentStore> {
  const store = await open(settings);
  const fail = (what: string) => (error: unknown) => {
    log.error({ err: error }, `the store of attachments failed to ${what}`);
    throw unavailable('The files are out of reach; please try again in a moment');
  };
  return {
    put: (key, path, file) => store.put(key, path, file).catch(fail('keep a file')),
    read: (key, range) => store.read(key, range).catch(fail('read a file')),
    remove: (key) => store.remove(key).catch(fail('remove a file')),
  };
}

async function open(settings: StoreSettings): Promise<AttachmentStore> {
  if (settings.kind === 'folder') return openFolderStore(settings.path);
  // a client of this size is loaded only where it is used
  const { openS3Store } = await import('./s3.store.js');
  return openS3Store(settings);
}
