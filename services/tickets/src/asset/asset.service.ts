import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { containsText } from '@zhishou/platform/db/contains-text';
import { badInput } from '@zhishou/platform/errors';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { assertId } from '@zhishou/platform/ids';
import { folded } from '@zhishou/rules/folded';
import { DataSource, In } from 'typeorm';
import { Asset } from './asset.entity.js';
import type { AssetFilter } from './asset.inputs.js';

@Injectable()
export class AssetService {
  private readonly codes;
  private readonly ids;

  constructor(@InjectDataSource() private readonly db: DataSource) {
    const assets = db.getRepository(Asset);
    this.codes = rowLoader(
      (keys) => assets.findBy({ codeKey: In(keys) }),
      ({ code }) => folded(code),
    );
    this.ids = rowLoader(
      (ids) => assets.findBy({ id: In(ids) }),
      ({ id }) => id,
    );
  }

  /** However the code is written. */
  loadByCode(code: string): Promise<Asset | null> {
    return this.codes.load(folded(code));
  }

  /** @throws UserError BAD_USER_INPUT unless exactly one of the two is given */
  one(by: { id?: string; code?: string }): Promise<Asset | null> {
    if (by.code && !by.id) return this.loadByCode(by.code);
    if (by.id && !by.code) return this.ids.load(assertId('ast', by.id, 'id'));
    throw badInput([{ path: 'id', message: 'give either the id or the code' }]);
  }

  /** In the order of the contract's lists. */
  list(filter: AssetFilter, page: ConnectionArgs): Connection<Asset> {
    const query = this.db.getRepository(Asset).createQueryBuilder('asset');
    if (filter.listNo !== undefined) query.andWhere('asset.listNo = :listNo', filter);
    if (filter.majorScope !== undefined) query.andWhere('asset.majorScope = :majorScope', filter);
    if (filter.text) {
      query.andWhere(containsText('asset.name', 'asset.code', 'asset.subsystemName'), filter);
    }
    return paginate(query, page, { by: ['position'], direction: 'ASC' });
  }
}
