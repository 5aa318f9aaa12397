import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { containsText } from '@zhishou/platform/db/contains-text';
import { badInput, notFound } from '@zhishou/platform/errors';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId, newId } from '@zhishou/platform/ids';
import { contractAt } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { folded } from '@zhishou/rules/folded';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Asset } from '../asset/asset.entity.js';
import { keepMovement, lockParts, moveStock } from './move-stock.js';
import { SparePart } from './spare-part.entity.js';
import {
  type AdjustSpareStockInput,
  MAX_STOCK,
  type RegisterSparePartInput,
  type SparePartFilter,
} from './spare-part.inputs.js';
import { StockMovement } from './stock-movement.entity.js';

/** The store of spare parts (domain §3). */
@Injectable()
export class SparePartService {
  private readonly rows;

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
  ) {
    this.rows = rowLoader(
      (ids) => db.getRepository(SparePart).findBy({ id: In(ids) }),
      (part) => part.id,
    );
  }

  async byId(id: string): Promise<SparePart> {
    const part = await this.rows.load(id);
    if (!part) throw new Error(`there is no spare part ${id}`);
    return part;
  }

  /** By their codes. */
  list({ text, low }: SparePartFilter, page: ConnectionArgs): Connection<SparePart> {
    const query = this.db.getRepository(SparePart).createQueryBuilder('part');
    if (text) query.andWhere(containsText('part.code', 'part.name', 'part.model'), { text });
    if (low !== undefined) query.andWhere('(part.stock <= part.lowAt) = :low', { low });
    return paginate(query, page, { by: ['code'], direction: 'ASC' });
  }

  /** The newest first. */
  movements({ id }: SparePart, page: ConnectionArgs): Connection<StockMovement> {
    const query = this.db.getRepository(StockMovement).createQueryBuilder('movement');
    query.where('movement.sparePartId = :id', { id });
    return paginate(query, page, { by: ['at', 'id'], direction: 'DESC' });
  }

  /** @throws UserError BAD_USER_INPUT: the code is taken, or no equipment has one of the asset codes */
  register(caller: Caller, { idempotencyKey, ...body }: RegisterSparePartInput): Promise<SparePart> {
    return this.once(caller, 'registerSparePart', idempotencyKey, body, async (manager) => {
      const assetCodes = await knownCodes(manager, body.assetCodes ?? []);
      const part: SparePart = { ...body, id: newId('spt'), assetCodes };
      if (!(await insertOnce(manager, SparePart, part)))
        throw badInput([{ path: 'code', message: 'another spare part has it' }]);
      const at = new Date(await databaseNow(manager));
      const by = { id: caller.personId, role: caller.role };
      const action = 'registerSparePart';
      await keepMovement(manager, { part: { ...part, stock: 0 }, change: part.stock, action, at, by });
      await writeAudit(manager, {
        actorId: by.id,
        actorRole: by.role,
        action,
        aggregateId: part.id,
        after: part,
        at,
      });
      return part.id;
    });
  }

  /** @throws UserError NOT_FOUND; BAD_USER_INPUT when less than nothing would be left */
  adjust(caller: Caller, { idempotencyKey, ...body }: AdjustSpareStockInput): Promise<SparePart> {
    const id = assertId('spt', body.sparePartId, 'sparePartId');
    return this.once(caller, 'adjustSpareStock', idempotencyKey, body, async (manager) => {
      const [part] = await lockParts(manager, [id]);
      if (!part) throw notFound(`Spare part ${id}`);
      const { change, reason } = body;
      if (part.stock + change < 0)
        throw badInput([{ path: 'change', message: `only ${part.stock} in stock` }]);
      if (part.stock + change > MAX_STOCK)
        throw badInput([{ path: 'change', message: `at most ${MAX_STOCK} in stock` }]);
      const at = new Date(await databaseNow(manager));
      const by = { id: caller.personId, role: caller.role };
      const movement = { part, change, action: 'adjustSpareStock', reason, at, by } as const;
      await moveStock(manager, contractAt(this.contracts, at.getTime()), movement);
      return id;
    });
  }

  private async once(
    caller: Caller,
    mutation: string,
    key: string | undefined,
    body: object,
    write: (manager: EntityManager) => Promise<string>,
  ): Promise<SparePart> {
    const id = await withIdempotency({ dataSource: this.db, caller, mutation, key, body }, write);
    return this.byId(id);
  }
}

/** The codes as the contract writes them. */
async function knownCodes(manager: EntityManager, codes: string[]): Promise<string[]> {
  const assets = await manager.findBy(Asset, { codeKey: In(codes.map(folded)) });
  const known = new Map(assets.map(({ code }) => [folded(code), code]));
  const problems = codes.flatMap((code, index) =>
    known.has(folded(code))
      ? []
      : [{ path: `assetCodes.${index}`, message: `no equipment has the code ${code}` }],
  );
  if (problems.length > 0) throw badInput(problems);
  return codes.map((code) => known.get(folded(code)) ?? code);
}
