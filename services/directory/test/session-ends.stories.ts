import { beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, type RunningDirectory, type SignedIn } from './running-directory.js';

let directory: RunningDirectory;
let admin: SignedIn;

const PASSWORD = 'another horse battery';
const ME = '{ me { username } }';
const REFRESH = `mutation ($refreshToken: String!) {
  refreshSession(input: {refreshToken: $refreshToken}) { token refreshToken }
}`;

let made = 0;

/** Somebody of whom nobody else knows, so that what ends their sessions ends nobody else's. */
async function newcomer() {
  const username = `newcomer-${(made += 1)}`;
  const create = `mutation ($input: CreatePersonInput!) { createPerson(input: $input) { id } }`;
  const input = { username, displayName: username, role: 'BUREAU_REPORTER', password: PASSWORD };
  const { data } = await directory.query(create, admin.as, { input });
  return { username, id: (data!.createPerson as { id: string }).id };
}

async function signIn(username: string): Promise<SignedIn> {
  const { data } = await directory.login(username, PASSWORD);
  const session = data?.login as { token: string; refreshToken: string; person: { id: string } };
  return { as: `Bearer ${session.token}`, refreshToken: session.refreshToken, id: session.person.id };
}

const refresh = (refreshToken: string) => directory.query(REFRESH, undefined, { refreshToken });
const update = (personId: string, changes: object) =>
  directory.query('mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { id } }', admin.as, {
    input: { personId, ...changes },
  });

const CAUSES: [string, (one: SignedIn) => Promise<unknown>][] = [
  ['logout', ({ as }) => directory.query('mutation { logout }', as)],
  ['logout everywhere', ({ as }) => directory.query('mutation { logout(input: {everywhere: true}) }', as)],
  ['a new password', ({ id }) => update(id, { password: PASSWORD })],
  ['deactivation', ({ id }) => update(id, { active: false })],
  ['another role', ({ id }) => update(id, { role: 'AUDITOR' })],
  [
    'a refresh token used twice',
    async ({ refreshToken }) => {
      await refresh(refreshToken);
      await refresh(refreshToken);
    },
  ],
];

/** What ends a sign-in. */
export function sessionEndStories(open: () => RunningDirectory): void {
  beforeAll(async () => {
    directory = open();
    admin = await directory.signIn('admin');
  });

  describe.each(CAUSES)('%s', (cause, end) => {
    const isOne = cause === 'logout' || cause.startsWith('a refresh');

    it('ends access and refresh tokens at once, also when everything is as it was before', async () => {
      const { username, id } = await newcomer();
      const one = await signIn(username);
      const other = await signIn(username);
      expect((await directory.query(ME, one.as)).errors).toBeUndefined();
      await end(one);
      expect(codeOf(await directory.query(ME, one.as))).toBe('UNAUTHENTICATED');
      expect(codeOf(await refresh(one.refreshToken))).toBe('UNAUTHENTICATED');
      expect(codeOf(await directory.query(ME, other.as))).toBe(isOne ? undefined : 'UNAUTHENTICATED');

      await update(id, { active: true, role: 'BUREAU_REPORTER' });
      expect(codeOf(await directory.query(ME, one.as))).toBe('UNAUTHENTICATED');
      expect(codeOf(await refresh(one.refreshToken))).toBe('UNAUTHENTICATED');
      expect(codeOf(await refresh(other.refreshToken))).toBe(isOne ? undefined : 'UNAUTHENTICATED');
      expect((await directory.query(ME, (await signIn(username)).as)).data).toEqual({ me: { username } });
    });

    it('is what the directory says to other services too', async () => {
      const { username, id } = await newcomer();
      const one = await signIn(username);
      const status = () =>
        fetch(`${directory.url}/people/${id}/status`, { headers: { authorization: one.as } });
      expect(await (await status()).json()).toMatchObject({ sessionOver: false });
      await end(one);
      expect(await (await status()).json()).toMatchObject({ sessionOver: true });
    });
  });

  describe('what lets no sign-in slip by', () => {
    it('a login or refresh at the same time as a new password leaves no token alive', async () => {
      const { username, id } = await newcomer();
      const before = await Promise.all([1, 2, 3, 4].map(() => signIn(username)));
      const answers = await Promise.all([
        ...before.slice(0, 2).map(({ refreshToken }) => refresh(refreshToken)),
        ...[1, 2, 3].map(() => directory.login(username, PASSWORD)),
        update(id, { password: `${PASSWORD} anew` }),
        ...before.slice(2).map(({ refreshToken }) => refresh(refreshToken)),
        ...[1, 2, 3].map(() => directory.login(username, PASSWORD)),
      ]);
      const tokens = answers.flatMap(({ data }) => {
        const given = (data?.login ?? data?.refreshSession) as { token: string } | undefined;
        return given ? [given.token] : [];
      });
      for (const token of tokens)
        expect(codeOf(await directory.query(ME, `Bearer ${token}`))).toBe('UNAUTHENTICATED');
      const [row] = await directory.dataSource.query<{ open: number }[]>(
        'SELECT count(*)::int AS open FROM session WHERE person_id = $1 AND ended_at IS NULL',
        [id],
      );
      expect(row?.open).toBe(0);
    });

    it('a token whose session is not on record is refused', async () => {
      const { as, id } = await signIn((await newcomer()).username);
      await directory.dataSource.query(
        'DELETE FROM refresh_token WHERE session_id IN (SELECT id FROM session WHERE person_id = $1)',
        [id],
      );
      await directory.dataSource.query('DELETE FROM session WHERE person_id = $1', [id]);
      expect(codeOf(await directory.query(ME, as))).toBe('UNAUTHENTICATED');
    });
  });

  describe('refresh', () => {
    it('goes on no longer than a sign-in may last, however often it is used', async () => {
      const { refreshToken, id } = await signIn((await newcomer()).username);
      const { data } = await refresh(refreshToken);
      const next = data?.refreshSession as { refreshToken: string };
      const begunEarlier = (by: string) =>
        directory.dataSource.query(
          'UPDATE session SET started_at = started_at - $2::interval WHERE person_id = $1',
          [id, by],
        );
      await begunEarlier('6 days 23 hours 59 minutes');
      const last = (await refresh(next.refreshToken)).data?.refreshSession as { refreshToken: string };
      const [row] = await directory.dataSource.query<{ left: number }[]>(
        `SELECT extract(epoch FROM max(expires_at) - clock_timestamp())::float AS left
       FROM refresh_token WHERE used_at IS NULL AND session_id =
         (SELECT session_id FROM refresh_token ORDER BY used_at DESC NULLS LAST LIMIT 1)`,
      );
      expect(row?.left).toBeLessThanOrEqual(60);
      await begunEarlier('1 minute');
      expect(codeOf(await refresh(last.refreshToken))).toBe('UNAUTHENTICATED');
    });
  });
}
