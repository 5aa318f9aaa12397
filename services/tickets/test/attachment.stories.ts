import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { AttachmentClient } from './attachment.client.js';
import { FILES, photo, TAKEN } from './files.builder.js';
import { PEOPLE } from '@zhishou/testkit/people';
import type { TicketsWorld } from './tickets.world.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What an attachment is to its users, wherever its bytes lie. */
export function attachmentStories(open: () => TicketsWorld): void {
  let world: TicketsWorld;
  let client: AttachmentClient;
  let ticketId: string;

  beforeAll(async () => {
    world = open();
    client = new AttachmentClient(world);
    ticketId = (await world.report()).id;
  });

  it.each(['jpeg', 'png', 'webp'] as const)(
    'a %s is kept upright and without its metadata',
    async (format) => {
      const sent = await photo(format);
      const hidden = Buffer.concat([sent, Buffer.from('<script>hidden behind the picture</script>')]);
      const file = await client.attach('engineer', ticketId, hidden, { fileName: `现场.${format}` });
      expect(file).toMatchObject({
        fileName: `现场.${format}`,
        kind: 'IMAGE',
        contentType: `image/${format}`,
        sentSha256: sha256(hidden),
        position: null,
        takenAt: null,
        uploadedBy: { id: PEOPLE.engineer.id },
      });
      const kept = await client.bytesOf(file);
      expect(file).toMatchObject({ size: kept.length, sha256: sha256(kept) });
      expect(kept.includes(TAKEN.by) || kept.includes('hidden')).toBe(false);
      const { width, height, exif, icc, xmp, orientation } = await sharp(kept).metadata();
      expect({ width, height }).toEqual({ width: 40, height: 60 });
      expect([exif, icc, xmp, orientation]).toEqual([undefined, undefined, undefined, undefined]);
    },
  );

  it('the position of a photo is kept beside it where that was wanted, and nothing else', async () => {
    const more = { keepPosition: true };
    const file = await client.attach('engineer', ticketId, await photo(), more);
    expect(file).toMatchObject({ position: TAKEN.position, takenAt: TAKEN.at });
    expect((await sharp(await client.bytesOf(file)).metadata()).exif).toBeUndefined();
  });

  it('a picture without a position has none, wanted or not', async () => {
    const plain = await sharp(await photo())
      .png()
      .toBuffer();
    const more = { fileName: 'plain.png', keepPosition: true };
    expect(await client.attach('reporter', ticketId, plain, more)).toMatchObject({
      position: null,
      takenAt: null,
    });
  });

  it.each(Object.entries(FILES))(
    '%s is kept as it was sent',
    async (fileName, { bytes, kind, contentType }) => {
      const more = { fileName, contentType, size: bytes.length, sha256: sha256(bytes).toUpperCase() };
      const file = await client.attach('dispatcher', ticketId, bytes, more);
      const hash = sha256(bytes);
      expect(file).toMatchObject({
        fileName,
        kind,
        contentType,
        size: bytes.length,
        sha256: hash,
        sentSha256: hash,
      });
      expect((await client.bytesOf(file)).equals(bytes)).toBe(true);
    },
  );

  it('comes down with headers that let nothing run and nothing stay', async () => {
    const { bytes } = FILES['签字扫描.pdf']!;
    const { url } = await client.attach('supervisor', ticketId, bytes, { fileName: '扫描 (1).pdf' });
    const { status, headers } = await client.get(url);
    expect({ status, ...Object.fromEntries(headers) }).toMatchObject({
      status: 200,
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="__ (1).pdf"; filename*=UTF-8''%E6%89%AB%E6%8F%8F%20%281%29.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
  });

  describe('a player', () => {
    const { bytes } = FILES['hotline.wav']!;
    let url: string;

    beforeAll(async () => {
      ({ url } = await client.attach('dispatcher', ticketId, bytes, { fileName: 'hotline.wav' }));
    });

    it.each<[string, Buffer, string]>([
      ['bytes=4-7', bytes.subarray(4, 8), `bytes 4-7/${bytes.length}`],
      ['bytes=10-', bytes.subarray(10), `bytes 10-${bytes.length - 1}/${bytes.length}`],
      ['bytes=-5', bytes.subarray(-5), `bytes ${bytes.length - 5}-${bytes.length - 1}/${bytes.length}`],
      ['bytes=0-999999', bytes, `bytes 0-${bytes.length - 1}/${bytes.length}`],
    ])('gets the part it asks for: %s', async (range, part, contentRange) => {
      const answer = await client.get(url, { range });
      expect([answer.status, answer.headers.get('content-range')]).toEqual([206, contentRange]);
      expect(Buffer.from(await answer.arrayBuffer()).equals(part)).toBe(true);
    });

    it.each(['bytes=0-1,3-4', 'bytes=7-4', 'lines=1-2'])('gets the whole for: %s', async (range) => {
      const answer = await client.get(url, { range });
      expect([answer.status, answer.headers.get('content-range')]).toEqual([200, null]);
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    });

    it.each(['bytes=999999-', 'bytes=-0'])('is told where the end is: %s', async (range) => {
      const { status, headers } = await client.get(url, { range });
      expect([status, headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    });
  });
}
