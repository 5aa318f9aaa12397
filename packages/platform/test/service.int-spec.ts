import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { freshDatabase } from '@zhishou/testkit/database';
import type { FreshDatabase } from '@zhishou/testkit/database';
import { createClient } from 'graphql-ws';
import { DataSource } from 'typeorm';
import { WebSocket } from 'ws';
import { dataSourceOptions } from '../src/db/data-source.js';
import { runMigrations } from '../src/db/migrate.js';
import { chassisProbes } from '../src/health/probes.js';
import { createService } from '../src/service.js';
import { FakeDirectory } from './fake-directory.js';
import { SAMPLE_MIGRATIONS } from './sample.migration.js';
import { SampleModule, secondTick } from './sample.module.js';

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

let database: FreshDatabase;
let directory: FakeDirectory;
let app: NestFastifyApplication;
let url: string;

async function ask(
  query: string,
  authorization?: string,
  headers: Record<string, string> = {},
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}), ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

const codeOf = (answer: Answer) => answer.errors?.[0]?.extensions.code;

beforeAll(async () => {
  database = await freshDatabase('sample');
  directory = await FakeDirectory.start();
  process.env.DATABASE_URL = database.url;
  process.env.JWKS_URL = directory.jwksUrl;
  process.env.DIRECTORY_URL = directory.url;
  process.env.LOG_LEVEL = 'silent';
  await runMigrations(dataSourceOptions({ schema: 'sample', entities: [], migrations: SAMPLE_MIGRATIONS }));
  app = await createService({ name: 'sample', module: SampleModule, probes: chassisProbes });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});

afterAll(async () => {
  await app?.close();
  await directory?.stop();
  await database?.drop();
});

describe('access', () => {
  it('asks for a token, a role and a signed NDA, in this order', async () => {
    expect(codeOf(await ask('{ thing { id } }'))).toBe('UNAUTHENTICATED');
    const bot = await directory.token({ id: 'psn_bot', role: 'BOT' });
    expect(codeOf(await ask('{ thing { id } }', bot))).toBe('FORBIDDEN');
    const unsigned = await directory.token({ id: 'psn_e1', role: 'PROVIDER_ENGINEER' });
    expect(codeOf(await ask('{ thing { id } }', unsigned))).toBe('NDA_REQUIRED');
    expect((await ask('{ me }', unsigned)).data).toEqual({ me: 'psn_e1' });
    const signed = await directory.token({ id: 'psn_e1', role: 'PROVIDER_ENGINEER', ndaSigned: true });
    expect((await ask('{ thing { id } }', signed)).data).toEqual({ thing: { id: 'a' } });
  });

  it('opens nothing to who has still to set up a second factor, by the token alone', async () => {
    const admin = { id: 'psn_a', role: 'BUREAU_ADMIN' } as const;
    const enrolling = await directory.token({ ...admin, mustEnrol: true });
    for (const query of ['{ thing { id } }', '{ thing { secret } }', '{ things { id } }', '{ me }'])
      expect(codeOf(await ask(query, enrolling))).toBe('TOTP_REQUIRED');
    const entities = '{ _entities(representations: [{__typename: "Thing", id: "a"}]) { __typename } }';
    expect(codeOf(await ask(entities, enrolling))).toBe('TOTP_REQUIRED');
    expect((await ask('{ requestId }', enrolling)).errors).toBeUndefined();
    expect((await ask('{ thing { id } }', await directory.token(admin))).errors).toBeUndefined();
  });

  it('lets a person in as soon as the directory says the NDA is signed', async () => {
    const token = await directory.token({ id: 'psn_e2', role: 'PROVIDER_ENGINEER' });
    expect(codeOf(await ask('{ thing { id } }', token))).toBe('NDA_REQUIRED');
    directory.standings.set('psn_e2', {
      active: true,
      ndaSigned: true,
      role: 'PROVIDER_ENGINEER',
      sessionOver: false,
    });
    expect((await ask('{ thing { id } }', token)).errors).toBeUndefined();
  });

  it('shuts out a person who was deactivated or given another role since the token', async () => {
    await insertPerson('psn_gone', 'BUREAU_ADMIN', false);
    const gone = await directory.token({ id: 'psn_gone', role: 'BUREAU_ADMIN' });
    expect(codeOf(await ask('{ thing { id } }', gone))).toBe('UNAUTHENTICATED');
    await insertPerson('psn_moved', 'BUREAU_REPORTER', true);
    const moved = await directory.token({ id: 'psn_moved', role: 'BUREAU_ADMIN' });
    expect(codeOf(await ask('{ thing { secret } }', moved))).toBe('UNAUTHENTICATED');
  });

  it('asks the directory only about those of whom token and projection disagree', async () => {
    const before = directory.asked;
    await ask('{ thing { id madeAt } }', await directory.token({ id: 'psn_admin', role: 'BUREAU_ADMIN' }));
    expect(directory.asked).toBe(before);
  });

  it('keeps a field to its own roles', async () => {
    const reporter = await directory.token({ id: 'psn_r', role: 'BUREAU_REPORTER' });
    expect(codeOf(await ask('{ thing { id secret } }', reporter))).toBe('FORBIDDEN');
    const admin = await directory.token({ id: 'psn_a', role: 'BUREAU_ADMIN' });
    expect((await ask('{ thing { secret } }', admin)).data).toEqual({ thing: { secret: 'secret of a' } });
  });

  it('answers entities only to those who are signed in', async () => {
    const entities = '{ _entities(representations: [{__typename: "Thing", id: "a"}]) { __typename } }';
    expect(codeOf(await ask(entities))).toBe('UNAUTHENTICATED');
    expect((await ask('{ _service { sdl } }')).errors).toBeUndefined();
  });

  it('refuses a bad or expired token, but not where none is needed', async () => {
    expect(codeOf(await ask('{ me }', 'Bearer a.b.c'))).toBe('UNAUTHENTICATED');
    const old = await directory.token({
      id: 'psn_a',
      role: 'BUREAU_ADMIN',
      expiresAt: new Date(Date.now() - 2_000),
    });
    expect(codeOf(await ask('{ me }', old))).toBe('UNAUTHENTICATED');
    expect((await ask('{ requestId }', old)).errors).toBeUndefined();
  });
});

describe('answers', () => {
  it('shows nothing of an error of ours but the request id', async () => {
    const answer = await ask('{ crash }', undefined, { 'x-request-id': 'req-7' });
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message: 'Something went wrong on our side; request req-7',
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      }),
    ]);
    expect(JSON.stringify(answer)).not.toContain('no_such_table');
  });

  // in this order: where a connection was lost just before, the change may meet it, and is not made
  it.each([
    [true, /^Whether it was done is not known/],
    [false, /^Nothing was changed/],
  ])(
    'say of a database that is lost what they know (something was changed: %s)',
    async (changed, message) => {
      const answer = await ask(`mutation { lose(changed: ${changed}) }`);
      expect(answer.errors).toMatchObject([
        { extensions: { code: 'UNAVAILABLE' }, message: expect.stringMatching(message) },
      ]);
    },
  );

  it('names each field that is wrong, by its path', async () => {
    const answer = await ask(
      'mutation { make(input: {title: "  ", note: "\\u0007", parts: [{name: "ok"}, {name: "too long"}]}) }',
    );
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.extensions.fields).toEqual([
      { path: 'title', message: 'is required' },
      { path: 'note', message: 'contains control characters' },
      { path: 'parts.1.name', message: 'at most 5 characters' },
    ]);
  });

  it('takes instants with any offset, trims text, and leaves out what is empty', async () => {
    const answer = await ask(
      'mutation { make(input: {title: " 摄像头 ", note: "", at: "2026-07-01T08:00:00+08:00", parts: []}) }',
    );
    expect(JSON.parse(String(answer.data?.make))).toEqual({
      title: '摄像头',
      at: '2026-07-01T00:00:00.000Z',
      parts: [],
    });
  });

  it('names the field of an instant that is none', async () => {
    const problem = { path: 'at', message: expect.stringContaining('an instant with its offset') };
    const wrong = { code: 'BAD_USER_INPUT', fields: [problem] };
    const literal = await ask('mutation { make(input: {title: "x", at: "noon", parts: []}) }');
    expect(literal.errors?.[0]?.extensions).toEqual(wrong);
    const variable = await ask(
      'mutation ($input: MakeInput!) { make(input: $input) }',
      undefined,
      {},
      {
        input: { title: 'x', at: 'noon', parts: [] },
      },
    );
    expect(variable.errors?.[0]?.extensions).toEqual(wrong);
  });

  it('sends instants, months and money in their own forms', async () => {
    const admin = await directory.token({ id: 'psn_a', role: 'BUREAU_ADMIN' });
    const { data } = await ask('{ thing { madeAt month price } }', admin);
    expect(data).toEqual({ thing: { madeAt: '1970-01-01T00:00:00.000Z', month: '2026-07', price: '12' } });
  });

  it('works under the request id it was given', async () => {
    expect((await ask('{ requestId }', undefined, { 'x-request-id': 'req-9' })).data).toEqual({
      requestId: 'req-9',
    });
  });

  it('tells that it is alive and ready', async () => {
    expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ status: 'live' });
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'ready' });
  });
});

describe('subscriptions', () => {
  it('stream to whom they may, under the request id of the connection', async () => {
    const authorization = await directory.token({ id: 'psn_a', role: 'BUREAU_ADMIN' });
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization, 'x-request-id': 'req-ws' },
    });
    const stream = client.iterate({ query: 'subscription { ticks }' });
    expect((await stream.next()).value).toEqual({ data: { ticks: 'req-ws' } });
    secondTick.release();
    expect((await stream.next()).value).toEqual({ data: { ticks: 'second' } });
    await stream.return?.(undefined);
    await client.dispose();
  });

  it('are refused to a program whose scopes do not name them', async () => {
    const authorization = await directory.token({ id: 'psn_p', role: 'AUDITOR', scopes: ['tickets:read'] });
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
    });
    const stream = client.iterate({ query: 'subscription { ticks }' });
    expect((await stream.next()).value).toMatchObject({
      errors: [
        {
          message: 'No scope opens Subscription.ticks to a machine account',
          extensions: { code: 'FORBIDDEN' },
        },
      ],
    });
    await client.dispose();
  });

  it('end with the token that opened them', async () => {
    const expiresAt = new Date(Date.now() + 2_500);
    const authorization = await directory.token({ id: 'psn_a', role: 'BUREAU_ADMIN', expiresAt });
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
    });
    const stream = client.iterate({ query: 'subscription { ticks }' });
    expect((await stream.next()).value).toMatchObject({ data: { ticks: expect.any(String) } });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    await client.dispose();
  });

  it('are refused with a code, and again at an event when the caller has lost the right meanwhile', async () => {
    const anonymous = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
    const refused = anonymous.iterate({ query: 'subscription { ticks }' });
    expect((await refused.next()).value).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    await anonymous.dispose();

    const authorization = await directory.token({ id: 'psn_e3', role: 'PROVIDER_ENGINEER', ndaSigned: true });
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
    });
    const stream = client.iterate({ query: 'subscription { ticks }' });
    await stream.next();
    await insertPerson('psn_e3', 'PROVIDER_ENGINEER', true, false);
    secondTick.release();
    expect((await stream.next()).value).toMatchObject({ errors: [{ extensions: { code: 'NDA_REQUIRED' } }] });
    await client.dispose();
  });
});

async function insertPerson(id: string, role: string, active: boolean, ndaSigned = true): Promise<void> {
  await app.get(DataSource).query(
    `INSERT INTO person (id, username, display_name, role, side, nda_signed, active, sequence, updated_at)
     VALUES ($1, $1, $1, $2, split_part($2, '_', 1), $4, $3, 1, now())`,
    [id, role, active, ndaSigned],
  );
}
