import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { askToken, type Program, registerProgram, signInProgram } from './program.builder.js';
import { report, reportBody } from './ticket.builder.js';
import { signIn, type User } from './zhishou.builder.js';

const END = 'mutation ($input: MachineAccountInput!) { endMachineAccount(input: $input) { endedAt } }';
const ESCALATIONS = `{ escalations(filter: { acknowledged: false }, first: 100) {
  nodes { id ticketNumber reason acknowledgedBy { displayName } } } }`;
const ACKNOWLEDGE = `mutation ($input: AckInput!) {
  acknowledgeEscalation(input: $input) { acknowledgedAt acknowledgedBy { id displayName } }
}`;
const REPORT = 'mutation ($input: ReportTicketInput!) { reportTicket(input: $input) { id } }';

describe('a program that may read equipment', () => {
  it('reads no ticket and no caller by nesting', async () => {
    await report(await signIn('reporter'), { severity: 'MAJOR' });
    const input = { name: '设备看板', role: 'AUDITOR' as const, scopes: ['assets:read'] };
    const program = await signInProgram(await registerProgram(await signIn('admin'), input));
    const { assets } = await program.ask<{ assets: { nodes: { code: string; lastInspection: unknown }[] } }>(
      '{ assets(first: 3) { nodes { code name vendor coveredTo lastInspection { date engineer { displayName } } } } }',
    );
    expect(assets.nodes).toHaveLength(3);
    const nested = '{ assets(first: 3) { nodes { tickets { nodes { callerPhone } } } } }';
    expect((await program.refusal(nested)).extensions.code).toBe('FORBIDDEN');
  });
});

describe('a program with an account of its own', () => {
  let admin: User;
  let credentials: Program;
  let bot: User;

  beforeAll(async () => {
    admin = await signIn('admin');
    credentials = await registerProgram(admin, {
      ...{ name: '升级提醒机器人', role: 'BOT' },
      scopes: ['escalations:read', 'escalations:acknowledge'],
    });
    bot = await signInProgram(credentials);
  });

  it('reads escalations and acknowledges them, under its own name', async () => {
    const { number } = await report(await signIn('reporter'), { severity: 'MAJOR' });
    const escalation = await eventually(async () => {
      const { escalations } = await bot.ask<{
        escalations: { nodes: { id: string; ticketNumber: string; reason: string }[] };
      }>(ESCALATIONS);
      return escalations.nodes.find(({ ticketNumber }) => ticketNumber === number);
    });
    expect(escalation?.reason).toBe('MAJOR_FAULT');
    const input = { escalationId: escalation?.id, note: '值班群已通知' };
    const { acknowledgeEscalation } = await bot.ask<{ acknowledgeEscalation: object }>(ACKNOWLEDGE, {
      input,
    });
    expect(acknowledgeEscalation).toMatchObject({
      acknowledgedBy: { id: bot.id, displayName: '升级提醒机器人' },
    });
  });

  it('is refused everything else, told which scope is missing, and that is on record', async () => {
    const refusals = [
      await bot.refusal('{ tickets { totalCount } }'),
      await bot.refusal(REPORT, { input: reportBody() }),
      await bot.refusal('{ me { id } }'),
    ];
    expect(refusals.map(({ extensions }) => extensions.code)).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
      'FORBIDDEN',
    ]);
    expect(refusals.map(({ message }) => message)).toEqual([
      'This token lacks the scope tickets:read',
      'This token lacks the scope tickets:report',
      'No scope opens Query.me to a machine account',
    ]);
    const asked = await eventually(async () => {
      const { auditLog } = await admin.ask<{ auditLog: { nodes: { aggregateId: string }[] } }>(
        'query ($id: ID) { auditLog(filter: { actorId: $id, action: "refused" }) { nodes { aggregateId } } }',
        { id: bot.id },
      );
      return auditLog.nodes.length === 3 && auditLog.nodes.map(({ aggregateId }) => aggregateId).sort();
    });
    expect(asked).toEqual(['Mutation.reportTicket', 'Query.me', 'Query.tickets']);
  });

  it('is shut out once its account has ended, with the token it holds', async () => {
    await admin.ask(END, { input: { accountId: credentials.account.id } });
    await eventually(
      async () => (await bot.answer(ESCALATIONS)).errors?.[0]?.extensions.code === 'UNAUTHENTICATED',
    );
    const refused = await askToken(credentials);
    expect([refused.status, await refused.json()]).toMatchObject([401, { error: 'invalid_client' }]);
  });
});
