import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphqlAnswer } from '@zhishou/testkit/running-service';
import { generateKeyPair } from 'jose';
import { OutsideIssuer } from './outside-issuer.js';
import { codeOf, freePort, RunningDirectory } from './running-directory.js';

const NONCE = 'n-0S6_WzA2Mj';
const ACCOUNTS = {
  'sub-wang': { preferred_username: 'Wang.Li', name: '王丽', groups: ['staff', 'supervisors'] },
  'sub-chen': { preferred_username: 'chen', name: '陈工', groups: ['engineers'] },
  'sub-zhao': { preferred_username: 'zhao', name: '赵', groups: ['supervisors'] },
  'sub-admin': { preferred_username: 'admin', name: 'not the admin', groups: ['supervisors'] },
  'sub-reporter': { preferred_username: 'mei@outside', name: '梅', groups: ['reporters'] },
  'sub-stranger': { preferred_username: 'stranger', groups: ['gardeners'] },
  'sub-both': { preferred_username: 'both', groups: ['supervisors', 'engineers'] },
};
const ROLES = {
  supervisors: 'BUREAU_SUPERVISOR',
  reporters: 'BUREAU_REPORTER',
  engineers: 'PROVIDER_ENGINEER',
};
const LOGIN = `mutation ($idToken: String!, $nonce: String) {
  loginWithIdToken(input: {idToken: $idToken, nonce: $nonce}) {
    token refreshToken person { id username displayName role side ndaSigned }
  }
}`;
const LINK = `mutation ($personId: ID!, $outsideUsername: String) {
  setOutsideIdentity(input: {personId: $personId, outsideUsername: $outsideUsername}) { id }
}`;

let issuer: OutsideIssuer;
let directory: RunningDirectory;
let environment: Record<string, string>;

beforeAll(async () => {
  issuer = await OutsideIssuer.prepare(await freePort(), ACCOUNTS);
  environment = {
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: 'zhishou-web',
    OIDC_CLAIMS: JSON.stringify({ claim: 'groups', roles: ROLES }),
    OIDC_AUTO_CREATE: 'true',
  };
  directory = await RunningDirectory.start(environment);
});
afterAll(async () => {
  await directory?.stop();
  await issuer?.stop();
});

const enter = (idToken: string, nonce?: string, at = directory): Promise<GraphqlAnswer> =>
  at.query(LOGIN, undefined, { idToken, nonce });
const sessionOf = ({ data }: GraphqlAnswer) =>
  data?.loginWithIdToken as { token: string; refreshToken: string; person: { id: string } };
const good = (claims: object = {}) => ({ sub: 'sub-wang', ...ACCOUNTS['sub-wang'], ...claims });

it('is UNAVAILABLE while the issuer has never been reached, and local sign-in goes on', async () => {
  const forged = await issuer.forge(good());
  for (let n = 0; n < 7; n += 1) expect(codeOf(await enter(forged))).toBe('UNAVAILABLE');
  expect((await directory.login('reporter')).errors).toBeUndefined();
});

describe('with the issuer running', () => {
  beforeAll(() => issuer.start());

  it('makes a person of somebody new and finds them again, with the same tokens as any sign-in', async () => {
    const first = await enter(await issuer.signIn('sub-wang', NONCE), NONCE);
    expect(first.errors).toBeUndefined();
    const { person, token, refreshToken } = sessionOf(first);
    expect(person).toMatchObject({ username: 'wang.li', displayName: '王丽', role: 'BUREAU_SUPERVISOR' });
    expect((await directory.query('{ me { username } }', `Bearer ${token}`)).data).toEqual({
      me: { username: 'wang.li' },
    });
    const renewed = await directory.query(
      `mutation { refreshSession(input: {refreshToken: "${refreshToken}"}) { person { username } } }`,
    );
    expect(renewed.data).toEqual({ refreshSession: { person: { username: 'wang.li' } } });
    const again = await enter(await issuer.signIn('sub-wang', NONCE), NONCE);
    expect(sessionOf(again).person.id).toBe(person.id);
    const entries = await directory.dataSource.query<{ action: string }[]>(
      `SELECT action FROM audit_entry WHERE actor_id = $1 ORDER BY seq`,
      [person.id],
    );
    expect(entries.map(({ action }) => action)).toEqual([
      'loginWithIdToken',
      'loginWithIdToken',
      'refreshSession',
      'loginWithIdToken',
    ]);
  });

  it('makes one person of one account that signs in ten times at once', async () => {
    const idToken = await issuer.signIn('sub-zhao', NONCE);
    const answers = await Promise.all(Array.from({ length: 10 }, () => enter(idToken)));
    expect(answers.filter(({ errors }) => errors)).toEqual([]);
    expect(new Set(answers.map((answer) => sessionOf(answer).person.id)).size).toBe(1);
  });

  it('still wants the NDA signed by the provider’s people', async () => {
    const { token, person } = sessionOf(await enter(await issuer.signIn('sub-chen', NONCE)));
    expect(person).toMatchObject({ role: 'PROVIDER_ENGINEER', side: 'PROVIDER', ndaSigned: false });
    expect(
      codeOf(await directory.query('{ people(first: 1) { edges { cursor } } }', `Bearer ${token}`)),
    ).toBe('NDA_REQUIRED');
  });

  it('takes nobody for a person of ours by name alone', async () => {
    expect(codeOf(await enter(await issuer.signIn('sub-admin', NONCE)))).toBe('UNAUTHENTICATED');
  });

  it('knows a person whom an admin has linked, by the subject from then on, until the link is removed', async () => {
    const { as } = await directory.signIn('admin');
    const { id: personId } = await directory.signIn('reporter');
    const linked = await directory.query(LINK, as, { personId, outsideUsername: 'Mei@Outside' });
    expect(linked.errors).toBeUndefined();
    const first = await enter(await issuer.signIn('sub-reporter', NONCE));
    expect(sessionOf(first).person).toMatchObject({ id: personId, username: 'reporter' });
    const heir = { sub: 'sub-heir', preferred_username: 'mei@outside', groups: ['reporters'] };
    expect(codeOf(await enter(await issuer.forge(heir)))).toBe('UNAUTHENTICATED');
    const renamed = { sub: 'sub-reporter', preferred_username: 'mei.2', groups: ['reporters'] };
    expect(sessionOf(await enter(await issuer.forge(renamed))).person.id).toBe(personId);
    const { id: other } = await directory.signIn('auditor');
    const stolen = await directory.query(LINK, as, { personId: other, outsideUsername: 'mei@outside' });
    expect(stolen.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'outsideUsername' }],
    });
    await directory.query(LINK, as, { personId });
    expect(codeOf(await enter(await issuer.signIn('sub-reporter', NONCE)))).toBe('UNAUTHENTICATED');
  });

  it('lets only an admin link', async () => {
    const { as, id: personId } = await directory.signIn('reporter');
    expect(codeOf(await directory.query(LINK, as, { personId, outsideUsername: 'x' }))).toBe('FORBIDDEN');
  });

  it('gives the role that the issuer says now', async () => {
    const { person } = sessionOf(await enter(await issuer.forge(good({ groups: ['reporters'] }))));
    expect(person).toMatchObject({ username: 'wang.li', role: 'BUREAU_REPORTER' });
  });

  it('answers alike to every token that is not good', async () => {
    const past = Math.floor(Date.now() / 1000) - 60;
    const { privateKey: otherKey } = await generateKeyPair('RS256');
    const unsigned = [{ alg: 'none' }, { iss: issuer.url, aud: 'zhishou-web', exp: past + 900, ...good() }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const bad: Record<string, [string, string?]> = {
      'made for another client': [await issuer.signIn('sub-wang', NONCE, 'another-system'), NONCE],
      'made for another client too': [await issuer.forge(good({ aud: ['zhishou-web', 'x'], azp: 'x' }))],
      'of another sign-in': [await issuer.signIn('sub-wang', NONCE), 'another nonce'],
      expired: [await issuer.forge(good({ exp: past }))],
      'by another issuer': [await issuer.forge(good({ iss: 'http://127.0.0.1:1' }))],
      'signed with another key': [await issuer.forge(good(), otherKey)],
      'not signed': [`${unsigned}.`],
      'no token': ['nonsense'],
      'without a group of ours': [await issuer.signIn('sub-stranger', NONCE)],
      'of two roles': [await issuer.signIn('sub-both', NONCE)],
      'without a name': [await issuer.forge({ sub: 'sub-new', groups: ['supervisors'] })],
    };
    const answers: Record<string, unknown> = {};
    for (const [what, [idToken, nonce]] of Object.entries(bad)) {
      await directory.dataSource.query('DELETE FROM failed_attempt');
      const { errors } = await enter(idToken, nonce);
      answers[what] = [errors?.[0]?.message, errors?.[0]?.extensions.code];
    }
    const alike = ['Outside sign-in failed', 'UNAUTHENTICATED'];
    expect(answers).toEqual(Object.fromEntries(Object.keys(bad).map((what) => [what, alike])));
  });

  it('slows down after failures for one account', async () => {
    const expired = await issuer.forge({ sub: 'sub-slow', exp: 1 });
    for (let n = 0; n < 5; n += 1) expect(codeOf(await enter(expired))).toBe('UNAUTHENTICATED');
    expect(codeOf(await enter(expired))).toBe('RATE_LIMITED');
  });

  it('refuses a person who was deactivated here', async () => {
    const idToken = await issuer.signIn('sub-wang', NONCE);
    const { id: personId } = sessionOf(await enter(idToken)).person;
    const { as } = await directory.signIn('admin');
    const off = `mutation { updatePerson(input: {personId: "${personId}", active: false}) { active } }`;
    expect((await directory.query(off, as)).errors).toBeUndefined();
    expect(codeOf(await enter(idToken))).toBe('UNAUTHENTICATED');
  });
});

describe('when the issuer has stopped', () => {
  beforeAll(() => issuer.stop());

  it('goes on with the keys it knows; a directory begun meanwhile is UNAVAILABLE there, and open by password', async () => {
    const idToken = await issuer.forge({ sub: 'sub-chen', ...ACCOUNTS['sub-chen'] });
    expect((await enter(idToken)).errors).toBeUndefined();
    const begun = await RunningDirectory.start(environment);
    try {
      expect(codeOf(await enter(idToken, undefined, begun))).toBe('UNAVAILABLE');
      expect((await begun.login('admin')).errors).toBeUndefined();
    } finally {
      await begun.stop();
    }
  });
});
