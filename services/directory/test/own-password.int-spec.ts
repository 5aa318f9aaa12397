import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, PASSWORD, RunningDirectory } from './running-directory.js';

let directory: RunningDirectory;

beforeAll(async () => {
  directory = await RunningDirectory.start();
});
afterAll(() => directory?.stop());

const ME = '{ me { username } }';
const NEW = 'a staple for the other horse';
const CHANGE = `mutation ($input: ChangePasswordInput!) {
  changePassword(input: $input) { token refreshToken person { username } }
}`;

const change = (as: string | undefined, currentPassword: string, newPassword: string) =>
  directory.query(CHANGE, as, { input: { currentPassword, newPassword } });
const entries = (action: string) =>
  directory.dataSource.query<{ aggregate_id: string; after: Record<string, unknown>; address: string }[]>(
    'SELECT aggregate_id, after, address FROM audit_entry WHERE action = $1 ORDER BY seq',
    [action],
  );

describe('changePassword', () => {
  it('ends every other sign-in, and lets this one go on with new tokens', async () => {
    const here = await directory.signIn('reporter');
    const there = await directory.signIn('reporter');
    const answer = await change(here.as, PASSWORD, NEW);
    const session = answer.data?.changePassword as { token: string; refreshToken: string };
    expect(session).toMatchObject({ person: { username: 'reporter' } });
    expect((await directory.query(ME, `Bearer ${session.token}`)).errors).toBeUndefined();
    for (const { as } of [here, there]) expect(codeOf(await directory.query(ME, as))).toBe('UNAUTHENTICATED');
    const refresh = 'mutation ($token: String!) { refreshSession(input: {refreshToken: $token}) { token } }';
    const renewed = await directory.query(refresh, undefined, { token: session.refreshToken });
    expect(renewed.errors).toBeUndefined();
    expect(codeOf(await directory.query(refresh, undefined, { token: there.refreshToken }))).toBe(
      'UNAUTHENTICATED',
    );
    expect(codeOf(await directory.login('reporter'))).toBe('UNAUTHENTICATED');
    expect((await directory.login('reporter', NEW)).errors).toBeUndefined();
  });

  it.each([
    ['the wrong one in force', 'not the right one', NEW, 'currentPassword'],
    ['one too short', PASSWORD, 'too short', 'newPassword'],
    ['a common one', PASSWORD, 'password1234', 'newPassword'],
    ["one's own name", PASSWORD, 'auditorauditor', 'newPassword'],
    ['the old one', PASSWORD, PASSWORD, 'newPassword'],
  ])('refuses %s, names the field and changes nothing', async (_what, current, next, path) => {
    const { as } = await directory.signIn('auditor');
    const { errors } = await change(as, current, next);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
    expect((await directory.query(ME, as)).errors).toBeUndefined();
    expect((await directory.login('auditor')).errors).toBeUndefined();
  });

  it('is no way to try passwords with a stolen token', async () => {
    const { as } = await directory.signIn('engineer');
    const tries = [];
    for (let n = 0; n < 8; n += 1) tries.push(codeOf(await change(as, `guess number ${n}`, NEW)));
    expect(tries).toContain('RATE_LIMITED');
  });

  it('is for who is signed in', async () => {
    expect(codeOf(await change(undefined, PASSWORD, NEW))).toBe('UNAUTHENTICATED');
  });
});

describe('a failed sign-in', () => {
  it('is in the audit with the name that was tried, and never with what may be a password', async () => {
    const before = (await entries('signInFailed')).length;
    const secret = 'my.secret.passw0rd';
    for (const name of ['admin', 'nobody', secret, 'Geheim!'])
      await directory.login(name, 'quite wrong indeed');
    const made = (await entries('signInFailed')).slice(before);
    expect(made.map(({ after }) => after)).toEqual([
      { means: 'PASSWORD', name: 'admin' },
      { means: 'PASSWORD', name: 'nobody' },
      { means: 'PASSWORD', name: '(no user name; not kept)' },
      { means: 'PASSWORD', name: '(no user name; not kept)' },
    ]);
    const { id } = await directory.signIn('admin');
    expect(made[0]?.aggregate_id).toBe(id);
  });

  it('of a program is there too', async () => {
    const clientId = `mch_${'0'.repeat(32)}`;
    await fetch(`${directory.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: 'x',
      }),
    });
    expect((await entries('signInFailed')).at(-1)?.after).toEqual({ means: 'CLIENT_SECRET', name: clientId });
  });

  it('a flood of them writes little', async () => {
    const from = '203.0.113.9';
    for (let n = 0; n < 40; n += 1) await directory.login(`name${n}`, 'guess', from);
    const written = (await entries('signInFailed')).filter(({ address }) => address === from);
    expect(written.length).toBeLessThanOrEqual(20);
  });

  it('leaves no password anywhere in the audit', async () => {
    const rows = await directory.dataSource.query<object[]>('SELECT * FROM audit_entry');
    const text = JSON.stringify(rows);
    for (const secret of [PASSWORD, NEW, 'quite wrong', 'guess', 'passw0rd'])
      expect(text).not.toContain(secret);
  });
});
