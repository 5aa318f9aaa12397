import { Injectable } from '@nestjs/common';
import { isId } from '@zhishou/platform/ids';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import { DataSource } from 'typeorm';

interface Numbered {
  id: string;
  number: string;
}

/** The numbers by which people know tickets. */
@Injectable()
export class TicketNumbers {
  private readonly loader = rowLoader<Numbered>(
    (ids) => this.load(ids),
    ({ id }) => id,
  );

  constructor(private readonly dataSource: DataSource) {}

  /** Undefined of what is no ticket that is known. */
  async number(id: string | undefined): Promise<string | undefined> {
    return id !== undefined && isId('tkt', id) ? (await this.loader.load(id))?.number : undefined;
  }

  private load(ids: string[]): Promise<Numbered[]> {
    return this.dataSource.query(
      `SELECT DISTINCT ON (subject) subject AS id, data #>> '{ticket,number}' AS number FROM fact
       WHERE subject = ANY($1) AND data -> 'ticket' IS NOT NULL ORDER BY subject, seq DESC`,
      [ids],
    );
  }
}
