import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Ticket } from '../src/ticket/ticket.entity.js';
import { narrow } from '../src/ticket/ticket.filter.js';
import { TicketsWorld } from './tickets.world.js';

const TICKETS = 3_000;

let world: TicketsWorld;

beforeAll(async () => {
  world = await TicketsWorld.open();
  await world.report();
  await world.rows(
    `INSERT INTO ticket
     SELECT old.*
     FROM (SELECT ticket FROM ticket LIMIT 1) AS real, generate_series(1, $1::int) AS n,
     LATERAL jsonb_populate_record((real.ticket), jsonb_build_object(
       'id', 'tkt_' || lpad(n::text, 32, '0'),
       'number', 'GD20250101-' || lpad(n::text, 5, '0'),
       'state', 'CANCELLED',
       'summary', CASE WHEN n % 100 = 0 THEN '视频终端 Display ' WHEN n % 3 = 0 THEN '频繁视察 day is play ' ELSE '话筒 ' END
                  || md5(n::text))) AS old`,
    [TICKETS],
  );
  await world.rows('ANALYZE ticket, ticket_words');
});

afterAll(() => world?.close());

it.each([
  ['视频', TICKETS / 100 + 1],
  ['频', Math.floor(TICKETS / 3) + TICKETS / 100 - TICKETS / 300 + 1],
  ['display', TICKETS / 100],
  ['GD20250101-00077', 1],
  ['ＤＩＳＰＬＡＹ\u200b', TICKETS / 100],
  ['视察频繁', 0],
])('%s is looked up in the index and found %i times', async (text, count) => {
  const query = world.db.getRepository(Ticket).createQueryBuilder('ticket');
  narrow(query, { text });
  expect(await query.getCount()).toBe(count);
  const [sql, parameters] = query.select('count(*)').getQueryAndParameters();
  const plan = await world.rows<Record<string, string>>(`EXPLAIN ${sql}`, parameters);
  expect(plan.flatMap((line) => Object.values(line)).join('\n')).toContain('on ticket_words_grams');
});
