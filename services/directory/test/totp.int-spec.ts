import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret } from 'otpauth';
import { codeOf, RunningDirectory } from './running-directory.js';
import { bearer, codeAt, CONFIRM, demandOf, Devices, logOf, ME, START } from './totp.builder.js';
import type { Enrolled } from './totp.builder.js';

let directory: RunningDirectory;
let devices: Devices;

beforeAll(async () => {
  directory = await RunningDirectory.start();
  devices = new Devices(directory);
});
afterAll(() => directory?.stop());

describe('setting up a second factor', () => {
  it('shows the secret once, wants a code of it, ends the other sign-ins and goes on with new tokens', async () => {
    const other = bearer(await devices.login('reporter'));
    const as = bearer(await devices.login('reporter'));
    const started = (await directory.query(START, as)).data?.startTotpEnrolment as {
      uri: string;
      secret: string;
    };
    expect(started.uri).toBe(
      `otpauth://totp/zhishou:reporter?issuer=zhishou&secret=${started.secret}&algorithm=SHA1&digits=6&period=30`,
    );
    const wrong = await directory.query(CONFIRM, as, { code: codeAt(started.secret, 9) });
    expect(wrong.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'code' }],
    });
    expect((await devices.login('reporter')).errors).toBeUndefined();
    const { data } = await directory.query(CONFIRM, as, { code: codeAt(started.secret) });
    const { recoveryCodes, session } = data!.confirmTotp as {
      recoveryCodes: string[];
      session: { token: string };
    };
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(session).toMatchObject({ mustEnrol: false, person: { username: 'reporter' } });
    expect((await directory.query(ME, `Bearer ${session.token}`)).errors).toBeUndefined();
    for (const old of [as, other]) expect(codeOf(await directory.query(ME, old))).toBe('UNAUTHENTICATED');
    expect(codeOf(await directory.query(CONFIRM, `Bearer ${session.token}`, { code: '000000' }))).toBe(
      'CONFLICT',
    );
  });

  it('keeps nothing that opens anything in clear', async () => {
    const log = logOf(directory);
    const { secret, recoveryCodes } = await devices.enrol('bot');
    await devices.login('bot', recoveryCodes[0]);
    await devices.login('bot', '123 456');
    expect(log.join('')).toContain('a login failed');
    const logged = log.join('');
    expect(logged).not.toMatch(/123.?456/);
    const kept =
      JSON.stringify(await devices.rows('SELECT * FROM totp')) +
      JSON.stringify(await devices.rows('SELECT * FROM recovery_code'));
    const audit = JSON.stringify(await devices.rows('SELECT * FROM audit_entry'));
    const told = JSON.stringify(await devices.rows('SELECT * FROM outbox'));
    const bytes = Buffer.from(Secret.fromBase32(secret).bytes);
    const forms = [secret, bytes.toString('hex'), bytes.toString('base64'), ...recoveryCodes];
    for (const form of [...forms, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      for (const text of [kept, audit, told, logged]) expect(text).not.toContain(form);
  });

  it('binds the stored secret to its person', async () => {
    const id = await devices.idOf('reporter');
    const before = await devices.rows('SELECT secret FROM totp WHERE person_id = $1', [id]);
    const { secret } = await devices.enrol('dispatcher');
    await devices.rows(
      `UPDATE totp SET last_step = NULL, secret = (SELECT secret FROM totp JOIN person ON id = person_id
         WHERE username = 'dispatcher') WHERE person_id = $1`,
      [id],
    );
    expect(codeOf(await devices.login('reporter', codeAt(secret)))).toBe('UNAUTHENTICATED');
    await devices.rows('UPDATE totp SET secret = $2 WHERE person_id = $1', [
      id,
      (before[0] as { secret: string }).secret,
    ]);
  });
});

describe('signing in with a second factor', () => {
  let auditor: Enrolled;

  beforeAll(async () => {
    auditor = await devices.enrol('auditor');
  });

  it('asks whoever has the password for the code, in words for programs, and nobody else', async () => {
    await devices.later();
    const answer = await devices.login('auditor');
    expect([codeOf(answer), demandOf(answer)]).toEqual(['UNAUTHENTICATED', 'TOTP']);
    const stranger = await directory.login('auditor', 'not the password');
    expect([codeOf(stranger), demandOf(stranger)]).toEqual(['UNAUTHENTICATED', undefined]);
    const right = await devices.login('auditor', codeAt(auditor.secret));
    expect(right.data?.login).toMatchObject({ mustEnrol: false, person: { username: 'auditor' } });
    expect((await devices.entries('login')).at(-1)?.after).toEqual({ secondFactor: 'TOTP' });
  });

  it('says the same of a wrong code and of a wrong password sent with one', async () => {
    const from = '198.51.100.1';
    await devices.later();
    const wrongCode = await devices.login('auditor', codeAt(auditor.secret, 9), from);
    const wrongPassword = await devices.login('auditor', codeAt(auditor.secret), from, 'not the password');
    expect(wrongCode).toEqual(wrongPassword);
    expect(wrongCode.errors?.[0]?.message).toBe('Wrong user name, password or code');
  });

  it('lets nobody in by a code, or an earlier one, that was good before', async () => {
    await devices.later();
    const [now, next] = [codeAt(auditor.secret), codeAt(auditor.secret, 1)];
    expect((await devices.login('auditor', next)).errors).toBeUndefined();
    for (const code of [next, now])
      expect(codeOf(await devices.login('auditor', code))).toBe('UNAUTHENTICATED');
  });

  it.each([-3, 3])('takes no code that is %i steps off', async (late) => {
    await devices.later();
    expect(codeOf(await devices.login('auditor', codeAt(auditor.secret, late), '198.51.100.2'))).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('lets one in of many who send one code at once', async () => {
    await devices.later();
    const code = codeAt(auditor.secret);
    const from = (n: number) => `198.51.100.${100 + n}`;
    const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => devices.login('auditor', code, from(n))));
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
  });

  it('takes each recovery code once, however it is written', async () => {
    await devices.later();
    const [first, second] = auditor.recoveryCodes as [string, string];
    const written = first.toLowerCase().replaceAll('-', ' ');
    const at = (n: number) => `198.51.100.${50 + n}`;
    const both = await Promise.all([0, 1].map((n) => devices.login('auditor', written, at(n))));
    expect(both.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    expect((await devices.login('auditor', second)).errors).toBeUndefined();
    expect((await devices.entries('login')).at(-1)?.after).toEqual({ secondFactor: 'RECOVERY_CODE' });
  });

  it('puts wrong codes on record as failed sign-ins, without them', async () => {
    await devices.later();
    const wrong = codeAt(auditor.secret, 20);
    await devices.login('auditor', wrong, '198.51.100.3');
    expect((await devices.entries('signInFailed')).at(-1)?.after).toEqual({
      means: 'SECOND_FACTOR',
      name: 'auditor',
    });
    expect(JSON.stringify(await devices.entries('signInFailed'))).not.toContain(wrong);
  });

  it('slows down who has the password and guesses codes, also from everywhere and by asking in between', async () => {
    const answers: unknown[] = [];
    for (let n = 0; n < 14; n += 1) {
      const from = `203.0.113.${n}`;
      await devices.login('auditor', undefined, from);
      answers.push(codeOf(await devices.login('auditor', codeAt(auditor.secret, 50 + n), from)));
    }
    expect(answers.at(-1)).toBe('RATE_LIMITED');
    expect((await devices.login('auditor', auditor.recoveryCodes[2])).errors).toBeUndefined();
    const one: unknown[] = [];
    for (let n = 0; n < 7; n += 1) {
      await devices.login('dispatcher', undefined, '203.0.113.99');
      one.push(codeOf(await devices.login('dispatcher', '000000', '203.0.113.99')));
    }
    expect(one.at(-1)).toBe('RATE_LIMITED');
  });

  it('is as it was for who has none, whatever code they send', async () => {
    const answer = await devices.login('admin', '123456');
    expect(answer.data?.login).toMatchObject({ mustEnrol: false });
  });
});
