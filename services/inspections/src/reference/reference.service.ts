import { Injectable } from '@nestjs/common';
import type { Role } from '@zhishou/platform/auth/caller';
import { BUREAU_DECIDERS } from '@zhishou/platform/auth/roles';
import { containsText } from '@zhishou/platform/db/contains-text';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { groupLoader } from '@zhishou/platform/graphql/loader';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { isId } from '@zhishou/platform/ids';
import { DataSource, In, type Repository } from 'typeorm';
import { ReferenceDocument } from './reference-document.entity.js';
import { ReferenceVersion } from './reference-version.entity.js';
import type { ReferenceFilter } from './reference.inputs.js';

/** What nobody has published yet is the bureau's alone. */
const maySeeDrafts = (role: Role): boolean => BUREAU_DECIDERS.includes(role);

export const maySeeReference = (role: Role, { latestVersion }: ReferenceDocument): boolean =>
  latestVersion > 0 || maySeeDrafts(role);

/** Reads the bureau's own rules (domain §11); whatever one tick asks for is one query. */
@Injectable()
export class ReferenceService {
  private readonly documents: Repository<ReferenceDocument>;
  private readonly byDocument;
  private readonly byItem;
  private readonly byFaultType;

  constructor(db: DataSource) {
    this.documents = db.getRepository(ReferenceDocument);
    this.byDocument = groupLoader(
      (ids) =>
        db
          .getRepository(ReferenceVersion)
          .find({ where: { documentId: In(ids) }, order: { documentId: 'ASC', no: 'DESC' } }),
      ({ documentId }) => documentId,
    );
    this.byItem = this.appliedBy('checklistItems');
    this.byFaultType = this.appliedBy('faultTypes');
  }

  async find(role: Role, id: string): Promise<ReferenceDocument | null> {
    const document = isId('ref', id) ? await this.documents.findOneBy({ id }) : null;
    return document !== null && maySeeReference(role, document) ? document : null;
  }

  /** @throws when there is none */
  byId(id: string): Promise<ReferenceDocument> {
    return this.documents.findOneByOrFail({ id });
  }

  /** The latest first. */
  versions(documentId: string): Promise<ReferenceVersion[]> {
    return this.byDocument.load(documentId);
  }

  /** Those in force that apply to an item of the check-list. */
  async ofChecklistItem(code: string): Promise<ReferenceDocument[]> {
    return (await this.byItem.load(code)).map(({ document }) => document);
  }

  /** Those in force that apply to a fault type. */
  async ofFaultType(code: string): Promise<ReferenceDocument[]> {
    return (await this.byFaultType.load(code)).map(({ document }) => document);
  }

  /** The latest first. */
  list(role: Role, filter: ReferenceFilter, page: ConnectionArgs): Connection<ReferenceDocument> {
    const query = this.documents.createQueryBuilder('document');
    query.where(`document.withdrawnAt IS ${filter.withdrawn ? 'NOT NULL' : 'NULL'}`);
    if (!maySeeDrafts(role)) query.andWhere('document.latestVersion > 0');
    if (filter.checklistItem) query.andWhere(':checklistItem = ANY (document.checklistItems)', filter);
    if (filter.faultType) query.andWhere(':faultType = ANY (document.faultTypes)', filter);
    if (filter.kind) query.andWhere('document.kind = :kind', filter);
    if (filter.text) query.andWhere(containsText('document.title'), { text: filter.text });
    return paginate(query, page, { by: ['createdAt', 'id'], direction: 'DESC' });
  }

  private appliedBy(links: 'checklistItems' | 'faultTypes') {
    return groupLoader(
      async (codes) => {
        const documents = await this.documents
          .createQueryBuilder('document')
          .where(`document.${links} && :codes::text[]`, { codes })
          .andWhere('document.withdrawnAt IS NULL AND document.latestVersion > 0')
          .orderBy('document.title')
          .addOrderBy('document.id')
          .getMany();
        return documents.flatMap((document) => document[links].map((code) => ({ code, document })));
      },
      ({ code }) => code,
    );
  }
}
