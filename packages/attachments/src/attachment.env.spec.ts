import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { attachmentEnv } from './attachment.env.js';

const S3 = {
  ATTACHMENT_STORE: 's3',
  ATTACHMENT_S3_ENDPOINT: 'http://127.0.0.1:9000',
  ATTACHMENT_S3_BUCKET: 'files',
  ATTACHMENT_S3_ACCESS_KEY_ID: 'id',
  ATTACHMENT_S3_SECRET_ACCESS_KEY: 'secret',
};
const read = () => attachmentEnv([{ noun: 'ticket' }, { noun: 'visit', most: 500 }]);
const before = { ...process.env };

beforeEach(() => {
  Object.assign(process.env, {
    ATTACHMENT_SECRET: 'sixteen letters!',
    ATTACHMENT_STORE: 'folder:/var/files',
  });
});

afterEach(() => {
  process.env = { ...before };
});

describe('the settings of attachments', () => {
  it('name a folder', () => {
    expect(read()).toMatchObject({
      store: { kind: 'folder', path: '/var/files' },
      maxBytes: 20_000_000,
      maxPer: { ticket: 50, visit: 500 },
    });
  });

  it('name a bucket', () => {
    Object.assign(process.env, S3);
    expect(read().store).toMatchObject({ kind: 's3', bucket: 'files', region: 'us-east-1' });
  });

  it('tell everything that is missing of a bucket at once', () => {
    Object.assign(process.env, { ATTACHMENT_SECRET: '', ATTACHMENT_STORE: 's3' });
    expect(read).toThrow(
      /ATTACHMENT_SECRET[^]+S3_ENDPOINT[^]+S3_BUCKET[^]+ACCESS_KEY_ID[^]+SECRET_ACCESS_KEY/,
    );
  });

  it.each(['', '/var/files', 'folder:', 'ftp'])('refuse %j as a store', (store) => {
    process.env.ATTACHMENT_STORE = store;
    expect(read).toThrow(/ATTACHMENT_STORE/);
  });
});
