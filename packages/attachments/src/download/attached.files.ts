import { Injectable } from '@nestjs/common';
import { Attachment } from '../attachment.entity.js';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import { DataSource, In } from 'typeorm';

/** Reads files by their ids; whatever one tick asks for is one query. */
@Injectable()
export class AttachedFiles {
  private readonly rows;

  constructor(db: DataSource) {
    this.rows = rowLoader(
      (ids) => db.getRepository(Attachment).findBy({ id: In(ids) }),
      ({ id }) => id,
    );
  }

  /** In the order of the ids. */
  async byIds(ids: readonly string[]): Promise<Attachment[]> {
    return (await Promise.all(ids.map((id) => this.rows.load(id)))).filter((file) => file !== null);
  }
}
