import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyChain } from '@zhishou/platform/audit/verify-chain';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { newId } from '@zhishou/platform/ids';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import type { TicketsWorld } from './tickets.world.js';

const PART = 'id code name model assetCodes unit stock lowAt isLow';
const REGISTER = `mutation ($input: RegisterSparePartInput!) { registerSparePart(input: $input) { ${PART} } }`;
const ADJUST = `mutation ($input: AdjustSpareStockInput!) { adjustSpareStock(input: $input) { ${PART} } }`;
const LIST = `query ($filter: SparePartFilter, $first: Int, $after: String) {
  spareParts(filter: $filter, first: $first, after: $after) {
    nodes { ${PART} movements { nodes { action change stockAfter reason ticket { id } by { id } } } }
    totalCount pageInfo { hasNextPage endCursor } } }`;

interface Part {
  id: string;
  code: string;
  stock: number;
  isLow: boolean;
  movements: { nodes: object[] };
}

interface PartPage {
  nodes: Part[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

let world: TicketsWorld;

let lastNumber = 0;
const fan = (more: object = {}) => ({
  code: `FAN-${++lastNumber}`,
  name: '散热风扇',
  model: 'PF-80',
  unit: '个',
  stock: 5,
  lowAt: 2,
  ...more,
});

const register = async (more: object = {}, who: Who = 'dispatcher'): Promise<Part> =>
  (await world.ask<{ registerSparePart: Part }>(who, REGISTER, { input: fan(more) })).registerSparePart;

const adjust = async (sparePartId: string, change: number, more: object = {}): Promise<Part> => {
  const input = { sparePartId, change, reason: '盘点', ...more };
  return (await world.ask<{ adjustSpareStock: Part }>('dispatcher', ADJUST, { input })).adjustSpareStock;
};

const list = async (filter: object, page: object = {}, who: Who = 'auditor'): Promise<PartPage> =>
  (await world.ask<{ spareParts: PartPage }>(who, LIST, { filter, ...page })).spareParts;

const written = () =>
  Promise.all(['spare_part', 'stock_movement', 'outbox', 'audit_entry'].map((table) => world.count(table)));

async function refusal(source: string, input: object, who: Who = 'dispatcher') {
  const before = await written();
  const { code, fields } = await world.refusal(who, source, { input });
  expect(await written()).toEqual(before);
  return { code, paths: fields?.map(({ path }) => path) };
}

const audited = (id: string) =>
  world.rows('SELECT action, actor_id, before, after FROM audit_entry WHERE aggregate_id = $1 ORDER BY seq', [
    id,
  ]);

/** What becomes of the store of spare parts. */
export function sparePartStories(open: () => TicketsWorld): void {
  beforeAll(() => {
    world = open();
  });

  describe('registerSparePart', () => {
    it('keeps a part with its stock, for dispatcher and administrator', async () => {
      const part = await register({ code: 'PSU-1', assetCodes: ['L1-S1-01', 'L1-S1-02'] });
      expect(part).toEqual({
        id: expect.stringMatching(/^spt_/),
        code: 'PSU-1',
        name: '散热风扇',
        model: 'PF-80',
        assetCodes: ['L1-S1-01', 'L1-S1-02'],
        unit: '个',
        stock: 5,
        lowAt: 2,
        isLow: false,
      });
      const { nodes } = await list({ text: 'PSU-1' });
      const movement = { action: 'registerSparePart', change: 5, stockAfter: 5, reason: null, ticket: null };
      const by = { id: PEOPLE.dispatcher.id };
      expect(nodes).toEqual([{ ...part, movements: { nodes: [{ ...movement, by }] } }]);
      expect(await audited(part.id)).toEqual([
        {
          action: 'registerSparePart',
          actor_id: PEOPLE.dispatcher.id,
          before: null,
          after: expect.objectContaining({ code: 'PSU-1', stock: 5 }),
        },
      ]);
      await expect(register({}, 'admin')).resolves.toMatchObject({ assetCodes: [] });
    });

    it('does it once under one key', async () => {
      const input = fan({ idempotencyKey: randomUUID() });
      const ids = await Promise.all([register(input), register(input)]);
      expect(ids[1]).toEqual(ids[0]);
      expect(await refusal(REGISTER, { ...input, stock: 6 })).toEqual({
        code: 'BAD_USER_INPUT',
        paths: ['idempotencyKey'],
      });
    });

    it('gives one of two the code that both want at once', async () => {
      const both = await Promise.all(
        [1, 2].map((stock) =>
          world.answer('dispatcher', REGISTER, { input: fan({ code: 'FUSE-1', stock }) }),
        ),
      );
      expect(both.map(({ errors }) => errors?.[0]?.extensions.code).sort()).toEqual([
        'BAD_USER_INPUT',
        undefined,
      ]);
      expect((await list({ text: 'FUSE-1' })).totalCount).toBe(1);
    });

    it.each<[string, object, string[]]>([
      ['a code that is taken', { code: 'PSU-1' }, ['code']],
      ['no name', { name: ' ' }, ['name']],
      ['ten thousand characters', { model: '长'.repeat(10_000) }, ['model']],
      ['control characters', { unit: '个\u0007' }, ['unit']],
      ['less than nothing', { stock: -1 }, ['stock']],
      ['more than a store holds', { stock: 1_000_001 }, ['stock']],
      ['a warning below nothing', { lowAt: -1 }, ['lowAt']],
      ['equipment that is in no list', { assetCodes: ['L1-S1-01', 'UNHEARD-OF'] }, ['assetCodes.1']],
      ['equipment named twice', { assetCodes: ['L1-S1-01', 'L1-S1-01'] }, ['assetCodes']],
    ])('refuses %s', async (_name, more, paths) => {
      expect(await refusal(REGISTER, fan(more))).toEqual({ code: 'BAD_USER_INPUT', paths });
    });

    it.each<Who>(['engineer', 'reporter', 'supervisor', 'auditor', 'bot'])(
      'is not for the %s',
      async (who) => {
        expect((await refusal(REGISTER, fan(), who)).code).toBe('FORBIDDEN');
      },
    );
  });

  describe('adjustSpareStock', () => {
    it('moves the stock, and keeps and audits why', async () => {
      const { id, code } = await register();
      expect(await adjust(id, 7, { reason: '到货' })).toMatchObject({ stock: 12 });
      expect(await adjust(id, -4, { reason: '报废' })).toMatchObject({ stock: 8 });
      const part = (await list({ text: code })).nodes.find((one) => one.id === id);
      expect(part?.movements.nodes).toEqual([
        expect.objectContaining({ action: 'adjustSpareStock', change: -4, stockAfter: 8, reason: '报废' }),
        expect.objectContaining({ action: 'adjustSpareStock', change: 7, stockAfter: 12, reason: '到货' }),
        expect.objectContaining({ action: 'registerSparePart', change: 5, stockAfter: 5 }),
      ]);
      expect((await audited(id)).slice(1)).toEqual([
        expect.objectContaining({ before: { stock: 5 }, after: { stock: 12, reason: '到货' } }),
        expect.objectContaining({ before: { stock: 12 }, after: { stock: 8, reason: '报废' } }),
      ]);
    });

    it('loses none of ten that come at once, and goes not below nothing', async () => {
      const { id } = await register({ stock: 6, lowAt: 0 });
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          world.answer('dispatcher', ADJUST, { input: { sparePartId: id, change: -1, reason: '领用' } }),
        ),
      );
      expect(answers.filter(({ errors }) => !errors)).toHaveLength(6);
      const [row] = await world.rows('SELECT stock FROM spare_part WHERE id = $1', [id]);
      expect(row).toEqual({ stock: 0 });
      const [sum] = await world.rows(
        'SELECT sum(change)::int AS sum, count(*)::int AS count FROM stock_movement WHERE spare_part_id = $1',
        [id],
      );
      expect(sum).toEqual({ sum: 0, count: 7 });
      expect(await verifyChain(world.db.manager)).toMatchObject({ ok: true });
      const faults = await rowFaults(world.db.manager, 'tickets');
      expect(faults.filter(({ detail }) => detail?.startsWith('spare_part '))).toEqual([]);
    });

    it('does it once under one key', async () => {
      const { id } = await register();
      const key = { idempotencyKey: randomUUID() };
      await adjust(id, 1, key);
      expect(await adjust(id, 1, key)).toMatchObject({ stock: 6 });
    });

    it.each<[string, object, string[]]>([
      ['more than there is', { change: -6 }, ['change']],
      ['more than a store holds', { change: 999_999 }, ['change']],
      ['nothing', { change: 0 }, ['change']],
      ['no reason', { reason: '' }, ['reason']],
    ])('refuses %s', async (_name, more, paths) => {
      const { id } = await register();
      const input = { sparePartId: id, change: 1, reason: '盘点', ...more };
      expect(await refusal(ADJUST, input)).toEqual({ code: 'BAD_USER_INPUT', paths });
    });

    it('refuses a part that does not exist, and what is no part', async () => {
      const input = { change: 1, reason: '盘点' };
      expect((await refusal(ADJUST, { ...input, sparePartId: newId('spt') })).code).toBe('NOT_FOUND');
      expect((await refusal(ADJUST, { ...input, sparePartId: newId('tkt') })).paths).toEqual(['sparePartId']);
    });

    it.each<Who>(['engineer', 'reporter', 'supervisor', 'auditor', 'bot'])(
      'is not for the %s',
      async (who) => {
        const { id } = await register();
        expect((await refusal(ADJUST, { sparePartId: id, change: 1, reason: '盘点' }, who)).code).toBe(
          'FORBIDDEN',
        );
      },
    );
  });

  describe('spareParts', () => {
    it('are found by text and by being low, page by page, in the order of their codes', async () => {
      for (const [code, stock] of Object.entries({ 'OPT-3': 9, 'OPT-1': 2, 'OPT-2': 0, 'OPT-4': 3 }))
        await register({ code, name: '光模块', model: 'SFP_10G', stock });
      const codes = ({ nodes }: PartPage) => nodes.map(({ code }) => code);
      expect(codes(await list({ text: '光模' }))).toEqual(['OPT-1', 'OPT-2', 'OPT-3', 'OPT-4']);
      expect(codes(await list({ text: 'sfp_', low: true }))).toEqual(['OPT-1', 'OPT-2']);
      expect(codes(await list({ text: 'OPT', low: false }))).toEqual(['OPT-3', 'OPT-4']);
      expect(codes(await list({ text: 'SFP%' }))).toEqual([]);
      const first = await list({ text: 'OPT' }, { first: 3 });
      expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
      expect(codes(await list({ text: 'OPT' }, { after: first.pageInfo.endCursor }))).toEqual(['OPT-4']);
    });

    it('may be read by whoever may read, not by the bot', async () => {
      await expect(list({ text: 'OPT' }, {}, 'reporter')).resolves.toMatchObject({ totalCount: 4 });
      expect((await world.refusal('bot', LIST)).code).toBe('FORBIDDEN');
    });
  });
}
