import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, RunningDirectory } from './running-directory.js';
import { bearer, codeAt, CONFIRM, demandOf, Devices, ME, REMOVE, RESET, START } from './totp.builder.js';

let directory: RunningDirectory;
let devices: Devices;

beforeAll(async () => {
  directory = await RunningDirectory.start({ TOTP_REQUIRED_ROLES: 'PROVIDER_ENGINEER' });
  devices = new Devices(directory);
});
afterAll(() => directory?.stop());

describe('taking a second factor away', () => {
  it('oneself, by a code', async () => {
    const { as, secret } = await devices.enrol('admin');
    await devices.later();
    const wrong = await directory.query(REMOVE, as, { code: codeAt(secret, 9) });
    expect(wrong.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'code' }],
    });
    expect((await directory.query(REMOVE, as, { code: codeAt(secret) })).data).toEqual({ removeTotp: true });
    expect((await devices.login('admin')).errors).toBeUndefined();
    expect(codeOf(await directory.query(REMOVE, as, { code: codeAt(secret) }))).toBe('CONFLICT');
    expect((await devices.entries('removeTotp')).at(-1)?.after).toEqual({ totp: null });
  });

  it('by an admin, who ends every sign-in of that person with it', async () => {
    const admin = bearer(await devices.login('admin'));
    const { as } = await directory.signIn('newcomer');
    const newcomer = await devices.enrolAs(as);
    const id = await devices.idOf('newcomer');
    expect(codeOf(await directory.query(RESET, newcomer.as, { id }))).toBe('NDA_REQUIRED');
    const { data } = await directory.query(RESET, admin, { id });
    expect(data?.resetTotp).toEqual({ username: 'newcomer' });
    expect(codeOf(await directory.query(ME, newcomer.as))).toBe('UNAUTHENTICATED');
    expect((await devices.login('newcomer')).data?.login).toMatchObject({ mustEnrol: true });
    const last = (await devices.entries('resetTotp')).at(-1);
    expect(last).toMatchObject({ aggregate_id: id, after: { totp: null, username: 'newcomer' } });
  });

  it('is told of to oneself, the admin and auditors', async () => {
    const reporter = await devices.enrol('reporter');
    const seen = async (as: string) => {
      const { data } = await directory.query('{ people { nodes { username totpActive } } }', as);
      const { nodes } = data!.people as { nodes: { username: string; totpActive: boolean | null }[] };
      return ['reporter', 'auditor'].map(
        (name) => nodes.find(({ username }) => username === name)?.totpActive,
      );
    };
    expect(await seen(bearer(await devices.login('admin')))).toEqual([true, false]);
    expect(await seen(bearer(await devices.login('auditor')))).toEqual([true, false]);
    expect(await seen(reporter.as)).toEqual([true, null]);
    const { data } = await directory.query('{ me { totpActive } }', bearer(await devices.login('engineer')));
    expect(data?.me).toEqual({ totpActive: false });
  });

  it('is for an admin, and of somebody else', async () => {
    const { as, id } = await directory.signIn('admin');
    expect(codeOf(await directory.query(RESET, as, { id }))).toBe('CONFLICT');
  });
});

describe('a role that needs a second factor', () => {
  it('lets its people do nothing but set one up until they have', async () => {
    const answer = await devices.login('engineer');
    expect(answer.data?.login).toMatchObject({ mustEnrol: true, person: { username: 'engineer' } });
    const as = bearer(answer);
    expect((await directory.query(ME, as)).errors).toBeUndefined();
    const shut = [
      '{ people { nodes { id } } }',
      '{ ndaDocument { __typename } }',
      '{ me { contacts { value } } }',
      'mutation { signNda(input: {accept: true}) { id } }',
      'mutation { changePassword(input: {currentPassword: "a", newPassword: "correct horse battery!"}) { token } }',
      'mutation { removeTotp(input: {code: "000000"}) }',
      '{ _entities(representations: [{__typename: "Person", id: "psn_1"}]) { __typename } }',
    ];
    for (const query of shut)
      expect([query, codeOf(await directory.query(query, as))]).toEqual([query, 'TOTP_REQUIRED']);
    const { refreshToken } = answer.data!.login as { refreshToken: string };
    const refresh =
      'mutation ($t: String!) { refreshSession(input: {refreshToken: $t}) { token mustEnrol } }';
    const refreshed = (await directory.query(refresh, undefined, { t: refreshToken })).data
      ?.refreshSession as {
      token: string;
    };
    expect(refreshed).toMatchObject({ mustEnrol: true });
    const again = `Bearer ${refreshed.token}`;
    expect(codeOf(await directory.query(shut[0]!, again))).toBe('TOTP_REQUIRED');
    const secret = await devices.start(again);
    const { data } = await directory.query(CONFIRM, again, { code: codeAt(secret) });
    const { session } = data!.confirmTotp as { session: { token: string } };
    expect((await directory.query(shut[0]!, `Bearer ${session.token}`)).errors).toBeUndefined();
    expect(codeOf(await directory.query(shut[0]!, again))).toBe('UNAUTHENTICATED');
  });

  it('lets them replace it and not be without it', async () => {
    await devices.later();
    const answer = await devices.login('engineer');
    expect(demandOf(answer)).toBe('TOTP');
    const id = await devices.idOf('engineer');
    const admin = bearer(await devices.login('admin'));
    await directory.query(RESET, admin, { id });
    const { as, secret, recoveryCodes } = await devices.enrol('engineer');
    await devices.later();
    expect(codeOf(await directory.query(REMOVE, as, { code: codeAt(secret) }))).toBe('FORBIDDEN');
    expect(codeOf(await directory.query(START, as))).toBe('BAD_USER_INPUT');
    expect(codeOf(await directory.query(START, as, { code: codeAt(secret, 9) }))).toBe('BAD_USER_INPUT');
    const next = await devices.start(as, recoveryCodes[0]);
    // the old one is in force until the new one is confirmed
    expect((await devices.login('engineer', codeAt(secret))).errors).toBeUndefined();
    const confirmed = await directory.query(CONFIRM, as, { code: codeAt(next) });
    expect(confirmed.errors).toBeUndefined();
    await devices.later();
    expect(codeOf(await devices.login('engineer', codeAt(secret)))).toBe('UNAUTHENTICATED');
    expect(codeOf(await devices.login('engineer', recoveryCodes[1]))).toBe('UNAUTHENTICATED');
    expect((await devices.login('engineer', codeAt(next))).errors).toBeUndefined();
  });
});
