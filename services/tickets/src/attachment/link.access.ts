import { Injectable } from '@nestjs/common';
import { RefusalAudit, refusalCodeOf } from '@zhishou/platform/audit/refusals';
import { sideOf } from '@zhishou/platform/auth/caller';
import { forbidden, ndaRequired, notFound } from '@zhishou/platform/errors';
import { PeopleService } from '@zhishou/platform/people/people.service';
import { TicketService } from '../ticket/ticket.service.js';
import { maySee } from '../ticket/ticket.visibility.js';
import type { Link } from './signed-link.js';

/** Whether the person an address was given to may still see the ticket, at the moment the address is used. */
@Injectable()
export class LinkAccess {
  constructor(
    private readonly tickets: TicketService,
    private readonly people: PeopleService,
    private readonly refusals: RefusalAudit,
  ) {}

  /** @throws UserError FORBIDDEN, NDA_REQUIRED, NOT_FOUND */
  async check(link: Link, ticketId: string): Promise<void> {
    try {
      await this.admit(link, ticketId);
    } catch (error) {
      const code = refusalCodeOf(error);
      if (code) await this.refusals.note({ code, asked: `attachment ${link.use}`, caller: link });
      throw error;
    }
  }

  private async admit({ personId, role }: Link, ticketId: string): Promise<void> {
    const [person, ticket] = await Promise.all([this.people.find(personId), this.tickets.byId(ticketId)]);
    if (person && (!person.active || person.role !== role))
      throw forbidden('Your role has changed since this address was given');
    if (person && sideOf(role) === 'PROVIDER' && !person.ndaSigned) throw ndaRequired();
    if (!maySee({ personId, role }, ticket)) throw notFound(`Ticket ${ticketId}`);
  }
}
