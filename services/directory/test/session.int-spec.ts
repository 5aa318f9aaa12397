import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTokenVerifier } from '@zhishou/platform/auth/token';
import { codeOf, PASSWORD, RunningDirectory } from './running-directory.js';

let directory: RunningDirectory;

beforeAll(async () => {
  directory = await RunningDirectory.start();
});
afterAll(() => directory?.stop());

const REFRESH = `mutation ($refreshToken: String!) {
  refreshSession(input: {refreshToken: $refreshToken}) { token refreshToken person { username } }
}`;

async function refresh(refreshToken: string) {
  const answer = await directory.query(REFRESH, undefined, { refreshToken });
  return {
    answer,
    next: (answer.data?.refreshSession as { refreshToken: string } | undefined)?.refreshToken ?? '',
  };
}

describe('login', () => {
  it('gives a token that others verify by the published keys, for fifteen minutes', async () => {
    const { data } = await directory.login('Engineer');
    const session = data?.login as { token: string; expiresAt: string; person: object };
    expect(session.person).toMatchObject({ username: 'engineer', side: 'PROVIDER', ndaSigned: true });
    const verify = createTokenVerifier({
      jwksUrl: `${directory.url}/.well-known/jwks.json`,
      issuer: 'zhishou',
    });
    const caller = await verify(`Bearer ${session.token}`);
    expect(caller).toMatchObject({
      name: 'engineer',
      role: 'PROVIDER_ENGINEER',
      side: 'PROVIDER',
      ndaSigned: true,
    });
    expect((caller?.tokenExpiresAt ?? 0) - (caller?.tokenIssuedAt ?? 0)).toBe(15 * 60_000);
    expect(new Date(session.expiresAt).getTime()).toBe(caller?.tokenExpiresAt);
  });

  it('answers an unknown name and a wrong password alike, in words and in time', async () => {
    const timed = async (username: string) => {
      const began = performance.now();
      const answer = await directory.login(username, 'wrong password');
      return { took: performance.now() - began, error: answer.errors?.[0] };
    };
    const known = [await timed('reporter'), await timed('reporter'), await timed('reporter')];
    const unknown = [await timed('nobody'), await timed('nobody'), await timed('nobody')];
    expect(known[0]?.error).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(unknown.map(({ error }) => error)).toEqual(known.map(({ error }) => error));
    const fastest = (tries: { took: number }[]) => Math.min(...tries.map(({ took }) => took));
    // without the password being looked at, the answer comes at least ten times sooner
    expect(fastest(unknown)).toBeGreaterThan(fastest(known) / 3);
  });

  it('slows down after failures, for a name that exists or not, also when they come all at once', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, n) => directory.login('dispatcher', `guess ${n}`)),
    );
    const codes = guesses.map(codeOf);
    expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(5);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(7);
    expect(codeOf(await directory.login('dispatcher'))).toBe('RATE_LIMITED');
    for (let n = 0; n < 5; n += 1) await directory.login('ghost', 'guess');
    expect(codeOf(await directory.login('ghost', 'guess'))).toBe('RATE_LIMITED');
  });

  it('lets the right password in when the pause is over, and begins anew', async () => {
    for (let n = 0; n < 5; n += 1) await directory.login('bot', 'guess');
    await directory.dataSource.query(
      'UPDATE failed_attempt SET expire = extract(epoch FROM clock_timestamp()) * 1000',
    );
    expect((await directory.login('bot')).errors).toBeUndefined();
    expect(codeOf(await directory.login('bot', 'guess'))).toBe('UNAUTHENTICATED');
    expect((await directory.login('bot')).errors).toBeUndefined();
  });

  it('slows down an address that tries many names, and no other', async () => {
    const from = '203.0.113.7';
    for (let n = 0; n < 50; n += 1) await directory.login(`name-${n}`, 'guess', from);
    expect(codeOf(await directory.login('admin', PASSWORD, from))).toBe('RATE_LIMITED');
    expect((await directory.login('admin', PASSWORD, '203.0.113.8')).errors).toBeUndefined();
  });

  it('lets one person sign in many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => directory.login('auditor')));
    expect(answers.filter(({ errors }) => errors)).toEqual([]);
  });
});

describe('refresh', () => {
  it('gives new tokens, each good once; one used again ends the whole sign-in', async () => {
    const { refreshToken } = await directory.signIn('admin');
    const first = await refresh(refreshToken);
    expect(first.answer.data?.refreshSession).toMatchObject({ person: { username: 'admin' } });
    const second = await refresh(first.next);
    expect(second.answer.errors).toBeUndefined();
    expect(codeOf((await refresh(refreshToken)).answer)).toBe('UNAUTHENTICATED');
    expect(codeOf((await refresh(second.next)).answer)).toBe('UNAUTHENTICATED');
  });

  it('ends with logout, this sign-in or all of them', async () => {
    const here = await directory.signIn('admin');
    const there = await directory.signIn('admin');
    const elsewhere = await directory.signIn('admin');
    await directory.query('mutation { logout }', here.as);
    expect(codeOf((await refresh(here.refreshToken)).answer)).toBe('UNAUTHENTICATED');
    expect((await refresh(there.refreshToken)).answer.errors).toBeUndefined();
    await directory.query('mutation { logout(input: {everywhere: true}) }', elsewhere.as);
    expect(codeOf((await refresh(elsewhere.refreshToken)).answer)).toBe('UNAUTHENTICATED');
  });

  it('keeps no refresh token that could be used', async () => {
    const { refreshToken } = await directory.signIn('admin');
    const rows = await directory.dataSource.query<{ hash: string }[]>('SELECT hash FROM refresh_token');
    expect(rows.map(({ hash }) => hash)).not.toContain(refreshToken);
  });
});

describe('signing keys', () => {
  it('rotate without signing anybody out', async () => {
    const before = await directory.signIn('admin');
    await directory.keys.rotate();
    const after = await directory.signIn('admin');
    expect((await directory.query('{ me { username } }', before.as)).data).toEqual({
      me: { username: 'admin' },
    });
    expect((await directory.query('{ me { username } }', after.as)).data).toEqual({
      me: { username: 'admin' },
    });
    const jwks = (await (await fetch(`${directory.url}/.well-known/jwks.json`)).json()) as { keys: object[] };
    expect(jwks.keys).toHaveLength(2);
    expect(JSON.stringify(jwks)).not.toContain('"d"');
  });

  it('are withdrawn when no token of theirs can be alive', async () => {
    await directory.dataSource.query(`UPDATE signing_key SET created_at = created_at - interval '2 hours'`);
    await directory.keys.rotate();
    await directory.dataSource.query(
      `UPDATE signing_key SET created_at = created_at - interval '61 minutes'`,
    );
    const { keys } = await directory.otherKeys().published();
    expect(keys).toHaveLength(1);
  });
});
