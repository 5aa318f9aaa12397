import { Controller, Get, Headers, Inject, Param } from '@nestjs/common';
import { RefusalAudit } from '@zhishou/platform/audit/refusals';
import { assertStanding } from '@zhishou/platform/auth/admission';
import { BUREAU_DECIDERS } from '@zhishou/platform/auth/roles';
import type { TokenVerifier } from '@zhishou/platform/auth/token';
import { forbidden, notFound, totpRequired, unauthenticated } from '@zhishou/platform/errors';
import type { CallerStanding } from '@zhishou/platform/people/standing';
import { TOKEN_VERIFIER } from '@zhishou/platform/tokens';
import { PersonService } from './person.service.js';
import { PersonStanding } from './person.standing.js';

/** For the other services: how a person stands now, asked with that person's own token. */
@Controller('people')
export class PersonController {
  constructor(
    @Inject(TOKEN_VERIFIER) private readonly verify: TokenVerifier,
    private readonly service: PersonService,
    private readonly standing: PersonStanding,
    private readonly refusals: RefusalAudit,
  ) {}

  @Get(':id/status')
  async status(
    @Param('id') id: string,
    @Headers('authorization') authorization?: string,
  ): Promise<CallerStanding> {
    const caller = await this.verify(authorization);
    if (!caller) throw unauthenticated();
    const own = await this.standing.standingOf(caller);
    if (caller.personId === id) return own;
    assertStanding(caller, own);
    if (caller.mustEnrol) throw totpRequired();
    if (!BUREAU_DECIDERS.includes(caller.role)) {
      await this.refusals.note({ code: 'FORBIDDEN', asked: 'GET /people/:id/status', caller });
      throw forbidden();
    }
    const person = await this.service.find(id);
    if (!person) throw notFound(`Person ${id}`);
    const { active, ndaSigned, role } = person;
    return { active, ndaSigned, role, sessionOver: false };
  }
}
