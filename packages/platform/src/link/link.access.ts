import { Injectable } from '@nestjs/common';
import { RefusalAudit, refusalCodeOf } from '../audit/refusals.js';
import { sessionEnded } from '../auth/admission.js';
import { sideOf } from '../auth/caller.js';
import { forbidden, ndaRequired } from '../errors.js';
import { PeopleService } from '../people/people.service.js';
import type { LinkHolder } from './signed-link.js';

/** Whether the sign-in an address was given to goes on, and has its rights still, when the address is used. */
@Injectable()
export class LinkAccess {
  constructor(
    private readonly people: PeopleService,
    private readonly refusals: RefusalAudit,
  ) {}

  /**
   * @param asked what for, as the refusal is audited: `attachment download`
   * @param mayStill what else must hold; throws what it refuses with
   * @throws UserError UNAUTHENTICATED, FORBIDDEN, NDA_REQUIRED
   */
  async check(holder: LinkHolder, asked: string, mayStill?: () => Promise<void>): Promise<void> {
    try {
      await this.admit(holder);
      await mayStill?.();
    } catch (error) {
      const code = refusalCodeOf(error);
      if (code) await this.refusals.note({ code, asked, caller: holder });
      throw error;
    }
  }

  private async admit(holder: LinkHolder): Promise<void> {
    const { personId, role } = holder;
    const [person, [isOver]] = await Promise.all([this.people.find(personId), this.people.areOver([holder])]);
    if (isOver) throw sessionEnded();
    if (person && (!person.active || person.role !== role))
      throw forbidden('Your role has changed since this address was given');
    if (person && sideOf(role) === 'PROVIDER' && !person.ndaSigned) throw ndaRequired();
  }
}
