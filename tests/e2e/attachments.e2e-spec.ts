import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { overSse } from './live.builder.js';
import { PHOTO, TAKEN } from './photo.builder.js';
import { report, step } from './ticket.builder.js';
import { signInAll, stack, type User } from './zhishou.builder.js';

interface Upload {
  attachmentId: string;
  url: string;
  method: string;
}

interface Attachment {
  id: string;
  fileName: string;
  kind: string;
  size: number;
  sha256: string;
  takenAt: string | null;
  position: object | null;
  uploadedBy: { displayName: string };
  url: string;
}

const REQUEST =
  'mutation ($input: RequestUploadInput!) { requestUpload(input: $input) { attachmentId url method } }';
const LOOK = `query ($id: ID) { ticket(id: $id) { attachments {
  id fileName kind size sha256 takenAt position { latitude longitude } uploadedBy { displayName } url } } }`;

const request = async (user: User, ticketId: string, more: object = {}): Promise<Upload> => {
  const input = { ticketId, fileName: '现场.jpg', ...more };
  return (await user.ask<{ requestUpload: Upload }>(REQUEST, { input })).requestUpload;
};

/** Everything goes to the address of the gateway, as a phone has it. */
const send = ({ url, method }: Upload, bytes: Buffer<ArrayBuffer>) =>
  fetch(new URL(url, stack.graphql), { method, body: bytes });

const look = async (user: User, ticketId: string): Promise<Attachment[]> => {
  const { ticket } = await user.ask<{ ticket: { attachments: Attachment[] } | null }>(LOOK, { id: ticketId });
  return ticket?.attachments ?? [];
};

describe('a photo from the site', () => {
  let reporter: User;
  let dispatcher: User;
  let engineer: User;
  let supervisor: User;
  let ticketId: string;

  beforeAll(async () => {
    [reporter, dispatcher, engineer, supervisor] = await signInAll(
      'reporter',
      'dispatcher',
      'engineer1',
      'supervisor',
    );
    ({ id: ticketId } = await report(reporter));
    await step(dispatcher, 'acceptTicket', ticketId, { engineerId: engineer.id });
  });

  it('goes from the engineer’s phone to the supervisor’s desk, without what the camera told', async () => {
    const bytes = Buffer.from(PHOTO);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const upload = await request(engineer, ticketId, {
      sha256,
      size: bytes.length,
      contentType: 'image/jpeg',
    });
    expect((await send(upload, bytes)).status).toBe(201);
    const [photo] = await look(supervisor, ticketId);
    expect(photo).toMatchObject({
      id: upload.attachmentId,
      fileName: '现场.jpg',
      kind: 'IMAGE',
      position: null,
    });
    expect(photo!.uploadedBy.displayName).toBe('张伟');
    const answer = await fetch(new URL(photo!.url, stack.graphql));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': expect.stringContaining("filename*=UTF-8''%E7%8E%B0%E5%9C%BA.jpg"),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const kept = Buffer.from(await answer.arrayBuffer());
    expect(createHash('sha256').update(kept).digest('hex')).toBe(photo!.sha256);
    expect(PHOTO.includes('a camera that tells')).toBe(true);
    expect(kept.includes('a camera that tells')).toBe(false);
  });

  it('keeps its place where that is wanted', async () => {
    const upload = await request(engineer, ticketId, { keepPosition: true });
    await send(upload, Buffer.from(PHOTO));
    const photo = (await look(reporter, ticketId)).find(({ id }) => id === upload.attachmentId);
    expect(photo).toMatchObject({ position: TAKEN.position, takenAt: TAKEN.at });
  });

  it('is seen at once by who watches the ticket', async () => {
    const watching = overSse<{ ticketChanged: { attachments: { id: string }[] } }>(
      supervisor,
      'subscription ($id: ID) { ticketChanged(id: $id) { attachments { id } } }',
      { id: ticketId },
    );
    const heard = await eventually(
      async () => {
        const upload = await request(engineer, ticketId);
        await send(upload, Buffer.from(PHOTO));
        return watching.heard.find(({ ticketChanged }) => ticketChanged.attachments.length > 2);
      },
      { every: 200 },
    );
    expect(heard.ticketChanged.attachments.length).toBeGreaterThan(2);
    watching.stop();
  });

  it('is nobody else’s business', async () => {
    const [bot, auditor, other] = await signInAll('bot', 'auditor', 'engineer2');
    expect((await bot.refusal(LOOK, { id: ticketId })).extensions.code).toBe('FORBIDDEN');
    expect(await look(other, ticketId)).toEqual([]);
    const input = { ticketId, fileName: 'a.jpg' };
    expect((await other.refusal(REQUEST, { input })).extensions.code).toBe('NOT_FOUND');
    expect((await auditor.refusal(REQUEST, { input })).extensions.code).toBe('FORBIDDEN');
    const [photo] = await look(auditor, ticketId);
    const given = await fetch(new URL(photo!.url, stack.graphql));
    expect(given.status).toBe(200);
    const forged = photo!.url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await fetch(new URL(`${forged}x`, stack.graphql))).status).toBe(401);
  });

  it('that is none is refused with a code and a reason, however it is dressed', async () => {
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    const upload = await request(engineer, ticketId, { fileName: 'photo.jpg', contentType: 'image/jpeg' });
    const before = await look(supervisor, ticketId);
    for (const bytes of [
      page,
      Buffer.alloc(0),
      Buffer.from(PHOTO.subarray(0, 500)),
      Buffer.alloc(21_000_000),
    ]) {
      const answer = await send(upload, bytes);
      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { code: 'BAD_USER_INPUT', fields: [{ path: 'file', message: expect.any(String) }] },
      ]);
    }
    expect((await look(supervisor, ticketId)).length).toBe(before.length);
    expect((await send(upload, Buffer.from(PHOTO))).status).toBe(201);
    expect((await send(upload, Buffer.from(PHOTO))).status).toBe(409);
  });
});
