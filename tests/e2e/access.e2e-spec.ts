import { beforeAll, describe, expect, it } from '@jest/globals';
import { read, refusedStep, report, reportBody, step } from './ticket.builder.js';
import { nobody, signIn, signInAll, type User } from './zhishou.builder.js';

const REPORT = 'mutation ($input: ReportTicketInput!) { reportTicket(input: $input) { id } }';

describe('who may do what', () => {
  let reporter: User;
  let dispatcher: User;
  let supervisor: User;
  let auditor: User;
  let bot: User;

  beforeAll(async () => {
    [reporter, dispatcher, supervisor, auditor, bot] = await signInAll(
      'reporter',
      'dispatcher',
      'supervisor',
      'auditor',
      'bot',
    );
  });

  it('nobody gets anything without signing in', async () => {
    expect((await nobody.refusal('{ tickets { totalCount } }')).extensions.code).toBe('UNAUTHENTICATED');
    expect((await nobody.refusal(REPORT, { input: reportBody() })).extensions.code).toBe('UNAUTHENTICATED');
  });

  it('a wrong password and an unknown name are answered alike', async () => {
    const login = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
    const unknown = `nobody-${Date.now()}`;
    const wrong = await nobody.refusal(login, { input: { username: 'auditor', password: 'wrong password' } });
    const missing = await nobody.refusal(login, { input: { username: unknown, password: 'wrong password' } });
    expect(wrong.extensions.code).toBe('UNAUTHENTICATED');
    expect(missing).toEqual(wrong);
  });

  it('the side that did the work never approves it', async () => {
    const { id } = await report(reporter);
    await step(dispatcher, 'acceptTicket', id);
    for (const user of [dispatcher, await signIn('engineer1')]) {
      const refusal = await refusedStep(user, 'recordRecoveryTest', id, { passed: true });
      expect(refusal.extensions.code).toBe('FORBIDDEN');
    }
    expect((await refusedStep(supervisor, 'acceptTicket', id)).extensions.code).toBe('FORBIDDEN');
    expect((await read(supervisor, id)).state).toBe('ACCEPTED');
  });

  it('the auditor reads and changes nothing; the bot sees escalations only', async () => {
    const { id } = await report(reporter);
    expect((await read(auditor, id)).state).toBe('REPORTED');
    expect((await auditor.refusal(REPORT, { input: reportBody() })).extensions.code).toBe('FORBIDDEN');
    expect((await bot.refusal('{ tickets { totalCount } }')).extensions.code).toBe('FORBIDDEN');
    await bot.ask('{ escalations(first: 1) { nodes { reason raisedAt } } }');
  });

  it('a provider person without the NDA gets nothing but the NDA, and no work', async () => {
    const newcomer = await signIn('engineer4');
    expect((await newcomer.refusal('{ tickets { totalCount } }')).extensions.code).toBe('NDA_REQUIRED');
    await newcomer.ask('{ me { id ndaSigned } }');
    const { id } = await report(reporter);
    await step(dispatcher, 'acceptTicket', id);
    const refusal = await refusedStep(dispatcher, 'dispatchEngineer', id, { engineerId: newcomer.id });
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'engineerId' }] });
  });

  it('a mistake is named with its field and changes nothing', async () => {
    const count = async () =>
      (
        await reporter.ask<{ tickets: { totalCount: number } }>(
          '{ tickets(filter: { text: "错误输入" }) { totalCount } }',
        )
      ).tickets.totalCount;
    const before = await count();
    const bad: [object, string][] = [
      [{ summary: '' }, 'summary'],
      [{ summary: '错误输入'.repeat(100) }, 'summary'],
      [{ assetCode: 'L9-S9-99', summary: '错误输入' }, 'assetCode'],
      [{ unitsAffected: 2, summary: '错误输入' }, 'unitsAffected'],
      [{ severity: undefined, summary: '错误输入' }, 'severity'],
      [{ calledAt: '2999-01-01T00:00:00Z', summary: '错误输入' }, 'calledAt'],
    ];
    for (const [more, path] of bad) {
      const { extensions } = await reporter.refusal(REPORT, { input: reportBody(more) });
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
    }
    expect(await count()).toBe(before);
  });
});
