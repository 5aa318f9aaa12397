import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { overWebSocket } from './live.builder.js';
import { repairRecord, report, step } from './ticket.builder.js';
import { signInAll, type User } from './zhishou.builder.js';

const REGISTER = `mutation ($input: RegisterSparePartInput!) { registerSparePart(input: $input) { id } }`;
const RAISED = `subscription { escalationRaised { reason ticket { id } sparePart { id stock } } }`;
const STORE = `query ($text: String) { spareParts(filter: { text: $text }) { nodes {
  stock isLow movements { nodes { change ticket { number } by { displayName } } } } } }`;

interface Raised {
  escalationRaised: {
    reason: string;
    ticket: object | null;
    sparePart: { id: string; stock: number } | null;
  };
}

describe('the store of spare parts', () => {
  let receiver: WebhookReceiver;
  let reporter: User;
  let dispatcher: User;
  let engineer: User;

  beforeAll(async () => {
    receiver = await startWebhookReceiver(Number(process.env.WEBHOOK_PORT), process.env.WEBHOOK_SECRET);
    [reporter, dispatcher, engineer] = await signInAll('reporter', 'dispatcher', 'engineer1');
  });

  afterAll(() => receiver.close());

  it('gives out what a repair used, and calls when it runs low', async () => {
    const code = `PSU-${randomUUID().slice(0, 8)}`;
    const part = { code, name: '电源模块', model: 'PS-550', unit: '个', stock: 3, lowAt: 1 };
    const { registerSparePart } = await dispatcher.ask<{ registerSparePart: { id: string } }>(REGISTER, {
      input: part,
    });
    const { id } = registerSparePart;
    const calls = overWebSocket<Raised>(dispatcher, RAISED);
    const { id: ticketId, number } = await report(reporter);
    await step(dispatcher, 'acceptTicket', ticketId);
    await step(engineer, 'startRemoteSupport', ticketId);
    await step(
      engineer,
      'fileRepairReport',
      ticketId,
      repairRecord({ sparePartsUsed: [{ sparePartId: id, quantity: 2 }] }),
    );
    const { spareParts } = await reporter.ask<{ spareParts: { nodes: object[] } }>(STORE, { text: code });
    expect(spareParts.nodes).toEqual([
      {
        stock: 1,
        isLow: true,
        movements: {
          nodes: [
            { change: -2, ticket: { number }, by: { displayName: expect.any(String) } },
            { change: 3, ticket: null, by: { displayName: expect.any(String) } },
          ],
        },
      },
    ]);
    const [call] = await receiver.waitFor(({ notice }) => notice.data.sparePart?.id === id);
    expect(call?.notice.data).toMatchObject({
      reason: 'LOW_STOCK',
      level: 2,
      ticketId: null,
      sparePart: { ...part, id, stock: 1 },
    });
    const raised = await eventually(() =>
      calls.heard.find(({ escalationRaised }) => escalationRaised.sparePart?.id === id),
    );
    expect(raised.escalationRaised).toEqual({
      reason: 'LOW_STOCK',
      ticket: null,
      sparePart: { id, stock: 1 },
    });
    calls.stop();
  });
});
