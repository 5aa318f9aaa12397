import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Caller } from '@zhishou/platform/auth/caller';
import { badInput, notFound } from '@zhishou/platform/errors';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { assertId } from '@zhishou/platform/ids';
import { folded } from '@zhishou/rules/folded';
import { DataSource, In } from 'typeorm';
import { Ticket } from './ticket.entity.js';
import { narrow } from './ticket.filter.js';
import { type TicketFilter, TicketOrder } from './ticket.inputs.js';
import { maySee, onlyVisible } from './ticket.visibility.js';

@Injectable()
export class TicketService {
  private readonly rows;

  constructor(@InjectDataSource() private readonly db: DataSource) {
    this.rows = rowLoader(
      (ids) => db.getRepository(Ticket).findBy({ id: In(ids) }),
      (ticket) => ticket.id,
    );
  }

  /** One query for all that a moment asks for. For whoever may know of the ticket already. */
  async byId(id: string): Promise<Ticket> {
    const ticket = await this.rows.load(id);
    if (!ticket) throw new Error(`there is no ticket ${id}`);
    return ticket;
  }

  /** @throws UserError NOT_FOUND also for a ticket the caller may not see: its existence is no business of theirs */
  async visible(caller: Caller, id: string, path: string): Promise<Ticket> {
    const ticket = await this.find(caller, assertId('tkt', id, path));
    if (!ticket) throw notFound(`Ticket ${id}`);
    return ticket;
  }

  /** Null also for a ticket the caller may not see. */
  async find(caller: Caller, id: string): Promise<Ticket | null> {
    return shown(caller, await this.rows.load(id));
  }

  /** @throws UserError BAD_USER_INPUT unless exactly one of the two is given */
  async one(caller: Caller, by: { id?: string; number?: string }): Promise<Ticket | null> {
    if (by.id && !by.number) return this.find(caller, assertId('tkt', by.id, 'id'));
    if (by.number && !by.id) {
      return shown(
        caller,
        await this.db.getRepository(Ticket).findOneBy({ number: folded(by.number).toUpperCase() }),
      );
    }
    throw badInput([{ path: 'id', message: 'give either the id or the number' }]);
  }

  list(caller: Caller, filter: TicketFilter, order: TicketOrder, page: ConnectionArgs): Connection<Ticket> {
    const query = this.db.getRepository(Ticket).createQueryBuilder('ticket');
    onlyVisible(query, caller);
    narrow(query, filter);
    const direction = order === TicketOrder.OLDEST_FIRST ? 'ASC' : 'DESC';
    return paginate(query, page, { by: ['reportedAt', 'id'], direction });
  }
}

const shown = (caller: Caller, ticket: Ticket | null): Ticket | null =>
  ticket && maySee(caller, ticket) ? ticket : null;
