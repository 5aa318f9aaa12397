import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { eventually } from '@zhishou/testkit/eventually';
import { read, report } from './ticket.builder.js';
import { signIn, type User } from './zhishou.builder.js';

const EVERY_REASON = [
  'MAJOR_FAULT',
  'RESPONSE_WARNING',
  'RESPONSE_WARNING',
  'RESPONSE_BREACH',
  'ONSITE_WARNING',
  'ONSITE_WARNING',
  'ONSITE_BREACH',
  'RESOLVE_WARNING',
  'RESOLVE_WARNING',
  'RESOLVE_BREACH',
];

describe('a major fault that nobody takes care of', () => {
  let receiver: WebhookReceiver;
  let reporter: User;
  let bot: User;

  beforeAll(async () => {
    receiver = await startWebhookReceiver(Number(process.env.WEBHOOK_PORT), process.env.WEBHOOK_SECRET);
    reporter = await signIn('reporter');
    bot = await signIn('bot');
  });

  afterAll(() => receiver.close());

  it('calls at once, warns twice a clock and tells every breach within a second, each once', async () => {
    const { id, number, clocks } = await report(reporter, { severity: 'MAJOR' });
    const calls = await receiver.waitFor(({ notice }) => notice.data.ticketId === id, {
      count: 10,
      timeout: 30_000,
    });
    expect(calls.map(({ notice }) => notice.data.reason).sort()).toEqual([...EVERY_REASON].sort());
    expect(new Set(calls.map((call) => call.id)).size).toBe(10);
    for (const { notice, fault, at } of calls) {
      expect(fault).toBeUndefined();
      expect(notice.data).toMatchObject({ number, severity: 'MAJOR', assetCode: 'L1-S1-01' });
      expect(at - Date.parse(notice.data.at)).toBeLessThan(1_000);
    }
    const breach = calls.find(({ notice }) => notice.data.reason === 'RESOLVE_BREACH');
    const due = clocks.find(({ kind }) => kind === 'RESOLVE')?.dueAt;
    expect(breach?.notice.data).toMatchObject({ clock: 'RESOLVE', dueAt: due, at: due });

    const ticket = await read(reporter, id);
    expect(ticket.clocks.map(({ state }) => state)).toEqual(['BREACHED', 'BREACHED', 'BREACHED']);
    expect(ticket.timeline.filter(({ type }) => type === 'clock.breached')).toHaveLength(3);
  }, 60_000);

  it('is acknowledged by the bot, once', async () => {
    const { id } = await report(reporter, { severity: 'MAJOR' });
    const [call] = await receiver.waitFor(({ notice }) => notice.data.ticketId === id);
    const acknowledge =
      'mutation ($input: AckInput!) { acknowledgeEscalation(input: $input) { acknowledgedAt } }';
    const variables = { input: { escalationId: call?.notice.data.escalationId, note: '已电话通知值班领导' } };
    await bot.ask(acknowledge, variables);
    expect((await bot.refusal(acknowledge, variables)).extensions.code).toBe('CONFLICT');
    const listed = await eventually(async () => {
      const { escalations } = await bot.ask<{ escalations: { nodes: { id: string }[] } }>(
        '{ escalations(filter: { acknowledged: true }, first: 50) { nodes { id } } }',
      );
      return escalations.nodes.some((node) => node.id === call?.notice.data.escalationId);
    });
    expect(listed).toBe(true);
  });
});
