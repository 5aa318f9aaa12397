import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttachmentLinks } from '@zhishou/attachments/attachment.links';
import { AttachmentClient } from './attachment.client.js';
import type { UploadView } from '@zhishou/testkit/upload';
import { bigPicture, bomb, FILES, film, photo, UNWANTED } from './files.builder.js';
import { PEOPLE } from '@zhishou/testkit/people';
import { TicketsWorld } from './tickets.world.js';

const MAX_BYTES = 1_000_000;
const PDF = FILES['签字扫描.pdf']!.bytes;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let world: TicketsWorld;
let client: AttachmentClient;
let ticketId: string;

beforeAll(async () => {
  world = await TicketsWorld.open(() => ({
    ATTACHMENT_MAX_BYTES: String(MAX_BYTES),
    ATTACHMENT_MAX_PER_TICKET: '500',
  }));
  client = new AttachmentClient(world);
  ticketId = (await world.report()).id;
});

afterAll(() => world?.close());

/** What there is of everything that a file would leave. */
const left = () =>
  Promise.all(['attachment', 'outbox', 'audit_entry', 'stray_object'].map((t) => world.count(t)));

const half = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));

interface Lie {
  announced?: object;
  bytes: () => Buffer | Promise<Buffer>;
  says: RegExp;
}

const LIES: Record<string, Lie> = {
  ...Object.fromEntries(
    Object.entries(UNWANTED).map(([fileName, bytes]) => [
      fileName,
      { announced: { fileName }, bytes: () => bytes, says: /taken are jpg, png, webp, mp3/ },
    ]),
  ),
  'a page that is called a photo': {
    announced: { fileName: 'photo.jpg', contentType: 'image/jpeg' },
    bytes: () => UNWANTED['page.html']!,
    says: /of no kind that is known/,
  },
  'a photo that is called a scan': {
    announced: { fileName: 'scan.pdf' },
    bytes: () => photo(),
    says: /is image\/jpeg, which its name scan\.pdf denies/,
  },
  'a scan that is announced as a photo': {
    announced: { fileName: 'scan', contentType: 'image/jpeg' },
    bytes: () => PDF,
    says: /is application\/pdf, announced was image\/jpeg/,
  },
  nothing: { bytes: () => Buffer.alloc(0), says: /is empty/ },
  'more than was announced': {
    announced: { fileName: 'scan.pdf', size: PDF.length - 1 },
    bytes: () => PDF,
    says: /announced were/,
  },
  'what was changed on its way': {
    announced: { fileName: 'scan.pdf', sha256: sha256(Buffer.from('other')) },
    bytes: () => PDF,
    says: /another SHA-256/,
  },
  'half a JPEG': { bytes: async () => half(await photo()), says: /is damaged/ },
  'half a PNG': {
    announced: { fileName: 'a.png' },
    bytes: async () => half(await photo('png')),
    says: /is damaged/,
  },
  'half a WebP': {
    announced: { fileName: 'a.webp' },
    bytes: async () => half(await photo('webp')),
    says: /is damaged/,
  },
  'a head without a picture': { bytes: async () => (await photo()).subarray(0, 20), says: /is damaged/ },
  'a picture of 900 million pixels': {
    announced: { fileName: 'a.png' },
    bytes: bomb,
    says: /30000 × 30000 pixels: at most 50000000/,
  },
  'a picture that moves': { announced: { fileName: 'a.webp' }, bytes: film, says: /moves/ },
  'a file that is too large': {
    announced: { fileName: 'a.png' },
    bytes: () => bigPicture(MAX_BYTES + 1),
    says: /too large: at most 1000000 bytes/,
  },
};

describe('a file is refused and leaves nothing', () => {
  it.each(Object.entries(LIES))('%s', async (_, { announced, bytes, says }) => {
    const upload = await client.request('engineer', ticketId, announced);
    const before = await left();
    const refusal = await client.refused(upload, await bytes());
    expect(refusal).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', fields: [{ path: 'file' }] });
    expect(refusal.message).toMatch(says);
    expect(await left()).toEqual(before);
  });

  it('and the address still takes the right one', async () => {
    const upload = await client.request('engineer', ticketId, { fileName: 'scan.pdf', sha256: sha256(PDF) });
    expect((await client.refused(upload, Buffer.from('something else'))).status).toBe(400);
    expect((await client.put(upload, PDF)).status).toBe(201);
  });
});

describe('a length that lies', () => {
  it('or is missing lets nothing larger in', async () => {
    const upload = await client.request('engineer', ticketId, { fileName: 'a.png' });
    const before = await left();
    const bytes = await bigPicture(4 * MAX_BYTES);
    const { status, body } = await chunked(client.address(upload.url), bytes);
    expect([status, JSON.parse(body)]).toMatchObject([400, { message: expect.stringMatching(/too large/) }]);
    expect(await left()).toEqual(before);
  });

  it('by being too small cuts the file off, and is found out', async () => {
    const upload = await client.request('engineer', ticketId, { fileName: 'a.pdf', size: PDF.length });
    const before = await left();
    const answer = await raw(upload, PDF.length - 5, PDF);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(await left()).toEqual(before);
  });

  it('by being too large makes the file end too soon; nothing is attached then', async () => {
    const upload = await client.request('engineer', ticketId, { fileName: 'a.pdf' });
    const before = await left();
    expect(await raw(upload, PDF.length + 100, PDF, { hangUp: true })).toMatch(/^HTTP\/1\.1 400 /);
    expect(await left()).toEqual(before);
    expect((await client.put(upload, PDF)).status).toBe(201);
  });
});

describe('an address', () => {
  const links = () => world.service.app.get(AttachmentLinks);
  const link = (about: string, use: 'upload' | 'download', expiresAt: number) =>
    links().path({
      ...{ use, about, personId: PEOPLE.engineer.id, role: 'PROVIDER_ENGINEER', expiresAt },
      ...{ sessionId: 'ses_test', sessionEpoch: 0 },
    });
  const later = () => Date.now() + 60_000;
  const at = (url: string, upload: UploadView): UploadView => ({ ...upload, url });

  it('is good for one file: the second is refused, and the first stays', async () => {
    const upload = await client.request('engineer', ticketId, { fileName: 'a.pdf' });
    expect((await client.put(upload, PDF)).status).toBe(201);
    expect(await client.refused(upload, await photo())).toMatchObject({ status: 409, code: 'CONFLICT' });
    const files = (await client.of(ticketId)).filter(({ id }) => id === upload.attachmentId);
    expect(files).toMatchObject([{ sha256: sha256(PDF) }]);
  });

  it('is good for one file also when two come at once', async () => {
    const upload = await client.request('engineer', ticketId, { fileName: 'a.pdf' });
    const answers = await Promise.all([1, 2, 3].map(() => client.put(upload, PDF)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('names the service that keeps the file, and is as good without its name', async () => {
    const { url } = await client.attach('engineer', ticketId, PDF, { fileName: 'a.pdf' });
    const [, folder, service, token] = url.split('/');
    expect([folder, service]).toEqual(['attachments', 'tickets']);
    expect((await client.bytesOf({ url: `/attachments/${token}` })).equals(PDF)).toBe(true);
  });

  it('that has expired is refused, for sending and for fetching', async () => {
    const upload = await client.request('engineer', ticketId, { fileName: 'a.pdf' });
    const expired = at(link(upload.attachmentId, 'upload', Date.now() - 1), upload);
    expect(await client.refused(expired, PDF)).toMatchObject({ status: 401, message: /has expired/ });
    const file = await client.attach('engineer', ticketId, PDF, { fileName: 'a.pdf' });
    const answer = await client.get(link(file.id, 'download', Date.now() - 1));
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'UNAUTHENTICATED' }]);
  });

  it('that was changed or made up is refused', async () => {
    const upload = await client.request('engineer', ticketId, { fileName: 'a.pdf' });
    const [claims = '', signature = ''] = upload.url.split('/').at(-1)!.split('.');
    const [, ...rest] = JSON.parse(Buffer.from(claims, 'base64url').toString()) as unknown[];
    const other = Buffer.from(JSON.stringify(['download', ...rest])).toString('base64url');
    for (const token of [
      `${other}.${signature}`,
      claims,
      `${claims}.`,
      `${claims}.AAAA`,
      'a.b',
      '%00',
      '..%2f..',
    ]) {
      expect((await client.refused(at(`/attachments/${token}`, upload), PDF)).status).toBe(401);
      expect((await client.get(`/attachments/${token}`)).status).toBe(401);
    }
    expect((await client.put(upload, PDF)).status).toBe(201);
  });

  it('for sending fetches nothing, and one for fetching takes nothing', async () => {
    const file = await client.attach('engineer', ticketId, PDF, { fileName: 'a.pdf' });
    const upload = await client.request('engineer', ticketId, { fileName: 'b.pdf' });
    expect((await client.get(upload.url)).status).toBe(401);
    expect((await client.refused(at(file.url, upload), PDF)).status).toBe(401);
  });

  it('of something that does not exist leads nowhere', async () => {
    const nothing = `att_${'0'.repeat(32)}`;
    const upload = await client.request('engineer', ticketId);
    expect((await client.refused(at(link(nothing, 'upload', later()), upload), PDF)).status).toBe(404);
    expect((await client.get(link(nothing, 'download', later()))).status).toBe(404);
  });

  it('ends with the right of the person it was given to', async () => {
    const { id } = await world.report();
    const upload = await client.request('engineer', id, { fileName: 'a.pdf' });
    const { url } =
      (await client.attach('engineer', id, PDF, { fileName: 'b.pdf' })) &&
      (await client.of(id, 'engineer'))[0]!;
    const tryBoth = async () => [(await client.refused(upload, PDF)).code, (await client.get(url)).status];

    await world.rows(`UPDATE person SET nda_signed = false WHERE id = $1`, [PEOPLE.engineer.id]);
    expect(await tryBoth()).toEqual(['NDA_REQUIRED', 403]);
    await world.rows(`UPDATE person SET nda_signed = true, active = false WHERE id = $1`, [
      PEOPLE.engineer.id,
    ]);
    expect(await tryBoth()).toEqual(['FORBIDDEN', 403]);
    await world.rows(`UPDATE person SET active = true WHERE id = $1`, [PEOPLE.engineer.id]);
    await world.record('dispatcher', id, { action: 'acceptTicket', engineerId: PEOPLE.secondEngineer.id });
    expect(await tryBoth()).toEqual(['NOT_FOUND', 404]);
  });
});

/** Sends without saying how much it will be. */
function chunked(url: URL, bytes: Buffer): Promise<{ status?: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(
      url,
      { method: 'PUT', headers: { 'transfer-encoding': 'chunked' } },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (part: string) => (body += part));
        answer.on('end', () => resolve({ status: answer.statusCode, body }));
      },
    );
    sending.on('error', reject).end(bytes);
  });
}

/** Sends these bytes under a stated length, and hangs up after them or waits for an answer. */
function raw(upload: UploadView, length: number, bytes: Buffer, { hangUp = false } = {}): Promise<string> {
  const { hostname, port, pathname } = client.address(upload.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(`PUT ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n`);
      socket.write(bytes, () => hangUp && socket.end());
    });
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
    socket.on('error', reject).on('close', () => resolve(answer));
  });
}
