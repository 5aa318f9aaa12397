import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTokenVerifier } from '@zhishou/platform/auth/token';
import { AUDIT, basic, bearerOf, type Credentials, form, type MachineWorld } from './machine.builder.js';
import { codeOf } from './running-directory.js';

let world: MachineWorld;

/** How a program gets its tokens. */
export function tokenEndpointStories(open: () => MachineWorld): void {
  beforeAll(() => {
    world = open();
  });

  beforeEach(() => world.forgetLogins());

  describe('the token endpoint', () => {
    let client: Credentials;
    beforeAll(async () => {
      client = await world.registered();
    });

    it('trades the secret for a token of fifteen minutes, by HTTP Basic or in the body, never to be stored', async () => {
      for (const answer of [
        await world.post(form(client)),
        await world.post({ grant_type: 'client_credentials' }, basic(client)),
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
        expect((await world.directory.query(AUDIT, bearerOf(answer))).errors).toBeUndefined();
      }
      const { data } = await world.directory.query(
        '{ machineAccounts { nodes { id lastTokenAt } } }',
        world.admin,
      );
      const { nodes } = data!.machineAccounts as { nodes: { id: string; lastTokenAt: string | null }[] };
      expect(nodes.find(({ id }) => id === client.account.id)?.lastTokenAt).not.toBeNull();
    });

    it('gives fewer scopes where fewer are asked for, and others verify them', async () => {
      const answer = await world.post(form(client, { scope: 'tickets:read  tickets:read' }));
      expect(answer.body.scope).toBe('tickets:read');
      const verify = createTokenVerifier({
        jwksUrl: `${world.directory.url}/.well-known/jwks.json`,
        issuer: 'zhishou',
      });
      expect(await verify(bearerOf(answer))).toMatchObject({
        personId: client.account.person.id,
        name: '监控大屏',
        role: 'AUDITOR',
        scopes: ['tickets:read'],
      });
      const refused = await world.directory.query(AUDIT, bearerOf(answer));
      expect(refused.errors?.[0]).toMatchObject({
        message: 'This token lacks the scope audit:read',
        extensions: { code: 'FORBIDDEN' },
      });
    });

    it('keeps a program out of all that no scope names, on record', async () => {
      const as = bearerOf(await world.post(form(client)));
      for (const query of [
        '{ me { id } }',
        '{ people { totalCount } }',
        '{ machineAccounts { totalCount } }',
        'mutation { logout }',
        'mutation { login(input: {username: "admin", password: "x"}) { token } }',
      ])
        expect(codeOf(await world.directory.query(query, as))).toBe('FORBIDDEN');
      const refused = await world.directory.dataSource.query<{ aggregate_id: string }[]>(
        `SELECT aggregate_id FROM audit_entry WHERE actor_id = $1 AND action = 'refused' ORDER BY seq`,
        [client.account.person.id],
      );
      expect(refused.map((entry) => entry.aggregate_id)).toEqual(
        expect.arrayContaining(['Query.me', 'Query.people', 'Mutation.logout', 'Mutation.login']),
      );
    });

    it('puts a token on record as a sign-in, without a way to refresh it', async () => {
      const other = await world.registered();
      await world.post(form(other));
      const entries = await world.directory.dataSource.query<{ action: string }[]>(
        `SELECT action FROM audit_entry WHERE actor_id = $1`,
        [other.account.person.id],
      );
      expect(entries).toEqual([{ action: 'issueMachineToken' }]);
      const [{ count } = { count: '' }] = await world.directory.dataSource.query<{ count: string }[]>(
        `SELECT count(*) FROM refresh_token JOIN session ON session.id = session_id WHERE person_id = $1`,
        [other.account.person.id],
      );
      expect(count).toBe('0');
    });

    it('answers an unknown client and a wrong secret alike, as the standard has it', async () => {
      const unknown = { clientId: `mcl_${'0'.repeat(32)}`, secret: client.secret };
      const answers = [
        await world.post(form({ ...client, secret: 'zhs_wrong' })),
        await world.post(form(unknown)),
        await world.post({ grant_type: 'client_credentials' }, basic({ ...client, secret: 'wrong' })),
        await world.post(form({ clientId: 'admin', secret: 'x' })),
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
      const answer = await world.post(...request(client));
      expect([answer.status, answer.body.error]).toEqual([status, error]);
      expect(answer.body).not.toHaveProperty('access_token');
      expect(answer.headers.has('www-authenticate')).toBe(status === 401);
    });

    it('slows down guesses at one account from an address, and never keeps the right secret out', async () => {
      const victim = await world.registered();
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => world.post(form({ ...victim, secret: `guess ${n}` }))),
      );
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
      const slowed = answers.find(({ status }) => status === 429);
      expect(slowed?.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(slowed?.body.error).toBe('temporarily_unavailable');
      const right = await Promise.all(Array.from({ length: 8 }, () => world.post(form(victim))));
      expect(right.map(({ status }) => status)).toEqual(Array(8).fill(200));
    });
  });
}
