import type { KeyObject } from 'node:crypto';
import { readEnv } from '../env.js';
import { readHeadKey } from './head.js';
import { fileHeadStore, type HeadStore } from './head-store.js';

export interface HeadSettings {
  store: HeadStore;
  key: KeyObject;
  everyMs: number;
}

/** undefined where no heads are to be given: without a key and a place for them. @throws Error for a key that is none */
export function readHeadEnv(): HeadSettings | undefined {
  const { key, file, minutes } = readEnv((env) => ({
    key: env.optionalText('AUDIT_HEAD_KEY'),
    file: env.optionalText('AUDIT_HEAD_FILE'),
    minutes: env.number('AUDIT_HEAD_MINUTES', { default: 60 }),
  }));
  if (!key || !file) return undefined;
  return { store: fileHeadStore(file), key: readHeadKey(key), everyMs: Math.max(minutes, 1) * 60_000 };
}
