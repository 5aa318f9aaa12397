import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import type { GraphqlAnswer } from '@zhishou/testkit/running-service';
import { LoginThrottle } from '../src/session/login-throttle.js';
import { GatewayProcess } from './gateway.process.js';
import { REGISTER, REPLACE } from './machine.builder.js';
import type { Credentials } from './machine.builder.js';
import { codeOf, PASSWORD, RunningDirectory } from './running-directory.js';

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { token refreshToken deviceToken } }';
const OFFICE = '203.0.113.10';
const ATTACKER = '198.51.100.66';

let directory: RunningDirectory;
let gateway: GatewayProcess;
beforeAll(async () => {
  directory = await RunningDirectory.start();
  gateway = await GatewayProcess.start(directory.url);
});
afterAll(async () => {
  await gateway?.stop();
  await directory?.stop();
});
beforeEach(() => directory.dataSource.query('DELETE FROM failed_attempt'));

const login = (from: string, username: string, password = PASSWORD, deviceToken?: string) =>
  gateway.ask(from, LOGIN, { input: { username, password, deviceToken } });
const deviceOf = async (username: string): Promise<string> => {
  const { data } = await login(OFFICE, username);
  return (data!.login as { deviceToken: string }).deviceToken;
};
/** How many guesses were answered by looking at the password; the others were turned away. */
const lookedAt = (answers: GraphqlAnswer[]): number => {
  const codes = answers.map(codeOf);
  const looked = codes.filter((code) => code === 'UNAUTHENTICATED').length;
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(answers.length - looked);
  return looked;
};
const guesses = (count: number, guess: (n: number) => Promise<GraphqlAnswer>) =>
  Promise.all(Array.from({ length: count }, (_, n) => guess(n)));

describe('guesses at one name from one address, all at once', () => {
  it('are looked at five times, and keep nobody else out', async () => {
    const device = await deviceOf('dispatcher');
    const attack = guesses(60, (n) => login(ATTACKER, 'dispatcher', `guess ${n}`));
    const right: GraphqlAnswer[] = [];
    for (let n = 0; n < 10; n += 1) {
      // at the very address of the attacker, as behind one router
      right.push(await login(ATTACKER, 'dispatcher', PASSWORD, device));
      right.push(await login('203.0.113.99', 'dispatcher'));
    }
    expect(lookedAt(await attack)).toBe(5);
    right.push(await login(ATTACKER, 'dispatcher', PASSWORD, device));
    expect(right.filter(({ errors }) => errors)).toEqual([]);
    expect(codeOf(await login(ATTACKER, 'dispatcher'))).toBe('RATE_LIMITED');
  });

  it('count for all addresses of an IPv6 network', async () => {
    const answers = await guesses(12, (n) => login(`2001:db8:5:5::${n + 1}`, 'engineer', `guess ${n}`));
    expect(lookedAt(answers)).toBe(5);
    expect((await login('2001:db8:5:6::1', 'engineer')).errors).toBeUndefined();
  });

  it('count for other processes too', async () => {
    await guesses(12, (n) => login(ATTACKER, 'engineer', `guess ${n}`));
    const other = new LoginThrottle(directory.dataSource);
    const attempt = other.attempt({ name: 'engineer', address: ATTACKER }, () =>
      Promise.resolve({ right: true }),
    );
    await expect(attempt).rejects.toMatchObject({ extensions: { code: 'RATE_LIMITED' } });
  });
});

describe('guesses at many names from one address', () => {
  it('are bounded, and keep known devices of that address in', async () => {
    const device = await deviceOf('dispatcher');
    const looked: GraphqlAnswer[] = [];
    for (let wave = 0; wave < 4; wave += 1)
      looked.push(...(await guesses(20, (n) => login(ATTACKER, `name-${wave}-${n}`, 'guess'))));
    const count = lookedAt(looked);
    expect(count).toBeGreaterThanOrEqual(50);
    // as many more as are looked at side by side
    expect(count).toBeLessThan(54);
    expect(codeOf(await login(ATTACKER, 'admin'))).toBe('RATE_LIMITED');
    expect((await login(ATTACKER, 'dispatcher', PASSWORD, device)).errors).toBeUndefined();
    expect((await login(OFFICE, 'admin')).errors).toBeUndefined();
  });
});

describe('guesses at one name from many addresses', () => {
  it('are bounded together, and keep a known device in wherever it is', async () => {
    const device = await deviceOf('dispatcher');
    const answers: GraphqlAnswer[] = [];
    for (let from = 1; from <= 15; from += 1)
      answers.push(...(await guesses(5, (n) => login(`198.51.100.${from}`, 'dispatcher', `guess ${n}`))));
    const count = lookedAt(answers);
    expect(count).toBeGreaterThanOrEqual(50);
    expect(count).toBeLessThan(54);
    expect((await login('192.0.2.1', 'dispatcher', PASSWORD, device)).errors).toBeUndefined();
    expect(codeOf(await login('192.0.2.1', 'dispatcher'))).toBe('RATE_LIMITED');
  });
});

describe('a known device', () => {
  it('is known for its own name only, and not by a forged token', async () => {
    const ofAnother = await deviceOf('engineer');
    const [header, payload] = (await deviceOf('dispatcher')).split('.');
    await guesses(5, (n) => login(ATTACKER, 'dispatcher', `guess ${n}`));
    for (const token of [ofAnother, `${header}.${payload}.AAAA`, 'nonsense', ''])
      expect(codeOf(await login(ATTACKER, 'dispatcher', PASSWORD, token))).toBe('RATE_LIMITED');
  });

  it('whose token was stolen guesses ten times, then as a stranger', async () => {
    const stolen = await deviceOf('dispatcher');
    const answers = await guesses(30, (n) => login(ATTACKER, 'dispatcher', `guess ${n}`, stolen));
    expect(lookedAt(answers)).toBeLessThanOrEqual(15);
    expect((await login(OFFICE, 'dispatcher')).errors).toBeUndefined();
  });

  it('stays the same one when it signs in again', async () => {
    const first = await deviceOf('dispatcher');
    const { data } = await login(OFFICE, 'dispatcher', PASSWORD, first);
    const idIn = (token: string) =>
      (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }).jti;
    expect(idIn((data!.login as { deviceToken: string }).deviceToken)).toBe(idIn(first));
  });
});

it('right passwords are never counted', async () => {
  const answers = await guesses(30, () => login(OFFICE, 'auditor'));
  expect(answers.filter(({ errors }) => errors)).toEqual([]);
  expect(await directory.dataSource.query('SELECT 1 FROM failed_attempt')).toEqual([]);
});

it('anonymous queries of an address leave its sign-ins alone', async () => {
  await eventually(async () => {
    const answers = await guesses(20, () => gateway.ask(ATTACKER, '{ me { id } }'));
    return answers.map(codeOf).includes('RATE_LIMITED');
  });
  expect((await login(ATTACKER, 'admin')).errors).toBeUndefined();
});

describe('wrong secrets of a program', () => {
  it('keep it out nowhere, not even at their own address', async () => {
    const { as } = await directory.signIn('admin');
    const input = { name: '升级提醒机器人', role: 'BOT', scopes: ['escalations:read'] };
    const { data } = await directory.query(REGISTER, as, { input });
    const { clientId, secret, account } = data!.registerMachineAccount as Credentials;
    expect(clientId).toMatch(/^mcl_[0-9a-f]{32}$/);
    expect(JSON.stringify(account)).not.toContain(clientId.slice(4));
    const attack = Array.from({ length: 30 }, (_, n) => gateway.token(ATTACKER, clientId, `guess ${n}`));
    const right: number[] = [];
    for (const from of [OFFICE, ATTACKER, OFFICE, ATTACKER])
      right.push(await gateway.token(from, clientId, secret));
    const statuses = await Promise.all(attack);
    right.push(await gateway.token(ATTACKER, clientId, secret));
    expect(right).toEqual(Array(5).fill(200));
    expect(statuses).toContain(429);
    expect(statuses.filter((status) => status !== 401 && status !== 429)).toEqual([]);
  });

  it('of before keep their client id until they get a new secret', async () => {
    const { as } = await directory.signIn('admin');
    const input = { name: '大屏', role: 'BOT', scopes: ['escalations:read'] };
    const { data } = await directory.query(REGISTER, as, { input });
    const { secret, account } = data!.registerMachineAccount as Credentials;
    await directory.dataSource.query('UPDATE machine_account SET client_id = id WHERE id = $1', [account.id]);
    expect(await gateway.token(OFFICE, account.id, secret)).toBe(200);
    const replaced = await directory.query(REPLACE, as, { input: { accountId: account.id } });
    const made = replaced.data?.replaceMachineSecret as Credentials;
    expect(made.clientId).toMatch(/^mcl_/);
    expect(await gateway.token(OFFICE, made.clientId, made.secret)).toBe(200);
    expect(await gateway.token(OFFICE, account.id, made.secret)).toBe(401);
  });
});
