import { randomUUID } from 'node:crypto';
import { canonicalJson, sha256 } from '@zhishou/platform/canonical-json';
import type { IdPrefix } from '@zhishou/platform/ids';

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
  return { id: `${prefix}_${sha256(`${byId}/${key}/${hash}`).slice(0, 32)}`, hash };
}
