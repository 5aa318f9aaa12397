import { Injectable } from '@nestjs/common';
import { notFound } from '@zhishou/platform/errors';
import { groupLoader, rowLoader } from '@zhishou/platform/graphql/loader';
import { assertId } from '@zhishou/platform/ids';
import type { Day } from '@zhishou/rules/month';
import { DataSource, In } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { VisitRecord } from '../record/record.entity.js';
import { CheckEntry } from './check-entry.entity.js';
import { madeDays } from './made-days.js';
import { Visit } from './visit.entity.js';
import { visitsOfCycle } from './visits-of-cycle.js';

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
  private readonly madeByVisit = rowLoader(
    (ids) => madeDays(this.dataSource.manager, ids),
    ({ visitId }) => visitId,
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

  ofCycle(cycle: Cycle): Promise<Visit[]> {
    return visitsOfCycle(this.dataSource.manager, cycle);
  }

  /** On which it was made; the planned one before. */
  async dayOf({ id, date }: Visit): Promise<Day> {
    return (await this.madeByVisit.load(id))?.day ?? date;
  }

  /** The visit that was made last among those whose archived, hence signed, record has an entry for the asset. */
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
      .innerJoin(CheckEntry, 'entry', 'entry.visitId = visit.id AND entry.round = visit.round')
      .innerJoin(VisitRecord, 'record', 'record.visitId = visit.id AND record.round = visit.round')
      .addSelect('entry.assetCode', 'assetCode')
      .distinctOn(['entry.assetCode'])
      .where('entry.assetCode IN (:...assetCodes)', { assetCodes })
      .andWhere('visit.archivedAt IS NOT NULL')
      .orderBy('entry.assetCode')
      .addOrderBy('record.startedAt', 'DESC')
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
