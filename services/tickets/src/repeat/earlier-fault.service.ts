import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { badInput } from '@zhishou/platform/errors';
import { contractCovering } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { DataSource } from 'typeorm';
import type { Asset } from '../asset/asset.entity.js';
import { AssetService } from '../asset/asset.service.js';
import { unitProblems } from '../intake/intake-checks.js';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { IS_OPEN } from '../ticket/open.condition.js';
import { Ticket } from '../ticket/ticket.entity.js';
import type { EarlierFault } from './earlier-fault.type.js';
import type { LikelyRepeatsArgs } from './earlier-fault.inputs.js';
import { MOST_SHOWN, RepeatFaults } from './repeat-faults.js';

/** What somebody who is about to report a fault should know of those before it (domain §4). */
@Injectable()
export class EarlierFaultService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly assets: AssetService,
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly repeats: RepeatFaults,
    private readonly clock: DatabaseClock,
  ) {}

  /** @throws UserError BAD_USER_INPUT for equipment or units that there are not */
  async likelyRepeats({ assetCode, unitNumbers }: LikelyRepeatsArgs): Promise<EarlierFault[]> {
    const asset = await this.assetOf(assetCode);
    const problems = unitProblems({ unitNumbers }, asset);
    if (problems.length > 0) throw badInput(problems);
    const reportedAt = new Date(await this.clock.now());
    const report = {
      assetCode: asset.code,
      unitNumbers: unitNumbers?.length ? unitNumbers : null,
      reportedAt,
    };
    return this.repeats.likely(report, contractCovering(this.contracts, asset.code, reportedAt.getTime()));
  }

  /**
   * Also those of other equipment that have taken this down with them.
   * @throws UserError BAD_USER_INPUT for equipment that there is not
   */
  async openFaults(code: string): Promise<EarlierFault[]> {
    const { code: assetCode } = await this.assetOf(code);
    return this.db
      .getRepository(Ticket)
      .createQueryBuilder('ticket')
      .where(`ticket.kind = 'FAULT' AND ${IS_OPEN}`)
      .andWhere(`(ticket.assetCode = :assetCode OR ticket.process->'affected' @> :affected::jsonb)`, {
        assetCode,
        affected: JSON.stringify([{ assetCode }]),
      })
      .orderBy('ticket.reportedAt', 'DESC')
      .addOrderBy('ticket.id', 'DESC')
      .take(MOST_SHOWN)
      .getMany();
  }

  private async assetOf(code: string): Promise<Asset> {
    const asset = await this.assets.loadByCode(code);
    if (!asset) throw badInput([{ path: 'assetCode', message: `no equipment has the code ${code}` }]);
    return asset;
  }
}
