import { Injectable } from '@nestjs/common';
import { RefusalAudit, refusalCodeOf } from '@zhishou/platform/audit/refusals';
import { sessionEnded } from '@zhishou/platform/auth/admission';
import { sideOf } from '@zhishou/platform/auth/caller';
import { forbidden, ndaRequired } from '@zhishou/platform/errors';
import { PeopleService } from '@zhishou/platform/people/people.service';
import type { Link } from './signed-link.js';
import { SubjectAccess } from './subject.access.js';

/** Whether the sign-in an address was given to goes on, and may still see what it is about, when the address is used. */
@Injectable()
export class LinkAccess {
  constructor(
    private readonly subjects: SubjectAccess,
    private readonly people: PeopleService,
    private readonly refusals: RefusalAudit,
  ) {}

  /** @throws UserError UNAUTHENTICATED, FORBIDDEN, NDA_REQUIRED, NOT_FOUND */
  async check(link: Link, subjectId: string): Promise<void> {
    try {
      await this.admit(link, subjectId);
    } catch (error) {
      const code = refusalCodeOf(error);
      if (code) await this.refusals.note({ code, asked: `attachment ${link.use}`, caller: link });
      throw error;
    }
  }

  private async admit(link: Link, subjectId: string): Promise<void> {
    const { personId, role } = link;
    const [person, [isOver]] = await Promise.all([this.people.find(personId), this.people.areOver([link])]);
    if (isOver) throw sessionEnded();
    if (person && (!person.active || person.role !== role))
      throw forbidden('Your role has changed since this address was given');
    if (person && sideOf(role) === 'PROVIDER' && !person.ndaSigned) throw ndaRequired();
    await this.subjects.check(link, subjectId);
  }
}
