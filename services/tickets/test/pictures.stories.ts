import { request as httpRequest } from 'node:http';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import sharp from 'sharp';
import { AttachmentClient } from './attachment.client.js';
import type { UploadView } from '@zhishou/testkit/upload';
import { photo } from './files.builder.js';
import type { TicketsWorld } from './tickets.world.js';

let world: TicketsWorld;
let client: AttachmentClient;
let ticketId: string;

/** A PNG of 16 bits a channel that fits into few bytes, and into many once it is written without care. */
async function deep(side: number): Promise<Buffer> {
  const pixels = new Uint16Array(side * side * 3);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      pixels.set([(x * 257) & 0xffff, (y * 131) & 0xffff, (x * y) & 0xffff], (y * side + x) * 3);
  const raw = { width: side, height: side, channels: 3 } as const;
  const image = sharp(pixels, { raw }).toColourspace('rgb16');
  return image.png({ adaptiveFiltering: true }).toBuffer();
}

/** The processes under this one that write pictures. */
async function running(): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'args=', '--ppid', String(process.pid)]);
  return stdout.split('\n').filter((line) => line.includes('picture.process.js'));
}

const left = () => Promise.all(['attachment', 'outbox', 'stray_object'].map((table) => world.count(table)));

/** Sends all of it and waits for no answer. */
function send({ url, method }: UploadView, bytes: Buffer) {
  const sending = httpRequest(client.address(url), { method, headers: { 'content-length': bytes.length } });
  sending.on('error', () => undefined).end(bytes);
  return sending;
}

/** What becomes of pictures, and of everybody else while there are many. */
export function pictureStories(open: () => TicketsWorld): void {
  beforeAll(async () => {
    world = open();
    client = new AttachmentClient(world);
    ticketId = (await world.report()).id;
  });

  describe('a picture is stored', () => {
    it('with 8 bits a channel, and never much larger than it came', async () => {
      const bytes = await deep(2000);
      const file = await client.attach('engineer', ticketId, bytes, { fileName: 'deep.png' });
      const stored = await client.bytesOf(file);
      const { depth, width } = await sharp(stored).metadata();
      expect([depth, width]).toEqual(['uchar', 2000]);
      expect(stored.length).toBeLessThanOrEqual(Math.max(2 * bytes.length, 1_000_000));
    });

    it('as it is called: what was not kept as a PNG is not called one', async () => {
      const bytes = await deep(2000);
      const file = await client.attach('engineer', ticketId, bytes, { fileName: '配电柜.png' });
      const { format } = await sharp(await client.bytesOf(file)).metadata();
      expect(file.contentType).toBe(`image/${format}`);
      expect(file.fileName).toMatch(format === 'png' ? /配电柜\.png$/ : /配电柜\.png\.(jpg|webp)$/);
    });

    it('not at all when a side is longer than anything shows', async () => {
      const long = await sharp({ create: { width: 16_384, height: 1, channels: 3, background: 'red' } })
        .png()
        .toBuffer();
      const upload = await client.request('engineer', ticketId, { fileName: 'long.png' });
      expect(await client.refused(upload, long)).toMatchObject({
        status: 400,
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(/at most 16383 pixels a side/),
      });
    });
  });

  describe('many large pictures of one person', () => {
    it('hold nobody else up', async () => {
      const large = await deep(2500);
      const done: string[] = [];
      const uploads = await Promise.all(
        Array.from({ length: 6 }, () => client.request('engineer', ticketId, { fileName: 'a.png' })),
      );
      const small = await client.request('reporter', ticketId);
      const sent = uploads.map((upload) => client.put(upload, large).then(() => done.push('large')));
      await eventually(async () => (await running()).length === 1);
      const other = client.put(small, await photo()).then(({ status }) => done.push(`small ${status}`));
      await Promise.all([other, ...sent]);
      expect(done.indexOf('small 201')).toBeLessThan(2);
      expect(done).toHaveLength(7);
    });

    it('end with their sender, and leave nothing', async () => {
      const large = await deep(2500);
      const before = await left();
      const uploads = await Promise.all(
        Array.from({ length: 3 }, () => client.request('dispatcher', ticketId, { fileName: 'a.png' })),
      );
      const senders = uploads.map((upload) => send(upload, large));
      await eventually(async () => (await running()).length === 1);
      for (const sender of senders) sender.destroy();
      await eventually(async () => (await running()).length === 0, { within: 2_000, every: 50 });
      expect(await left()).toEqual(before);
      // the place is free again, and the addresses take what comes next
      expect((await client.put(uploads[0]!, await deep(100))).status).toBe(201);
    });
  });
}
