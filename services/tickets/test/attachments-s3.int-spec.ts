import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttachmentSweeper } from '@zhishou/attachments/store/attachment.sweeper';
import { AttachmentClient } from './attachment.client.js';
import { attachmentStories } from './attachment.stories.js';
import { FILES, photo } from './files.builder.js';
import { S3Server } from './s3.server.js';
import { TicketsWorld } from './tickets.world.js';

let server: S3Server;
let world: TicketsWorld;

beforeAll(async () => {
  server = await S3Server.start();
  world = await TicketsWorld.open(() => server.env);
});

afterAll(async () => {
  await world?.close();
  await server?.close();
});

describe('attachments in an S3 server', () => attachmentStories(() => world));

describe('while the S3 server is away', () => {
  it('nothing is attached, and the same address takes the file once it is back', async () => {
    const client = new AttachmentClient(world);
    const { id } = await world.report();
    const { bytes } = FILES['签字扫描.pdf']!;
    const upload = await client.request('engineer', id, { fileName: '签字扫描.pdf' });
    const before = await server.keys();
    await server.kill();
    expect(await client.refused(upload, bytes)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect(await client.of(id)).toEqual([]);
    expect((await world.report()).state).toBe('REPORTED');

    await server.run();
    expect((await client.put(upload, bytes)).status).toBe(201);
    const [file] = await client.of(id);
    expect((await client.bytesOf(file!)).equals(bytes)).toBe(true);

    await world.service.app.get(AttachmentSweeper).sweep(0);
    expect(await world.count('stray_object')).toBe(0);
    expect(await server.keys()).toHaveLength(before.length + 1);
  });

  it('what is attached cannot be fetched, and can again', async () => {
    const client = new AttachmentClient(world);
    const file = await client.attach('engineer', (await world.report()).id, await photo());
    await server.kill();
    const answer = await client.get(file.url);
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 503,
      body: { code: 'UNAVAILABLE' },
    });
    await server.run();
    expect((await client.bytesOf(file)).length).toBe(file.size);
  });
});
