import { readFile, rm } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { spool, spoolPath } from './spool.js';

const paths: string[] = [];

const newPath = async () => {
  const path = await spoolPath();
  paths.push(path);
  return path;
};

afterEach(() => Promise.all(paths.splice(0).map((path) => rm(path, { force: true }))));

describe('the spool', () => {
  it('writes, counts and hashes what comes', async () => {
    const path = await newPath();
    const file = await spool(Readable.from([Buffer.from('ab'), Buffer.from('c')]), path, 3);
    expect(file).toEqual({
      path,
      size: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
    expect(await readFile(path, 'utf8')).toBe('abc');
  });

  it('takes not one byte too many, and leaves the sender in place to be told', async () => {
    const body = new PassThrough();
    body.write('abcd');
    await expect(spool(body, await newPath(), 3)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(body.destroyed).toBe(false);
  });

  it('does not wait for ever', async () => {
    const body = new PassThrough();
    body.write('a');
    await expect(spool(body, await newPath(), 3, 20)).rejects.toThrow('too slow');
  });
});
