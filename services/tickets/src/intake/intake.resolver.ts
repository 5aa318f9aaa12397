import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { BUREAU } from '@zhishou/platform/auth/roles';
import { Ticket } from '../ticket/ticket.entity.js';
import { IntakeService } from './intake.service.js';
import { ReportTicketInput } from './report-ticket.input.js';

@Resolver()
export class IntakeResolver {
  constructor(private readonly intake: IntakeService) {}

  @Mutation(() => Ticket, {
    description:
      'Takes a matter in: its clocks start, and for a major fault the bureau is called. BAD_USER_INPUT names every field at fault',
  })
  @Allow(...BUREAU)
  reportTicket(@CurrentCaller() caller: Caller, @Args('input') input: ReportTicketInput): Promise<Ticket> {
    return this.intake.report(caller, input);
  }
}
