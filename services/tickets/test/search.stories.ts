import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ClockState } from '@zhishou/rules/clock';
import { agedBy } from './aged-ticket.builder.js';
import { PEOPLE } from '@zhishou/testkit/people';
import { clockOf, clockStates, type TicketView, VIEW } from './ticket.view.js';
import type { TicketsWorld } from './tickets.world.js';

const LIST = `query ($filter: TicketFilter, $first: Int, $after: String) {
  tickets(filter: $filter, first: $first, after: $after) { nodes { ${VIEW} } totalCount pageInfo { endCursor } } }`;

interface Page {
  nodes: TicketView[];
  totalCount: number;
  pageInfo: { endCursor: string };
}

const HOUR = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

/** No worker runs here: steps are put on file as it would, and nobody writes down that a deadline has passed. */
let world: TicketsWorld;
/** when the first of these tickets was reported: what was before is none of theirs */
let reportedFrom: string;
/** by what became of its response clock */
let tickets: Record<string, TicketView>;

const RESPONSE: Record<string, ClockState> = {
  running: 'RUNNING',
  runOut: 'BREACHED',
  waiting: 'PAUSED',
  met: 'MET',
  metLate: 'MET_LATE',
  cancelled: 'CANCELLED',
  cancelledTooLate: 'BREACHED',
};

const list = async (filter: object, page: object = {}): Promise<Page> =>
  (
    await world.ask<{ tickets: Page }>('supervisor', LIST, {
      filter: { reportedFrom, ...filter },
      first: 100,
      ...page,
    })
  ).tickets;

const found = async (filter: object): Promise<string[]> => {
  const { nodes, totalCount } = await list(filter);
  expect(totalCount).toBe(nodes.length);
  return namesOf(nodes);
};

const namesOf = (nodes: TicketView[]): string[] =>
  Object.keys(tickets)
    .filter((name) => nodes.some(({ id }) => id === tickets[name]?.id))
    .sort();

const those = (...states: string[]): string[] =>
  Object.keys(RESPONSE)
    .filter((name) => states.includes(RESPONSE[name]!))
    .sort();

/** How tickets are found. */
export function searchStories(open: () => TicketsWorld): void {
  beforeAll(async () => {
    world = open();
    tickets = {};
    for (const name of Object.keys(RESPONSE)) {
      tickets[name] = await world.report({ assetCode: name === 'waiting' ? undefined : 'L1-S1-01' });
    }
    ({ reportedAt: reportedFrom } = tickets.running!);
    const { runOut, met, metLate, cancelled, cancelledTooLate } = tickets;
    for (const ticket of [runOut, metLate, cancelledTooLate]) await agedBy(world, ticket!.id, HOUR);
    for (const ticket of [met, metLate])
      await world.record('dispatcher', ticket!.id, { action: 'acceptTicket' });
    for (const ticket of [cancelled, cancelledTooLate]) {
      await world.record('reporter', ticket!.id, { action: 'cancelTicket' });
    }
  });

  describe('tickets by their clocks', () => {
    it.each(['RUNNING', 'BREACHED', 'PAUSED', 'MET', 'MET_LATE', 'CANCELLED'])(
      'are those that show %s at this instant, though nobody wrote it down',
      async (state) => {
        const { nodes } = await list({ clock: { kind: 'RESPONSE', states: [state] } });
        expect(new Set(nodes.map((ticket) => clockStates(ticket).RESPONSE))).toEqual(new Set([state]));
        expect(namesOf(nodes)).toEqual(those(state));
      },
    );

    it('are found by several states at once, or by any clock', async () => {
      const response = (...states: string[]) => found({ clock: { kind: 'RESPONSE', states } });
      expect(await response('RUNNING', 'BREACHED')).toEqual(those('RUNNING', 'BREACHED'));
      expect(await response('BREACHED', 'MET_LATE')).toEqual(those('BREACHED', 'MET_LATE'));
      expect(await response()).toEqual(Object.keys(RESPONSE).sort());
      expect(await found({ clock: { states: ['RUNNING'] } })).toEqual(['met', 'running']);
    });

    it('that missed a deadline are those it ran out for as well', async () => {
      expect(await found({ breached: 'RESPONSE' })).toEqual(those('BREACHED', 'MET_LATE'));
    });

    it('are found by what is due before an instant and not met yet, past or to come', async () => {
      const due = (dueBefore: string, more: object = {}) => found({ clock: { dueBefore, ...more } });
      expect(await due(inHours(0))).toEqual(['metLate', 'runOut']);
      expect(await due(inHours(0), { kind: 'RESPONSE' })).toEqual(['runOut']);
      expect(await due(inHours(1), { kind: 'RESPONSE' })).toEqual(['runOut', 'running']);
      expect(await due(inHours(1), { kind: 'RESPONSE', states: ['RUNNING'] })).toEqual(['running']);
      const { dueAt } = clockOf(tickets.running!, 'RESPONSE');
      expect(await due(dueAt, { kind: 'RESPONSE' })).toEqual(['runOut']);
      const justAfter = new Date(Date.parse(dueAt) + 1).toISOString();
      expect(await due(justAfter, { kind: 'RESPONSE' })).toEqual(['runOut', 'running']);
    });
  });

  describe('tickets by their report', () => {
    it('are found by who reported them', async () => {
      const colleagues = await world.report({}, 'colleague');
      const { nodes } = await list({ reportedById: PEOPLE.colleague.id });
      expect(nodes.map(({ id }) => id)).toEqual([colleagues.id]);
      expect((await list({ reportedById: PEOPLE.admin.id })).nodes).toEqual([]);
    });

    it('are found from one instant on, until before another', async () => {
      const from = tickets.waiting!.reportedAt;
      const to = tickets.cancelled!.reportedAt;
      expect(await found({ reportedFrom: from, reportedTo: to })).toEqual(['met', 'metLate', 'waiting']);
      expect(await found({ reportedFrom: from, reportedTo: from })).toEqual([]);
    });
  });

  it('a page goes on where it stopped though tickets come and others leave the list meanwhile', async () => {
    const ofThisTest = { assetCode: 'L1-S2-01', clock: { kind: 'RESPONSE', states: ['RUNNING'] } };
    const reported: string[] = [];
    for (let n = 0; n < 6; n++) reported.unshift((await world.report({ assetCode: 'L1-S2-01' })).id);
    const first = await list(ofThisTest, { first: 2 });
    expect(first.nodes.map(({ id }) => id)).toEqual(reported.slice(0, 2));
    await world.report({ assetCode: 'L1-S2-01' });
    for (const id of [reported[1]!, reported[3]!]) {
      await world.record('dispatcher', id, { action: 'acceptTicket' });
    }
    const second = await list(ofThisTest, { first: 2, after: first.pageInfo.endCursor });
    expect(second.nodes.map(({ id }) => id)).toEqual([reported[2], reported[4]]);
    const third = await list(ofThisTest, { first: 2, after: second.pageInfo.endCursor });
    expect(third.nodes.map(({ id }) => id)).toEqual([reported[5]]);
  });

  it.each<[string, object, string[]]>([
    ['no person', { assigneeId: 'engineer' }, ['assigneeId']],
    ['nobody', { assigneeId: '' }, ['assigneeId']],
    ['a ticket for a person', { reportedById: `tkt_${'0'.repeat(32)}` }, ['reportedById']],
    [
      'a time that ends before it begins',
      { reportedFrom: inHours(1), reportedTo: inHours(0) },
      ['reportedTo'],
    ],
    ['a day for an instant', { reportedFrom: '2026-07-01' }, ['filter.reportedFrom']],
    ['a clock nobody knows', { clock: { kind: 'LUNCH' } }, ['filter.clock.kind']],
    ['a state nobody knows', { clock: { states: ['LATE'] } }, ['filter.clock.states.0']],
  ])('a search for %s is refused by name', async (_, filter, paths) => {
    const { code, fields } = await world.refusal('supervisor', LIST, { filter });
    expect({ code, paths: fields?.map(({ path }) => path) }).toEqual({ code: 'BAD_USER_INPUT', paths });
  });
}
