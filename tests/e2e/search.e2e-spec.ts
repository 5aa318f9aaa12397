import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { report, step } from './ticket.builder.js';
import { signIn, signInAll, type User } from './zhishou.builder.js';

const SEARCH = `query ($filter: TicketFilter, $first: Int, $after: String) {
  tickets(filter: $filter, first: $first, after: $after) { nodes { id } totalCount pageInfo { endCursor } } }`;

interface Page {
  nodes: { id: string }[];
  totalCount: number;
  pageInfo: { endCursor: string };
}

const search = async (user: User, filter: object, page: object = {}): Promise<Page> =>
  (await user.ask<{ tickets: Page }>(SEARCH, { filter, ...page })).tickets;

async function responseOf(user: User, id: string): Promise<string | undefined> {
  const { ticket } = await user.ask<{ ticket: { clocks: { kind: string; state: string }[] } }>(
    'query ($id: ID) { ticket(id: $id) { clocks { kind state } } }',
    { id },
  );
  return ticket.clocks.find(({ kind }) => kind === 'RESPONSE')?.state;
}

describe('a dispatcher in search of what to do first', () => {
  it('finds by clock, deadline, person, equipment and words, page by page', async () => {
    const [reporter, dispatcher] = await signInAll('reporter', 'dispatcher');
    const text = randomUUID();
    const one = (n: number, more: object = {}) => report(reporter, { summary: `${n} 号屏 ${text}`, ...more });
    const [calm, urgent, waiting] = [
      await one(1),
      await one(2, { severity: 'MAJOR' }),
      await one(3, { assetCode: 'L3-06' }),
    ];
    const ids = async (filter: object) => {
      const { nodes, totalCount } = await search(dispatcher, { text, ...filter });
      expect(totalCount).toBe(nodes.length);
      return nodes.map(({ id }) => id);
    };

    expect(await ids({ reportedById: reporter.id })).toEqual([waiting.id, urgent.id, calm.id]);
    expect(await ids({ reportedById: dispatcher.id })).toEqual([]);
    expect(await ids({ assetCode: 'L3-06' })).toEqual([waiting.id]);
    expect(await ids({ clock: { kind: 'RESPONSE', states: ['PAUSED'] } })).toEqual([waiting.id]);
    const late = { clock: { kind: 'RESPONSE', states: ['BREACHED'] } };
    // looked at directly: who searches again and again is told to wait
    await eventually(async () => (await responseOf(dispatcher, urgent.id)) === 'BREACHED', {
      within: 20_000,
    });
    expect(await ids(late)).toEqual([urgent.id]);
    expect(await ids({ clock: { kind: 'RESPONSE', dueBefore: new Date().toISOString() } })).toEqual([
      urgent.id,
    ]);

    await step(dispatcher, 'acceptTicket', urgent.id);
    expect(await ids(late)).toEqual([]);
    expect(await ids({ clock: { states: ['MET_LATE'] } })).toEqual([urgent.id]);
    expect(await ids({ breached: 'RESPONSE' })).toEqual([urgent.id]);

    const first = await search(dispatcher, { text }, { first: 1 });
    await one(4);
    const rest = await search(dispatcher, { text }, { first: 2, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual([waiting.id, urgent.id, calm.id]);
  });

  it('is told by name what it cannot be looking for', async () => {
    const dispatcher = await signIn('dispatcher');
    const fieldsOf = async (filter: object) => {
      const { extensions } = await dispatcher.refusal(SEARCH, { filter });
      return [extensions.code, ...(extensions.fields ?? []).map(({ path }) => path)];
    };
    expect(await fieldsOf({ reportedById: 'reporter' })).toEqual(['BAD_USER_INPUT', 'reportedById']);
    expect(await fieldsOf({ clock: { states: ['LATE'] } })).toEqual([
      'BAD_USER_INPUT',
      'filter.clock.states.0',
    ]);
  });
});
