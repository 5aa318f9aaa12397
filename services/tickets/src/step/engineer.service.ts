import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { badInput } from '@zhishou/platform/errors';
import { assertId } from '@zhishou/platform/ids';
import { PeopleService } from '@zhishou/platform/people/people.service';
import type { TicketStep } from '@zhishou/rules/ticket-case';
import type { Ticket } from '../ticket/ticket.entity.js';
import { StepService } from './step.service.js';

type NamingStep = Extract<TicketStep, { engineerId?: string }>;

/** Steps that put a ticket into an engineer's hands. */
@Injectable()
export class EngineerService {
  constructor(
    private readonly people: PeopleService,
    private readonly steps: StepService,
  ) {}

  /** @throws UserError BAD_USER_INPUT for somebody who is no engineer of the provider, has left, or signed no NDA */
  take(
    caller: Caller,
    on: { ticketId: string; idempotencyKey?: string },
    step: NamingStep,
    details: Record<string, unknown> = {},
  ): Promise<Ticket> {
    const { engineerId } = step;
    return this.steps.take(caller, {
      ...on,
      step,
      details,
      check: async () => {
        if (engineerId !== undefined) await this.assertAssignable(caller, engineerId);
      },
    });
  }

  private async assertAssignable(caller: Caller, engineerId: string): Promise<void> {
    const refuse = (message: string) => badInput([{ path: 'engineerId', message }]);
    if (caller.role === 'PROVIDER_ENGINEER') {
      if (engineerId !== caller.personId) throw refuse('is somebody else: an engineer names itself');
      return;
    }
    const person = await this.people.find(assertId('psn', engineerId, 'engineerId'));
    if (person?.role !== 'PROVIDER_ENGINEER') throw refuse('is no engineer of the provider');
    if (!person.active) throw refuse('does not work here any more');
    if (!person.ndaSigned)
      throw refuse('has not signed the non-disclosure agreement: no work can be assigned');
  }
}
