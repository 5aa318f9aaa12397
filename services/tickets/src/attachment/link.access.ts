import { Injectable } from '@nestjs/common';
import { RefusalAudit, refusalCodeOf } from '@zhishou/platform/audit/refusals';
import { sessionEnded } from '@zhishou/platform/auth/admission';
import { sideOf } from '@zhishou/platform/auth/caller';
import { forbidden, ndaRequired, notFound } from '@zhishou/platform/errors';
import { PeopleService } from '@zhishou/platform/people/people.service';
import { TicketService } from '../ticket/ticket.service.js';
import { maySee } from '../ticket/ticket.visibility.js';
import type { Link } from './signed-link.js';

/** Whether the sign-in an address was given to goes on, and may still see the ticket, when the address is used. */
@Injectable()
export class LinkAccess {
  constructor(
    private readonly tickets: TicketService,
    private readonly people: PeopleService,
    private readonly refusals: RefusalAudit,
  ) {}

  /** @throws UserError UNAUTHENTICATED, FORBIDDEN, NDA_REQUIRED, NOT_FOUND */
  async check(link: Link, ticketId: string): Promise<void> {
    try {
      await this.admit(link, ticketId);
    } catch (error) {
      const code = refusalCodeOf(error);
      if (code) await this.refusals.note({ code, asked: `attachment ${link.use}`, caller: link });
      throw error;
    }
  }

  private async admit(link: Link, ticketId: string): Promise<void> {
    const { personId, role } = link;
    const [person, [isOver], ticket] = await Promise.all([
      this.people.find(personId),
      this.people.areOver([link]),
      this.tickets.byId(ticketId),
    ]);
    if (isOver) throw sessionEnded();
    if (person && (!person.active || person.role !== role))
      throw forbidden('Your role has changed since this address was given');
    if (person && sideOf(role) === 'PROVIDER' && !person.ndaSigned) throw ndaRequired();
    if (!maySee({ personId, role }, ticket)) throw notFound(`Ticket ${ticketId}`);
  }
}
