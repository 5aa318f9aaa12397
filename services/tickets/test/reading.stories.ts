import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@zhishou/platform/ids';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { type TicketView, VIEW } from './ticket.view.js';
import type { TicketsWorld } from './tickets.world.js';

const LIST = `query ($filter: TicketFilter, $orderBy: TicketOrder, $first: Int, $after: String, $last: Int, $before: String) {
  tickets(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    nodes { id } totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`;

interface Page {
  nodes: { id: string }[];
  totalCount: number;
  pageInfo: { startCursor: string; endCursor: string; hasNextPage: boolean; hasPreviousPage: boolean };
}

/** No worker runs here: steps are put on file as it would. */
let world: TicketsWorld;

const list = async (who: Who, variables: Record<string, unknown> = {}): Promise<Page> =>
  (await world.ask<{ tickets: Page }>(who, LIST, variables)).tickets;

const ids = ({ nodes }: Page): string[] => nodes.map(({ id }) => id);

const assign = (ticketId: string, engineer: 'engineer' | 'secondEngineer') =>
  world.record('dispatcher', ticketId, { action: 'acceptTicket', engineerId: PEOPLE[engineer].id });

const one = async (who: Who, { id }: TicketView) => {
  const { ticket } = await world.ask<{ ticket: { id: string } | null }>(
    who,
    'query ($id: ID) { ticket(id: $id) { id } }',
    { id },
  );
  return ticket !== null;
};

/** Who reads which tickets, one by one and in lists. */
export function readingStories(open: () => TicketsWorld): void {
  beforeAll(() => {
    world = open();
  });

  describe('who sees a ticket', () => {
    let mine: TicketView;
    let assigned: TicketView;
    let free: TicketView;
    beforeAll(async () => {
      mine = await world.report({}, 'reporter');
      assigned = await world.report({}, 'colleague');
      free = await world.report({}, 'colleague');
      await assign(assigned.id, 'engineer');
    });

    it.each<[Who, [boolean, boolean, boolean]]>([
      ['reporter', [true, false, false]],
      ['colleague', [false, true, true]],
      ['engineer', [true, true, true]],
      ['secondEngineer', [true, false, true]],
      ['dispatcher', [true, true, true]],
      ['supervisor', [true, true, true]],
      ['admin', [true, true, true]],
      ['auditor', [true, true, true]],
    ])('the %s: alone, by its number, in a list and of its equipment alike', async (who, expected) => {
      const tickets = [mine, assigned, free];
      const filter = { reportedFrom: mine.reportedAt };
      const listed = ids(await list(who, { filter, first: 100 }));
      const { asset } = await world.ask<{ asset: { tickets: Page } }>(
        who,
        '{ asset(code: "L1-S1-01") { tickets(first: 100) { nodes { id } } } }',
      );
      for (const [index, ticket] of tickets.entries()) {
        const byNumber = await world.ask<{ ticket: object | null }>(
          who,
          'query ($number: String) { ticket(number: $number) { id } }',
          { number: ticket.number },
        );
        const seen = expected[index];
        expect([
          await one(who, ticket),
          byNumber.ticket !== null,
          listed.includes(ticket.id),
          ids(asset.tickets).includes(ticket.id),
        ]).toEqual([seen, seen, seen, seen]);
      }
      expect((await list(who, { filter })).totalCount).toBe(listed.length);
    });

    it('not the bot, nobody of the provider without NDA, and nobody without a token', async () => {
      expect((await world.refusal('bot', LIST)).code).toBe('FORBIDDEN');
      expect((await world.refusal('unsignedEngineer', LIST)).code).toBe('NDA_REQUIRED');
      const { errors } = await world.service.query(LIST);
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    });

    it('by reference from another subgraph the same', async () => {
      const source = 'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Ticket { id } } }';
      const refs = [mine, assigned].map(({ id }) => ({ __typename: 'Ticket', id }));
      expect(await world.ask('secondEngineer', source, { refs })).toEqual({
        _entities: [{ id: mine.id }, null],
      });
    });
  });

  describe('a question that makes no sense', () => {
    it.each<[string, string, string[]]>([
      ['neither id nor number', '{ ticket { id } }', ['id']],
      ['both', `{ ticket(id: "${newId('tkt')}", number: "GD1") { id } }`, ['id']],
      ['what is no id', '{ ticket(id: "1 OR 1=1") { id } }', ['id']],
      ['what is no id of an asset', '{ asset(id: "L1") { code } }', ['id']],
      ['a page too large', '{ tickets(first: 101) { totalCount } }', ['first']],
      ['a page of fewer than none', '{ tickets(first: -1) { totalCount } }', ['first']],
      ['both directions', '{ tickets(first: 1, last: 1) { totalCount } }', ['last']],
      ['a cursor of nowhere', '{ tickets(after: "abc") { totalCount } }', ['after']],
      ['a text without end', `{ tickets(filter: { text: "${'x'.repeat(101)}" }) { totalCount } }`, ['text']],
    ])('%s', async (_, source, paths) => {
      const { code, fields } = await world.refusal('supervisor', source);
      expect({ code, paths: fields?.map(({ path }) => path) }).toEqual({ code: 'BAD_USER_INPUT', paths });
    });

    it('a ticket that does not exist is null', async () => {
      const source = 'query ($id: ID, $number: String) { ticket(id: $id, number: $number) { id } }';
      expect(await world.ask('supervisor', source, { id: newId('tkt') })).toEqual({ ticket: null });
      expect(await world.ask('supervisor', source, { number: 'GD20260101-00000' })).toEqual({ ticket: null });
    });
  });

  describe('a list of tickets', () => {
    const asset = { assetCode: 'L1-S2-01' };
    let since: { reportedFrom: string };
    let ofThisTest: { assetCode: string; reportedFrom: string };
    let reported: string[];
    beforeAll(async () => {
      const tickets: TicketView[] = [];
      for (let n = 0; n < 7; n++) tickets.push(await world.report(asset));
      reported = tickets.map(({ id }) => id);
      since = { reportedFrom: tickets[0]!.reportedAt };
      ofThisTest = { ...asset, ...since };
    });

    it('goes on where it stopped while tickets are added, newest or oldest first', async () => {
      const newest = [...reported].reverse();
      const first = await list('supervisor', { filter: ofThisTest, first: 3 });
      expect(ids(first)).toEqual(newest.slice(0, 3));
      expect(first).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
      reported.push((await world.report(asset)).id);
      const second = await list('supervisor', {
        filter: ofThisTest,
        first: 3,
        after: first.pageInfo.endCursor,
      });
      expect(ids(second)).toEqual(newest.slice(3, 6));
      const third = await list('supervisor', {
        filter: ofThisTest,
        first: 3,
        after: second.pageInfo.endCursor,
      });
      expect(ids(third)).toEqual(newest.slice(6));
      expect(third.pageInfo.hasNextPage).toBe(false);
      const back = await list('supervisor', {
        filter: ofThisTest,
        last: 3,
        before: third.pageInfo.startCursor,
      });
      expect(ids(back)).toEqual(newest.slice(3, 6));
      const oldest = { filter: ofThisTest, orderBy: 'OLDEST_FIRST', first: 2 };
      expect(ids(await list('supervisor', oldest))).toEqual(reported.slice(0, 2));
    });

    it('is narrowed by what is asked for, literally', async () => {
      const odd = await world.report({ summary: "100%_断电 O'Hara\\", kind: 'FAULT', severity: 'MAJOR' });
      const consultation = await world.report({
        kind: 'CONSULTATION',
        severity: undefined,
        assetCode: undefined,
      });
      await assign(odd.id, 'secondEngineer');
      const found = async (filter: object) =>
        ids(await list('supervisor', { filter: { ...since, ...filter }, first: 100 }));
      expect(await found({ text: "100%_断电 O'Hara\\" })).toEqual([odd.id]);
      expect(await found({ text: '100x断电' })).toEqual([]);
      expect(await found({ text: odd.number.toLowerCase() })).toEqual([odd.id]);
      expect(await found({ severity: 'MAJOR', states: ['ACCEPTED'] })).toEqual([odd.id]);
      expect(await found({ assigneeId: PEOPLE.secondEngineer.id })).toEqual([odd.id]);
      expect(await found({ kind: 'CONSULTATION' })).toEqual([consultation.id]);
      expect(await found({ breached: 'RESOLVE' })).toEqual([]);
      expect(await found({ states: [], severity: 'MAJOR' })).toEqual([odd.id]);
    });

    it('costs the same few statements for one ticket as for many', async () => {
      const source = `query ($first: Int) { tickets(first: $first, filter: { assetCode: "L1-S2-01" }) {
      nodes { ${VIEW} isRepeat likelyRepeatOf { number ticket { id } } timeline { type } repairReports { round } recoveryTests { round } callback { dueAt }
        escalations { id ticket { id } } } } }`;
      const one = await world.statements(() => world.ask('supervisor', source, { first: 1 }));
      const many = await world.statements(() => world.ask('supervisor', source, { first: 7 }));
      expect(many).toHaveLength(one.length);
      expect(one.length).toBeLessThanOrEqual(7);
    });
  });

  it('a step costs few round trips to the database', async () => {
    const { id } = await world.report();
    await eventually(async () => {
      const [ticket] = await world.rows<{ at: Date | null }>(
        'SELECT process_started_at AS at FROM ticket WHERE id = $1',
        [id],
      );
      return ticket?.at;
    });
    const sent = await world.statements(() => world.record('dispatcher', id, { action: 'acceptTicket' }));
    // BEGIN, lock, look, transition, ticket, clocks, event, audit, COMMIT, and the world's own look at the version
    expect(sent).toHaveLength(10);
  });
}
