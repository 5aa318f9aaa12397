import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AUDIT,
  auditor,
  bearerOf,
  type Credentials,
  END,
  form,
  type MachineWorld,
  REPLACE,
} from './machine.builder.js';
import { codeOf } from './running-directory.js';

let world: MachineWorld;

/** What becomes of an account for a program. */
export function machineStories(open: () => MachineWorld): void {
  beforeAll(() => {
    world = open();
  });

  beforeEach(() => world.forgetLogins());

  describe('a machine account', () => {
    it('is registered by an admin, its secret shown once and kept as a hash only', async () => {
      const { clientId, secret, account } = await world.registered();
      expect(account).toMatchObject({
        id: expect.stringMatching(/^mch_/),
        scopes: ['audit:read', 'tickets:read'],
        endedAt: null,
        person: { displayName: '监控大屏', role: 'AUDITOR', side: 'SYSTEM', active: true },
      });
      expect(secret).toMatch(/^zhs_[\w-]{43}$/);
      const rows = await world.directory.dataSource.query<object[]>(
        `SELECT m::text || coalesce((SELECT string_agg(e::text, '') FROM audit_entry e), '')
         || coalesce((SELECT string_agg(k::text, '') FROM idempotency_key k), '') AS text
       FROM machine_account m`,
      );
      expect(JSON.stringify(rows)).toContain(clientId);
      expect(JSON.stringify(rows)).not.toContain(secret);
      const { data } = await world.directory.query(
        '{ machineAccounts(first: 1) { totalCount nodes { id scopes lastTokenAt person { displayName } } } }',
        (await world.directory.signIn('auditor')).as,
      );
      expect(data).toMatchObject({ machineAccounts: { nodes: [{ id: account.id, lastTokenAt: null }] } });
    });

    it('is made once for one idempotencyKey, and shows its secret once', async () => {
      const input = { ...auditor, idempotencyKey: 'register-1' };
      const first = await world.registered(input);
      const again = await world.registered(input);
      expect(again).toMatchObject({ clientId: first.clientId, secret: null });
    });

    it.each(['reporter', 'auditor', 'dispatcher', 'bot'])('is not registered by a %s', async (username) => {
      expect(codeOf(await world.register(auditor, (await world.directory.signIn(username)).as))).toBe(
        'FORBIDDEN',
      );
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
      const count = async () =>
        (await world.directory.query('{ machineAccounts { totalCount } }', world.admin)).data;
      const before = await count();
      const { errors } = await world.register({ ...auditor, ...wrong });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
      expect(await count()).toEqual(before);
    });

    it('is nobody who could sign in, get a password or an outside identity', async () => {
      const { clientId, secret, account } = await world.registered();
      for (const password of ['', secret, 'nobody has this password'])
        expect(codeOf(await world.directory.login(account.id, password))).toBe('UNAUTHENTICATED');
      const update = `mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { id } }`;
      for (const more of [{ password: 'a new password' }, { role: 'BUREAU_ADMIN' }, { active: false }]) {
        const answer = await world.directory.query(update, world.admin, {
          input: { personId: account.person.id, ...more },
        });
        expect(codeOf(answer)).toBe('CONFLICT');
      }
      expect((await world.post(form({ clientId, secret }))).status).toBe(200);
    });
  });

  describe('a new secret', () => {
    it('takes the place of the old one', async () => {
      const client = await world.registered();
      const { data } = await world.directory.query(REPLACE, world.admin, {
        input: { accountId: client.account.id },
      });
      const { clientId, secret } = data!.replaceMachineSecret as Credentials;
      expect(clientId).toBe(client.clientId);
      expect((await world.post(form(client))).status).toBe(401);
      expect((await world.post(form({ clientId, secret }))).status).toBe(200);
    });
  });

  describe('an account that has ended', () => {
    it('is shut out at once, with its tokens, for good', async () => {
      const client = await world.registered();
      const as = bearerOf(await world.post(form(client)));
      expect((await world.directory.query(AUDIT, as)).errors).toBeUndefined();
      const input = { accountId: client.account.id };
      expect((await world.directory.query(END, world.admin, { input })).errors).toBeUndefined();
      expect(codeOf(await world.directory.query(AUDIT, as))).toBe('UNAUTHENTICATED');
      expect((await world.post(form(client))).body.error).toBe('invalid_client');
      for (const mutation of [END, REPLACE]) {
        const { errors } = await world.directory.query(mutation, world.admin, { input });
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', state: 'ENDED', allowed: [] });
      }
      const { data } = await world.directory.query(
        '{ machineAccounts(filter: {active: true}, first: 100) { nodes { id } } }',
        world.admin,
      );
      const { nodes } = data!.machineAccounts as { nodes: { id: string }[] };
      expect(nodes.map(({ id }) => id)).not.toContain(client.account.id);
      const entries = await world.directory.dataSource.query<{ action: string }[]>(
        `SELECT action FROM audit_entry WHERE aggregate_id = $1 ORDER BY seq`,
        [client.account.person.id],
      );
      expect(entries.map(({ action }) => action)).toEqual(['registerMachineAccount', 'endMachineAccount']);
    });

    it.each([
      ['nonsense', 'BAD_USER_INPUT'],
      [`mch_${'0'.repeat(32)}`, 'NOT_FOUND'],
    ])('must be one: %s', async (accountId, code) => {
      expect(codeOf(await world.directory.query(END, world.admin, { input: { accountId } }))).toBe(code);
    });
  });
}
