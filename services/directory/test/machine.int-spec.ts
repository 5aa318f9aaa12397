import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTokenVerifier } from '@zhishou/platform/auth/token';
import { codeOf, RunningDirectory } from './running-directory.js';

const REGISTER = `mutation ($input: RegisterMachineAccountInput!) {
  registerMachineAccount(input: $input) {
    clientId secret account { id scopes endedAt person { id displayName role side active } }
  }
}`;
const REPLACE = `mutation ($input: MachineAccountInput!) { replaceMachineSecret(input: $input) { clientId secret } }`;
const END = `mutation ($input: MachineAccountInput!) { endMachineAccount(input: $input) { endedAt } }`;
const AUDIT = '{ auditLog(first: 1) { pageInfo { hasNextPage } } }';

interface Credentials {
  clientId: string;
  secret: string;
  account: { id: string; person: { id: string } };
}

let directory: RunningDirectory;
let admin: string;

beforeAll(async () => {
  directory = await RunningDirectory.start();
  admin = (await directory.signIn('admin')).as;
});
afterAll(() => directory?.stop());
beforeEach(() => directory.dataSource.query('DELETE FROM login_attempt'));

const auditor = { name: '监控大屏', role: 'AUDITOR', scopes: ['audit:read', 'tickets:read'] };
const register = (input: object, as = admin) => directory.query(REGISTER, as, { input });

async function registered(input: object = auditor): Promise<Credentials> {
  const { data, errors } = await register(input);
  expect(errors).toBeUndefined();
  return data?.registerMachineAccount as Credentials;
}

interface TokenAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

async function post(form: Record<string, string> | string, headers: Record<string, string> = {}) {
  const response = await fetch(`${directory.url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body } satisfies TokenAnswer;
}

const form = ({ clientId, secret }: { clientId: string; secret: string }, more: object = {}) => ({
  grant_type: 'client_credentials',
  client_id: clientId,
  client_secret: secret,
  ...more,
});
const basic = ({ clientId, secret }: { clientId: string; secret: string }) => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
});
const bearerOf = ({ body }: TokenAnswer) => `Bearer ${String(body.access_token)}`;

describe('a machine account', () => {
  it('is registered by an admin, its secret shown once and kept as a hash only', async () => {
    const { clientId, secret, account } = await registered();
    expect(account).toMatchObject({
      id: clientId,
      scopes: ['audit:read', 'tickets:read'],
      endedAt: null,
      person: { displayName: '监控大屏', role: 'AUDITOR', side: 'SYSTEM', active: true },
    });
    expect(secret).toMatch(/^zhs_[\w-]{43}$/);
    const rows = await directory.dataSource.query<object[]>(
      `SELECT m::text || coalesce((SELECT string_agg(e::text, '') FROM audit_entry e), '')
         || coalesce((SELECT string_agg(k::text, '') FROM idempotency_key k), '') AS text
       FROM machine_account m`,
    );
    expect(JSON.stringify(rows)).toContain(clientId);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const { data } = await directory.query(
      '{ machineAccounts(first: 1) { totalCount nodes { id scopes lastTokenAt person { displayName } } } }',
      (await directory.signIn('auditor')).as,
    );
    expect(data).toMatchObject({ machineAccounts: { nodes: [{ id: clientId, lastTokenAt: null }] } });
  });

  it('is made once for one idempotencyKey, and shows its secret once', async () => {
    const input = { ...auditor, idempotencyKey: 'register-1' };
    const first = await registered(input);
    const again = await registered(input);
    expect(again).toMatchObject({ clientId: first.clientId, secret: null });
  });

  it.each(['reporter', 'auditor', 'dispatcher', 'bot'])('is not registered by a %s', async (username) => {
    expect(codeOf(await register(auditor, (await directory.signIn(username)).as))).toBe('FORBIDDEN');
  });

  it.each([
    [{ role: 'BUREAU_ADMIN' }, 'role'],
    [{ role: 'BUREAU_SUPERVISOR' }, 'role'],
    [{ role: 'PROVIDER_DISPATCHER' }, 'role'],
    [{ role: 'PROVIDER_ENGINEER' }, 'role'],
    [{ scopes: ['tickets:write'] }, 'scopes'],
    [{ scopes: ['tickets:report'] }, 'scopes'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: [`tickets:${'x'.repeat(100)}`] }, 'scopes'],
    [{ role: 'BOT', scopes: ['escalations:read', 'tickets:read'] }, 'scopes'],
    [{ name: '  ' }, 'name'],
    [{ name: 'x'.repeat(61) }, 'name'],
    [{ name: 'bell\u0007' }, 'name'],
  ])('is refused with %j, naming %s', async (wrong, path) => {
    const count = async () => (await directory.query('{ machineAccounts { totalCount } }', admin)).data;
    const before = await count();
    const { errors } = await register({ ...auditor, ...wrong });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
    expect(await count()).toEqual(before);
  });

  it('is nobody who could sign in, get a password or an outside identity', async () => {
    const { clientId, secret, account } = await registered();
    for (const password of ['', secret, 'nobody has this password'])
      expect(codeOf(await directory.login(clientId, password))).toBe('UNAUTHENTICATED');
    const update = `mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { id } }`;
    for (const more of [{ password: 'a new password' }, { role: 'BUREAU_ADMIN' }, { active: false }]) {
      const answer = await directory.query(update, admin, {
        input: { personId: account.person.id, ...more },
      });
      expect(codeOf(answer)).toBe('CONFLICT');
    }
    expect((await post(form({ clientId, secret }))).status).toBe(200);
  });
});

describe('the token endpoint', () => {
  let client: Credentials;
  beforeAll(async () => {
    client = await registered();
  });

  it('trades the secret for a token of fifteen minutes, by HTTP Basic or in the body, never to be stored', async () => {
    for (const answer of [
      await post(form(client)),
      await post({ grant_type: 'client_credentials' }, basic(client)),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        access_token: expect.any(String),
        token_type: 'Bearer',
        expires_in: 900,
        scope: 'audit:read tickets:read',
      });
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('pragma')).toBe('no-cache');
      expect((await directory.query(AUDIT, bearerOf(answer))).errors).toBeUndefined();
    }
    const { data } = await directory.query('{ machineAccounts { nodes { id lastTokenAt } } }', admin);
    const { nodes } = data?.machineAccounts as { nodes: { id: string; lastTokenAt: string | null }[] };
    expect(nodes.find(({ id }) => id === client.clientId)?.lastTokenAt).not.toBeNull();
  });

  it('gives fewer scopes where fewer are asked for, and others verify them', async () => {
    const answer = await post(form(client, { scope: 'tickets:read  tickets:read' }));
    expect(answer.body.scope).toBe('tickets:read');
    const verify = createTokenVerifier({
      jwksUrl: `${directory.url}/.well-known/jwks.json`,
      issuer: 'zhishou',
    });
    expect(await verify(bearerOf(answer))).toMatchObject({
      personId: client.account.person.id,
      name: '监控大屏',
      role: 'AUDITOR',
      scopes: ['tickets:read'],
    });
    const refused = await directory.query(AUDIT, bearerOf(answer));
    expect(refused.errors?.[0]).toMatchObject({
      message: 'This token lacks the scope audit:read',
      extensions: { code: 'FORBIDDEN' },
    });
  });

  it('keeps a program out of all that no scope names, on record', async () => {
    const as = bearerOf(await post(form(client)));
    for (const query of [
      '{ me { id } }',
      '{ people { totalCount } }',
      '{ machineAccounts { totalCount } }',
      'mutation { logout }',
      'mutation { login(input: {username: "admin", password: "x"}) { token } }',
    ])
      expect(codeOf(await directory.query(query, as))).toBe('FORBIDDEN');
    const refused = await directory.dataSource.query<{ aggregate_id: string }[]>(
      `SELECT aggregate_id FROM audit_entry WHERE actor_id = $1 AND action = 'refused' ORDER BY seq`,
      [client.account.person.id],
    );
    expect(refused.map((entry) => entry.aggregate_id)).toEqual(
      expect.arrayContaining(['Query.me', 'Query.people', 'Mutation.logout', 'Mutation.login']),
    );
  });

  it('puts a token on record as a sign-in, without a way to refresh it', async () => {
    const other = await registered();
    await post(form(other));
    const entries = await directory.dataSource.query<{ action: string }[]>(
      `SELECT action FROM audit_entry WHERE actor_id = $1`,
      [other.account.person.id],
    );
    expect(entries).toEqual([{ action: 'issueMachineToken' }]);
    const [{ count } = { count: '' }] = await directory.dataSource.query<{ count: string }[]>(
      `SELECT count(*) FROM refresh_token JOIN session ON session.id = session_id WHERE person_id = $1`,
      [other.account.person.id],
    );
    expect(count).toBe('0');
  });

  it('answers an unknown client and a wrong secret alike, as the standard has it', async () => {
    const unknown = { clientId: `mch_${'0'.repeat(32)}`, secret: client.secret };
    const answers = [
      await post(form({ ...client, secret: 'zhs_wrong' })),
      await post(form(unknown)),
      await post({ grant_type: 'client_credentials' }, basic({ ...client, secret: 'wrong' })),
      await post(form({ clientId: 'admin', secret: 'x' })),
    ];
    for (const { status, headers, body } of answers) {
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toMatch(/^Basic realm=/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(body).toEqual({
        error: 'invalid_client',
        error_description: 'unknown client, or wrong secret',
      });
    }
  });

  it.each<
    [
      string,
      (good: Credentials) => [Record<string, string> | string, Record<string, string>?],
      number,
      string,
    ]
  >([
    ['no credentials', () => [{ grant_type: 'client_credentials' }], 401, 'invalid_client'],
    [
      'no secret',
      (c) => [{ grant_type: 'client_credentials', client_id: c.clientId }],
      401,
      'invalid_client',
    ],
    [
      'a header that is none',
      () => [{ grant_type: 'client_credentials' }, { authorization: 'Basic %%%' }],
      401,
      'invalid_client',
    ],
    [
      'a header with a broken escape',
      (c) => [{ grant_type: 'client_credentials' }, basic({ ...c, secret: '%zz' })],
      401,
      'invalid_client',
    ],
    ['credentials sent twice', (c) => [form(c), basic(c)], 400, 'invalid_request'],
    ['no grant type', (c) => [{ client_id: c.clientId, client_secret: c.secret }], 400, 'invalid_request'],
    ['nothing', () => [''], 400, 'invalid_request'],
    [
      'a parameter twice',
      (c) => [`${new URLSearchParams(form(c)).toString()}&grant_type=client_credentials`],
      400,
      'invalid_request',
    ],
    [
      'JSON',
      (c) => [JSON.stringify(form(c)), { 'content-type': 'application/json' }],
      400,
      'invalid_request',
    ],
    ['another grant type', (c) => [form(c, { grant_type: 'password' })], 400, 'unsupported_grant_type'],
    ['an unknown scope', (c) => [form(c, { scope: 'tickets:write' })], 400, 'invalid_scope'],
    [
      'a scope beyond the account',
      (c) => [form(c, { scope: 'audit:read scores:read' })],
      400,
      'invalid_scope',
    ],
    ['a scope of blanks', (c) => [form(c, { scope: ' ' })], 400, 'invalid_scope'],
    [
      'a scope with control characters',
      (c) => [form(c, { scope: 'audit:read\u0000' })],
      400,
      'invalid_scope',
    ],
  ])('refuses %s', async (_what, request, status, error) => {
    const answer = await post(...request(client));
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(answer.body).not.toHaveProperty('access_token');
    expect(answer.headers.has('www-authenticate')).toBe(status === 401);
  });

  it('slows down guesses at one account, and lets many right ones in at once', async () => {
    const victim = await registered();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => post(form({ ...victim, secret: `guess ${n}` }))),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    const slowed = answers.find(({ status }) => status === 429);
    expect(slowed?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(slowed?.body.error).toBe('temporarily_unavailable');
    expect((await post(form(victim))).status).toBe(429);
    const right = await Promise.all(Array.from({ length: 8 }, () => post(form(client))));
    expect(right.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });
});

describe('a new secret', () => {
  it('takes the place of the old one', async () => {
    const client = await registered();
    const { data } = await directory.query(REPLACE, admin, { input: { accountId: client.clientId } });
    const { clientId, secret } = data?.replaceMachineSecret as Credentials;
    expect(clientId).toBe(client.clientId);
    expect((await post(form(client))).status).toBe(401);
    expect((await post(form({ clientId, secret }))).status).toBe(200);
  });
});

describe('an account that has ended', () => {
  it('is shut out at once, with its tokens, for good', async () => {
    const client = await registered();
    const as = bearerOf(await post(form(client)));
    expect((await directory.query(AUDIT, as)).errors).toBeUndefined();
    const input = { accountId: client.clientId };
    expect((await directory.query(END, admin, { input })).errors).toBeUndefined();
    expect(codeOf(await directory.query(AUDIT, as))).toBe('UNAUTHENTICATED');
    expect((await post(form(client))).body.error).toBe('invalid_client');
    for (const mutation of [END, REPLACE]) {
      const { errors } = await directory.query(mutation, admin, { input });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', state: 'ENDED', allowed: [] });
    }
    const { data } = await directory.query(
      '{ machineAccounts(filter: {active: true}, first: 100) { nodes { id } } }',
      admin,
    );
    const { nodes } = data?.machineAccounts as { nodes: { id: string }[] };
    expect(nodes.map(({ id }) => id)).not.toContain(client.clientId);
    const entries = await directory.dataSource.query<{ action: string }[]>(
      `SELECT action FROM audit_entry WHERE aggregate_id = $1 ORDER BY seq`,
      [client.account.person.id],
    );
    expect(entries.map(({ action }) => action)).toEqual(['registerMachineAccount', 'endMachineAccount']);
  });

  it.each([
    ['nonsense', 'BAD_USER_INPUT'],
    [`mch_${'0'.repeat(32)}`, 'NOT_FOUND'],
  ])('must be one: %s', async (accountId, code) => {
    expect(codeOf(await directory.query(END, admin, { input: { accountId } }))).toBe(code);
  });
});
