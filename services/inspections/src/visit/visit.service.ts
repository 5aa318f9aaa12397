import { Injectable } from '@nestjs/common';
import { notFound } from '@zhishou/platform/errors';
import { groupLoader, rowLoader } from '@zhishou/platform/graphql/loader';
import { assertId } from '@zhishou/platform/ids';
import { DataSource, In, Not } from 'typeorm';
import { CheckEntry } from './check-entry.entity.js';
import { Visit } from './visit.entity.js';

interface LastInspection {
  assetCode: string;
  visit: Visit;
}

/** Reads visits; whatever one tick asks for, for many assets or visits, is one query. */
@Injectable()
export class VisitService {
  private readonly rows = rowLoader(
    (ids) => this.dataSource.getRepository(Visit).findBy({ id: In(ids) }),
    ({ id }) => id,
  );
  private readonly lastByAsset = rowLoader(
    (codes) => this.lastInspections(codes),
    ({ assetCode }) => assetCode,
  );
  private readonly entriesByVisit = groupLoader(
    (ids) => this.checkEntries(ids),
    ({ visitId }) => visitId,
  );

  constructor(private readonly dataSource: DataSource) {}

  /** @throws UserError BAD_USER_INPUT, NOT_FOUND */
  async byId(id: string): Promise<Visit> {
    const visit = await this.find(assertId('vst', id, 'visitId'));
    if (!visit) throw notFound(`Visit ${id}`);
    return visit;
  }

  find(id: string): Promise<Visit | null> {
    return this.rows.load(id);
  }

  /** The visits of the plan in force, by their day. */
  ofCycle(cycleId: string): Promise<Visit[]> {
    return this.dataSource
      .getRepository(Visit)
      .find({ where: { cycleId, state: Not('CANCELLED') }, order: { date: 'ASC', id: 'ASC' } });
  }

  /** The latest visit whose archived, hence signed, record has an entry for the asset. */
  async lastInspection(assetCode: string): Promise<Visit | null> {
    return (await this.lastByAsset.load(assetCode))?.visit ?? null;
  }

  /** What was found the last time it was recorded, by asset and item. */
  async results(visitId: string): Promise<CheckEntry[]> {
    const entries = await this.entriesByVisit.load(visitId);
    const latest = Math.max(...entries.map(({ round }) => round));
    return entries.filter(({ round }) => round === latest);
  }

  private async lastInspections(assetCodes: string[]): Promise<LastInspection[]> {
    const { entities, raw } = await this.dataSource
      .getRepository(Visit)
      .createQueryBuilder('visit')
      .innerJoin(CheckEntry, 'entry', 'entry.visitId = visit.id')
      .addSelect('entry.assetCode', 'assetCode')
      .distinctOn(['entry.assetCode'])
      .where('entry.assetCode IN (:...assetCodes)', { assetCodes })
      .andWhere('visit.archivedAt IS NOT NULL')
      .orderBy('entry.assetCode')
      .addOrderBy('visit.date', 'DESC')
      .addOrderBy('visit.archivedAt', 'DESC')
      .addOrderBy('visit.id', 'DESC')
      .getRawAndEntities<{ assetCode: string; visit_id: string }>();
    const visits = new Map(entities.map((visit) => [visit.id, visit]));
    return raw.map(({ assetCode, visit_id }) => ({ assetCode, visit: visits.get(visit_id)! }));
  }

  private checkEntries(visitIds: string[]): Promise<CheckEntry[]> {
    return this.dataSource
      .getRepository(CheckEntry)
      .find({ where: { visitId: In(visitIds) }, order: { assetCode: 'ASC', item: 'ASC' } });
  }
}
