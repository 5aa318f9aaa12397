import { type EnvReader, EnvError, readEnv } from '@zhishou/platform/env';
import type { SubjectKind } from './subject.kinds.js';

export type StoreSettings =
  | { kind: 'folder'; path: string }
  | {
      kind: 's3';
      endpoint: string;
      region: string;
      bucket: string;
      accessKeyId: string;
      secretAccessKey: string;
    };

export interface AttachmentSettings {
  /** signs the addresses of uploads and downloads; the same in every process of the service */
  secret: string;
  store: StoreSettings;
  /** of one file as it is sent */
  maxBytes: number;
  /** width × height of a picture */
  maxPixels: number;
  /** pictures that are written anew at once: each may take a core, and as much memory as all its pixels */
  picturesAtOnce: number;
  /** files of one thing, by the noun of its kind */
  maxPer: Readonly<Record<string, number>>;
}

const MAX_PER_SUBJECT = 50;

/**
 * @param kinds what files are attached to: `ticket` reads ATTACHMENT_MAX_PER_TICKET
 * @throws EnvError naming everything that is missing or wrong
 */
export const attachmentEnv = (kinds: readonly Pick<SubjectKind, 'noun' | 'most'>[]): AttachmentSettings =>
  readEnv((env) => ({
    secret: env.secret('ATTACHMENT_SECRET'),
    store: readStore(env),
    maxBytes: env.number('ATTACHMENT_MAX_BYTES', { default: 20_000_000 }),
    maxPixels: env.number('ATTACHMENT_MAX_PIXELS', { default: 50_000_000 }),
    picturesAtOnce: env.number('ATTACHMENT_PICTURES_AT_ONCE', { default: 2 }),
    maxPer: Object.fromEntries(
      kinds.map(({ noun, most = MAX_PER_SUBJECT }) => [
        noun,
        env.number(`ATTACHMENT_MAX_PER_${noun.toUpperCase()}`, { default: most }),
      ]),
    ),
  }));

function readStore(env: EnvReader): StoreSettings {
  const store = env.text('ATTACHMENT_STORE');
  if (store === 's3') {
    return {
      kind: 's3',
      endpoint: env.url('ATTACHMENT_S3_ENDPOINT'),
      region: env.text('ATTACHMENT_S3_REGION', { default: 'us-east-1' }),
      bucket: env.text('ATTACHMENT_S3_BUCKET'),
      accessKeyId: env.text('ATTACHMENT_S3_ACCESS_KEY_ID'),
      secretAccessKey: env.text('ATTACHMENT_S3_SECRET_ACCESS_KEY'),
    };
  }
  const path = /^folder:(.+)$/.exec(store)?.[1];
  if (path === undefined && store !== '')
    throw new EnvError(['ATTACHMENT_STORE: neither s3 nor folder:<path>']);
  return { kind: 'folder', path: path ?? '' };
}
