import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { StoreSettings } from '../attachment.env.js';
import type { AttachmentStore } from './attachment.store.js';

const CONNECT_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 30_000;

const ignore = (): void => undefined;
const SILENT = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Keeps files in a bucket of any server that speaks S3; the bucket must be there. */
export function openS3Store(settings: Extract<StoreSettings, { kind: 's3' }>): AttachmentStore {
  const { endpoint, region, bucket: Bucket, accessKeyId, secretAccessKey } = settings;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // a server on an address of its own has no name per bucket
    forcePathStyle: true,
    // checksums in trailers are Amazon's own; not every server takes them
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // what fails is told by whoever asked
    logger: SILENT,
    requestHandler: { connectionTimeout: CONNECT_WITHIN_MS, requestTimeout: ANSWER_WITHIN_MS },
  });
  return {
    put: async (Key, path, { size, contentType }) => {
      const file = { Body: createReadStream(path), ContentLength: size, ContentType: contentType };
      await client.send(new PutObjectCommand({ Bucket, Key, ...file }));
    },
    read: async (Key, range) => {
      const Range = range && `bytes=${range.first}-${range.last}`;
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, Range }));
      return Body as Readable;
    },
    remove: async (Key) => {
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    },
  };
}
