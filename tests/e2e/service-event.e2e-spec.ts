import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { clock, read, report, step } from './ticket.builder.js';
import { signInAll, type User } from './zhishou.builder.js';

const REGISTER = `mutation ($input: ServiceEventInput!) { registerServiceEvent(input: $input) {
  id kind points ticket { number severity } recordedBy { displayName } } }`;
const LIST = `query ($month: Month!) { serviceEvents(month: $month, first: 100) {
  nodes { id } } }`;

interface Registered {
  id: string;
  ticket: { number: string } | null;
}

describe('what the bureau registers for a month', () => {
  let reporter: User;
  let supervisor: User;
  let dispatcher: User;
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);

  beforeAll(async () => {
    [reporter, supervisor, dispatcher] = await signInAll('reporter', 'supervisor', 'dispatcher');
  });

  it('a direct deduction for a major fault, once it is late', async () => {
    const { id: ticketId, number } = await report(reporter, { severity: 'MAJOR' });
    await step(dispatcher, 'acceptTicket', ticketId);
    const input = { month, kind: 'DIRECT_DEDUCTION', points: 5, note: '会商中断，影响处置', ticketId };
    expect((await dispatcher.refusal(REGISTER, { input })).extensions.code).toBe('FORBIDDEN');
    const early = await supervisor.refusal(REGISTER, { input });
    expect(early.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'ticketId' }] });
    const isLate = async () => clock(await read(supervisor, ticketId), 'RESOLVE')?.state === 'BREACHED';
    await eventually(isLate, { within: 30_000 });
    const registered = await eventually<Registered>(async () => {
      const data = await supervisor.ask<{ registerServiceEvent: Registered }>(REGISTER, { input });
      return data.registerServiceEvent;
    });
    expect(registered).toMatchObject({
      kind: 'DIRECT_DEDUCTION',
      points: 5,
      ticket: { number, severity: 'MAJOR' },
      recordedBy: { displayName: expect.any(String) },
    });
    const { serviceEvents } = await dispatcher.ask<{ serviceEvents: { nodes: { id: string }[] } }>(LIST, {
      month,
    });
    expect(serviceEvents.nodes.map(({ id }) => id)).toContain(registered.id);
  }, 60_000);
});
