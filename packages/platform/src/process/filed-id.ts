import { randomUUID } from 'node:crypto';
import { canonicalJson, sha256 } from '../canonical-json.js';
import type { IdPrefix } from '../ids.js';

/** What is put on file before the step that names it: who says what. */
interface Filed {
  prefix: IdPrefix;
  byId: string;
  content: unknown;
  idempotencyKey?: string;
}

/** Its id and the hash of its content: under one key the same content is the same, and another content is another. */
export function filedAs({ prefix, byId, content, idempotencyKey: key = randomUUID() }: Filed): {
  id: string;
  hash: string;
} {
  const hash = sha256(canonicalJson(content));
  return { id: filedIdOf(prefix, { byId, key, hash }), hash };
}

/** The id of what this person files under this key with this content, given by its hash. */
export const filedIdOf = (
  prefix: IdPrefix,
  { byId, key, hash }: { byId: string; key: string; hash: string },
): string => `${prefix}_${sha256(`${byId}/${key}/${hash}`).slice(0, 32)}`;
