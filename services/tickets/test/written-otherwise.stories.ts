import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { TicketWords1784530000000 } from '../src/migrations/1784530000000-ticket-words.migration.js';
import type { TicketsWorld } from './tickets.world.js';

const LIST = `query ($filter: TicketFilter) { tickets(filter: $filter, first: 100) { nodes { id } totalCount } }`;
const ASSET = 'query ($code: String) { asset(code: $code) { code } }';
const ASSETS = 'query ($filter: AssetFilter) { assets(filter: $filter) { nodes { code } } }';
const PARTS = 'query ($filter: SparePartFilter) { spareParts(filter: $filter) { nodes { code } } }';
const OPEN = 'query ($code: String!) { openFaults(assetCode: $code) { number } }';
const REGISTER = `mutation ($input: RegisterSparePartInput!) { registerSparePart(input: $input) { code assetCodes } }`;
const ADD = `mutation ($input: AffectedAssetsInput!) { addAffectedAssets(input: $input) { id } }`;

/** L1-S1-02 as a phone, an input method and a careless colleague write it. */
const SPELLINGS = ['L1-S1-02', 'l1-s1-02', 'Ｌ１-Ｓ１-０２', ' L1-S1\u200b-02\u00a0'];

let world: TicketsWorld;
/** from when on tickets are looked at */
let reportedFrom: string;

const find = async (filter: object): Promise<string[]> => {
  const { tickets } = await world.ask<{ tickets: { nodes: { id: string }[]; totalCount: number } }>(
    'supervisor',
    LIST,
    { filter: { reportedFrom, ...filter } },
  );
  expect(tickets.totalCount).toBe(tickets.nodes.length);
  return tickets.nodes.map(({ id }) => id);
};

/** Words and codes, as a phone, an input method and a careless colleague write them. */
export function writtenOtherwiseStories(open: () => TicketsWorld): void {
  beforeAll(() => {
    world = open();
    reportedFrom = new Date().toISOString();
  });

  describe('what is searched', () => {
    it.each([
      ['Ｎｏ．７７', 'no.77'],
      ['no.77', 'Ｎｏ．７７'],
      ['视频', '视频'],
      ['屏', '屏'],
      ['É', 'e\u0301'],
      ['会\u200b议', '会议'],
      ['100%_\\', '１００％＿＼'],
      ['ﬁlter  Ⅳ', 'FILTER IV'],
    ])('%j is found as %j', async (written, sought) => {
      const mark = randomUUID();
      const [inSummary, inDescription] = [
        await world.report({ summary: `${mark} ${written}号` }),
        await world.report({ summary: mark, description: `前${written}后` }),
      ];
      await world.report({ summary: mark });
      const found = await find({ text: sought });
      expect(found).toEqual(expect.arrayContaining([inDescription.id, inSummary.id]));
      const [row] = await world.rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM ticket_words JOIN ticket ON ticket.id = ticket_id
         WHERE position(folded($1) IN words) > 0 AND reported_at >= $2`,
        [sought, reportedFrom],
      );
      expect(found.length).toBe(row?.count);
    });

    it('is found by its number, and not across two of its fields', async () => {
      const end = randomUUID();
      const { id, number } = await world.report({ summary: `黑屏 ${end}`, description: '甲乙丙' });
      expect(await find({ text: number.toLowerCase() })).toEqual([id]);
      expect(await find({ text: end })).toEqual([id]);
      expect(await find({ text: `${end} 甲` })).toEqual([]);
      expect(await find({ text: `${end}甲` })).toEqual([]);
      const { ticket } = await world.ask<{ ticket: object }>(
        'supervisor',
        'query ($number: String) { ticket(number: $number) { id } }',
        {
          number: number.replace('GD', 'ｇｄ'),
        },
      );
      expect(ticket).toEqual({ id });
    });

    it('of equipment and spare parts as well', async () => {
      await world.ask('dispatcher', REGISTER, {
        input: { code: 'Ｎｏ．７８', name: '风扇', model: 'pf', unit: '个', stock: 1, lowAt: 0 },
      });
      expect(await world.ask('supervisor', PARTS, { filter: { text: 'NO.78' } })).toEqual({
        spareParts: { nodes: [{ code: 'Ｎｏ．７８' }] },
      });
      expect(await world.ask('supervisor', ASSETS, { filter: { text: 'ｌ１-s1-０2' } })).toEqual({
        assets: { nodes: [{ code: 'L1-S1-02' }] },
      });
    });
  });

  describe.each(SPELLINGS)('the code %j', (code) => {
    it('names the equipment wherever one is named', async () => {
      const { id, number, asset } = await world.report({ assetCode: code });
      expect(asset).toEqual({ code: 'L1-S1-02' });
      expect(await world.ask('supervisor', ASSET, { code })).toEqual({ asset: { code: 'L1-S1-02' } });
      expect(await find({ assetCode: code })).toContain(id);
      const { openFaults } = await world.ask<{ openFaults: { number: string }[] }>('reporter', OPEN, {
        code,
      });
      expect(openFaults.map((fault) => fault.number)).toContain(number);
    });

    it('of a spare part is taken once it is taken', async () => {
      const part = { name: '风扇', model: 'pf', unit: '个', stock: 1, lowAt: 0, assetCodes: [code] };
      const own = `PART-${SPELLINGS.indexOf(code)}`;
      expect(await world.ask('dispatcher', REGISTER, { input: { ...part, code: own } })).toEqual({
        registerSparePart: { code: own, assetCodes: ['L1-S1-02'] },
      });
      for (const again of [
        own.toLowerCase(),
        own.normalize('NFKC').replace('P', 'Ｐ'),
        `${own}\u200b`,
        ` ${own}`,
      ]) {
        const { code: error, fields } = await world.refusal('dispatcher', REGISTER, {
          input: { ...part, code: again },
        });
        expect([error, fields?.map(({ path }) => path)]).toEqual(['BAD_USER_INPUT', ['code']]);
      }
      const twice = { ...part, code: `${own}-2`, assetCodes: ['L1-S1-02', ` ${code.toLowerCase()}`] };
      const { fields } = await world.refusal('dispatcher', REGISTER, { input: twice });
      expect(fields?.map(({ path }) => path)).toEqual(['assetCodes']);
    });
  });

  it('equipment is named twice by two spellings of its code', async () => {
    const { id: ticketId } = await world.report();
    const assets = SPELLINGS.slice(0, 2).map((assetCode) => ({ assetCode }));
    const { fields } = await world.refusal('supervisor', ADD, {
      input: { ticketId, assets, reason: '同时' },
    });
    expect(fields).toEqual([{ path: 'assets', message: 'names equipment twice' }]);
  });

  it('two spellings of one code are one to the database itself', async () => {
    const insert = (id: string, code: string) =>
      world.rows(
        `INSERT INTO spare_part (id, code, name, model, asset_codes, unit, stock, low_at) VALUES ($1, $2, '', '', '{}', '', 0, 0)`,
        [id, code],
      );
    await insert('one', 'RELAY-1');
    await expect(insert('other', 'ｒelay-１')).rejects.toThrow(/spare_part_code_key_key/);
    // it is on no record, and others look at those
    await world.rows(`DELETE FROM spare_part WHERE id = 'one'`);
  });

  it('what was there before is found as well', async () => {
    const mark = randomUUID();
    const { id } = await world.report({ summary: `Ｎｏ．７９ ${mark}` });
    const runner = world.db.createQueryRunner();
    const words = new TicketWords1784530000000();
    await words.down(runner);
    await words.up(runner);
    await runner.release();
    expect(await find({ text: `no.79 ${mark}` })).toEqual([id]);
  });
}
