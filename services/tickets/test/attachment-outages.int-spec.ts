import { access, rename, utimes, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { startTcpProxy, type TcpProxy } from '@zhishou/testkit/tcp-proxy';
import type { AttachmentStore } from '@zhishou/attachments/store/attachment.store';
import { AttachmentSweeper } from '@zhishou/attachments/store/attachment.sweeper';
import { ATTACHMENT_STORE } from '@zhishou/attachments/attachment.tokens';
import { spoolPath } from '@zhishou/attachments/upload/spool';
import { AttachmentClient } from './attachment.client.js';
import { FILES } from './files.builder.js';
import { TicketsWorld } from './tickets.world.js';

const PDF = FILES['签字扫描.pdf']!.bytes;
const SCAN = { fileName: 'scan.pdf' };

let postgres: TcpProxy;
let world: TicketsWorld;
let client: AttachmentClient;
/** where the store keeps what is attached */
let folder: string;

beforeAll(async () => {
  postgres = await startTcpProxy(new URL(process.env.DATABASE_URL!).host);
  world = await TicketsWorld.open((env) => {
    folder = env.ATTACHMENT_STORE!.replace('folder:', '');
    const url = new URL(env.DATABASE_URL!);
    url.host = postgres.address;
    return { DATABASE_URL: url.href };
  });
  client = new AttachmentClient(world);
});

afterAll(async () => {
  await world?.close();
  await postgres?.close();
});

const sweep = (olderThanMs: number) => world.service.app.get(AttachmentSweeper).sweep(olderThanMs);
const inStore = (key: string) =>
  access(join(folder, key)).then(
    () => true,
    () => false,
  );

describe('while PostgreSQL is away', () => {
  it('a file is not taken, and is afterwards', async () => {
    const { id } = await world.report();
    const upload = await client.request('engineer', id, SCAN);
    postgres.cut();
    expect(await client.refused(upload, PDF)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    postgres.mend();
    await eventually(async () => expect(await client.of(id)).toEqual([]) ?? true);
    expect((await client.put(upload, PDF)).status).toBe(201);
  });

  it('nothing is given out', async () => {
    const { url } = await client.attach('engineer', (await world.report()).id, PDF, SCAN);
    postgres.cut();
    expect((await client.get(url)).status).toBe(503);
    postgres.mend();
    await eventually(async () => (await client.get(url)).status === 200);
  });
});

describe('a file that reached the store and then nothing', () => {
  it('is on no ticket, is swept away, and comes again under the same address', async () => {
    const { id } = await world.report();
    const upload = await client.request('engineer', id, SCAN);
    const store = world.service.app.get<AttachmentStore>(ATTACHMENT_STORE);
    const put = store.put;
    let stray = '';
    const dying = jest.spyOn(store, 'put').mockImplementationOnce(async (key, ...rest) => {
      await put(key, ...rest);
      stray = key;
      postgres.cut();
    });
    expect(await client.refused(upload, PDF)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    dying.mockRestore();
    postgres.mend();
    await eventually(async () => expect(await client.of(id)).toEqual([]) ?? true);
    expect(await inStore(stray)).toBe(true);

    await sweep(60_000);
    expect(await inStore(stray)).toBe(true);
    await sweep(0);
    expect(await inStore(stray)).toBe(false);

    expect((await client.put(upload, PDF)).status).toBe(201);
    await sweep(0);
    const [file] = await client.of(id);
    expect((await client.bytesOf(file!)).equals(PDF)).toBe(true);
  });
});

describe('while the folder is away', () => {
  it('nothing is attached or given out, and reports go on', async () => {
    const { id } = await world.report();
    const { url } = await client.attach('engineer', id, PDF, SCAN);
    const upload = await client.request('engineer', id, SCAN);
    await rename(folder, `${folder}.away`);
    expect(await client.refused(upload, PDF)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect((await client.get(url)).status).toBe(503);
    expect((await world.report()).state).toBe('REPORTED');
    await rename(`${folder}.away`, folder);
    expect(await client.of(id)).toHaveLength(1);
    expect((await client.put(upload, PDF)).status).toBe(201);
    expect((await client.get(url)).status).toBe(200);
  });
});

describe('a sender that goes away half-way', () => {
  it('leaves nothing, and may send again', async () => {
    const { id } = await world.report();
    const upload = await client.request('engineer', id, SCAN);
    await new Promise<void>((resolve) => {
      const headers = { 'content-length': 1000 };
      const sending = httpRequest(client.address(upload.url), { method: 'PUT', headers });
      sending.on('error', () => resolve()).write(PDF, () => sending.destroy(new Error('out of reach')));
    });
    expect(await client.of(id)).toEqual([]);
    expect((await client.put(upload, PDF)).status).toBe(201);
    expect(await client.of(id)).toHaveLength(1);
  });
});

describe('what a killed process left on its disk', () => {
  it('is swept away once it is old, and what is under way is not', async () => {
    const [old, young] = [await spoolPath(), await spoolPath()];
    await Promise.all([old, young].map((path) => writeFile(path, 'half a file')));
    const hoursAgo = new Date(Date.now() - 7_200_000);
    await utimes(old, hoursAgo, hoursAgo);
    await sweep(3_600_000);
    await expect(access(old)).rejects.toMatchObject({ code: 'ENOENT' });
    await access(young);
    const soon = new Date(Date.now() - 7_200_000);
    await utimes(young, soon, soon);
    await sweep(3_600_000);
  });

  it('an announcement nobody followed goes with it', async () => {
    const { id } = await world.report();
    const { attachmentId } = await client.request('engineer', id, SCAN);
    await world.rows(`UPDATE upload SET expires_at = now() - interval '2 hours' WHERE id = $1`, [
      attachmentId,
    ]);
    await sweep(3_600_000);
    expect(await world.rows('SELECT id FROM upload WHERE id = $1', [attachmentId])).toEqual([]);
  });
});
