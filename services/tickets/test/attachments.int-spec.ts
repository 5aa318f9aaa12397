import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttachmentClient } from './attachment.client.js';
import { attachmentStories } from './attachment.stories.js';
import { FILES, photo } from './files.builder.js';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { TicketsWorld } from './tickets.world.js';

const CONSULTATION = { kind: 'CONSULTATION', severity: undefined, assetCode: undefined, answer: '按投屏键' };

let world: TicketsWorld;
let client: AttachmentClient;

beforeAll(async () => {
  world = await TicketsWorld.open(() => ({
    ATTACHMENT_MAX_BYTES: '3000000',
    ATTACHMENT_MAX_PER_TICKET: '30',
  }));
  client = new AttachmentClient(world);
});

afterAll(() => world?.close());

describe('attachments in a folder', () => attachmentStories(() => world));

describe('attachments', () => {
  let ticketId: string;

  beforeAll(async () => {
    ticketId = (await world.report()).id;
  });

  it.each<[Who]>([['reporter'], ['supervisor'], ['admin'], ['dispatcher'], ['engineer']])(
    'the %s may add to a ticket that concerns it',
    async (who) => {
      const { uploadedBy } = await client.attach(who, ticketId, await photo());
      expect(uploadedBy.id).toBe(PEOPLE[who].id);
    },
  );

  it.each<[Who]>([['reporter'], ['supervisor'], ['dispatcher'], ['engineer'], ['auditor']])(
    'the %s may look at them',
    async (who) => {
      const [file] = await client.of(ticketId, who);
      expect((await client.bytesOf(file!)).length).toBe(file!.size);
    },
  );

  it('are told on tickets.v1 and in the audit log, without their bytes', async () => {
    const { id } = await world.report();
    const file = await client.attach('engineer', id, await photo(), { fileName: '../../配电柜.JPG' });
    const [event] = await world.rows<{
      event: { type: string; time: string; data: Record<string, unknown> };
    }>(`SELECT event FROM outbox WHERE key = $1 ORDER BY outbox.id DESC LIMIT 1`, [id]);
    expect(event?.event).toMatchObject({
      type: 'ticket.attachment-added',
      time: file.uploadedAt,
      data: {
        ticket: { id, state: 'REPORTED', clocks: expect.any(Array) },
        attachment: { id: file.id, fileName: '配电柜.JPG', kind: 'IMAGE', sha256: file.sha256 },
        by: { id: PEOPLE.engineer.id, role: 'PROVIDER_ENGINEER' },
      },
    });
    const [entry] = await world.rows(
      `SELECT actor_id, action, after ->> 'sha256' AS sha256, address FROM audit_entry
       WHERE aggregate_id = $1 ORDER BY seq DESC LIMIT 1`,
      [id],
    );
    expect(entry).toEqual({
      actor_id: PEOPLE.engineer.id,
      action: 'addAttachment',
      sha256: file.sha256,
      address: '127.0.0.1',
    });
  });

  it('may come after the ticket is closed, and say so', async () => {
    const closed = await world.report({ ...CONSULTATION, channel: 'FIXED_LINE' });
    const { bytes } = FILES['签字扫描.pdf']!;
    const file = await client.attach('reporter', closed.id, bytes, { fileName: '签字扫描.pdf' });
    expect(Date.parse(file.uploadedAt)).toBeGreaterThan(Date.parse(closed.closedAt!));
  });

  it('give one key one address', async () => {
    const more = { idempotencyKey: 'photo-1' };
    const first = await client.request('engineer', ticketId, more);
    expect(await client.request('engineer', ticketId, more)).toEqual(first);
    expect(await client.refusedRequest('engineer', ticketId, { ...more, fileName: 'b.jpg' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'idempotencyKey' }],
    });
  });

  it.each<[Who, string]>([
    ['auditor', 'FORBIDDEN'],
    ['bot', 'FORBIDDEN'],
    ['unsignedEngineer', 'NDA_REQUIRED'],
    ['colleague', 'NOT_FOUND'],
  ])('the %s may add none', async (who, code) => {
    expect(await client.refusedRequest(who, ticketId)).toMatchObject({ code });
  });

  it('the bot may not even look', async () => {
    const refusal = await world.refusal('bot', 'query ($id: ID) { ticket(id: $id) { attachments { id } } }', {
      id: ticketId,
    });
    expect(refusal.code).toBe('FORBIDDEN');
  });

  it('of a ticket that is in the hands of another engineer are none of an engineer’s business', async () => {
    const { id } = await world.report();
    await world.record('dispatcher', id, { action: 'acceptTicket', engineerId: PEOPLE.secondEngineer.id });
    expect(await client.refusedRequest('engineer', id)).toMatchObject({ code: 'NOT_FOUND' });
    expect((await client.attach('secondEngineer', id, await photo())).kind).toBe('IMAGE');
    expect(await client.of(id, 'engineer')).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['no ticket’s id', { ticketId: 'tkt_1' }, 'ticketId'],
    ['no name', { fileName: ' ' }, 'fileName'],
    ['a name of dots and slashes', { fileName: '../..' }, 'fileName'],
    ['a name that turns its direction round', { fileName: 'gpj.\u202eexe' }, 'fileName'],
    ['a name with a control character', { fileName: 'a\u0000.jpg' }, 'fileName'],
    ['a name of ten thousand characters', { fileName: '长'.repeat(10_000) }, 'fileName'],
    ['a drawing that can run', { contentType: 'image/svg+xml' }, 'contentType'],
    ['a page', { contentType: 'text/html; charset=utf-8' }, 'contentType'],
    ['no type at all', { contentType: 'photo' }, 'contentType'],
    ['an empty file', { size: 0 }, 'size'],
    ['less than an empty file', { size: -1 }, 'size'],
    ['a file that is too large', { size: 3_000_001 }, 'size'],
    ['half a hash', { sha256: 'ab12' }, 'sha256'],
    ['a key with a blank', { idempotencyKey: 'a b' }, 'idempotencyKey'],
  ])('are not announced with %s', async (_, mistake, path) => {
    const before = await world.count('upload');
    const refusal = await client.refusedRequest('engineer', ticketId, mistake);
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
    expect(await world.count('upload')).toBe(before);
  });

  it('are not announced for a ticket that does not exist', async () => {
    const unknown = `tkt_${'0'.repeat(32)}`;
    expect(await client.refusedRequest('engineer', unknown)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are so many to a ticket and no more, however many ask at once', async () => {
    const { id } = await world.report();
    const asked = await Promise.allSettled(Array.from({ length: 34 }, () => client.request('engineer', id)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
    expect(await client.refusedRequest('engineer', id)).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'ticketId' }],
    });
  });
});
