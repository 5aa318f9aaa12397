import { Injectable } from '@nestjs/common';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { groupLoader, rowLoader } from '@zhishou/platform/graphql/loader';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { DataSource, In } from 'typeorm';
import { AS_FOUND, Finding } from './finding.entity.js';
import type { FindingFilter } from './finding.inputs.js';

const LATEST_FIRST = { foundAt: 'DESC', rank: 'DESC', id: 'DESC' } as const;

@Injectable()
export class FindingService {
  private readonly rows;
  private readonly byCycle;
  private readonly byAsset;

  constructor(private readonly dataSource: DataSource) {
    const findings = dataSource.getRepository(Finding);
    this.rows = rowLoader(
      (ids) => findings.findBy({ id: In(ids) }),
      (finding) => finding.id,
    );
    this.byCycle = groupLoader(
      (ids) => findings.find({ where: { cycleId: In(ids) }, order: AS_FOUND }),
      ({ cycleId }) => cycleId,
    );
    this.byAsset = groupLoader(
      (codes) => findings.find({ where: { assetCode: In(codes) }, order: LATEST_FIRST }),
      ({ assetCode }) => assetCode,
    );
  }

  find(id: string): Promise<Finding | null> {
    return this.rows.load(id);
  }

  ofCycle(cycleId: string): Promise<Finding[]> {
    return this.byCycle.load(cycleId);
  }

  ofAsset(code: string): Promise<Finding[]> {
    return this.byAsset.load(code);
  }

  list(filter: FindingFilter, page: ConnectionArgs): Connection<Finding> {
    const query = this.dataSource.getRepository(Finding).createQueryBuilder('finding');
    if (filter.kind) query.andWhere('finding.kind = :kind', filter);
    if (filter.assetCode) query.andWhere('finding.assetCode = :assetCode', filter);
    if (filter.month) query.andWhere(`split_part(finding.cycle_id, '/', 2) = :month`, filter);
    if (filter.contractId) query.andWhere(`split_part(finding.cycle_id, '/', 1) = :contractId`, filter);
    if (filter.open === true)
      query.andWhere('EXISTS (SELECT FROM hazard WHERE hazard.id = finding.id AND hazard.closed_at IS NULL)');
    return paginate(query, page, { by: ['foundAt', 'rank', 'id'], direction: 'DESC' });
  }
}
