import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { PROVIDER } from '@zhishou/platform/auth/roles';
import { newId } from '@zhishou/platform/ids';
import type { Logger } from '@zhishou/platform/log';
import { keepLooking } from '@zhishou/platform/looking';
import { PersonProjection } from '@zhishou/platform/people/person.entity';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';
import { StepSender } from '@zhishou/platform/process/step.sender';
import { systemStep } from '@zhishou/platform/process/system-step';
import { IS_OPEN } from '../ticket/open.condition.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { TICKETS } from './ticket.table.js';
import type { TicketStep } from '@zhishou/rules/ticket-case';

const LOOK_EVERY_MS = 2_000;
const AT_ONCE = 50;

/** In audit and events: what the system does because the directory says so. */
const SYSTEM = 'system:people';

type Reason = 'DEACTIVATED' | 'ROLE_CHANGED' | 'NDA_MISSING';

/**
 * Gives the open tickets of whoever may work on them no longer back to the dispatcher, each by a recorded step. It looks
 * at how people and tickets stand, not at events: whatever was lost, away or assigned meanwhile is made good by the next
 * look, and any number of processes may look, since they send the same step.
 */
@Injectable()
export class LeaverTickets implements OnApplicationBootstrap, OnApplicationShutdown {
  private looking?: ReturnType<typeof keepLooking>;

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly sender: StepSender,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const problem = 'tickets of people who left are not given back yet';
    this.looking = keepLooking({ look: () => this.look(), everyMs: LOOK_EVERY_MS, problem }, this.log);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.looking?.stop();
  }

  /** @returns the first problem, if there is one; what had none is done all the same */
  private async look(): Promise<unknown> {
    const tickets = await this.db
      .getRepository(Ticket)
      .createQueryBuilder('ticket')
      .innerJoin(PersonProjection, 'person', 'person.id = ticket.assigneeId')
      .where(IS_OPEN)
      .andWhere('NOT (person.active AND person.ndaSigned AND person.role IN (:...atWork))', {
        atWork: PROVIDER,
      })
      .orderBy('ticket.id')
      .take(AT_ONCE)
      .getMany();
    const outcomes = await Promise.allSettled(tickets.map((ticket) => this.release(ticket)));
    return outcomes.find((outcome) => outcome.status === 'rejected')?.reason as unknown;
  }

  private async release(ticket: Ticket): Promise<void> {
    const person = await this.db.getRepository(PersonProjection).findOneByOrFail({ id: ticket.assigneeId! });
    const request = systemStep<TicketStep>({
      actor: SYSTEM,
      // whoever looks at this version of the ticket sends this step
      because: `release/${ticket.id}/${ticket.version}`,
      step: { action: 'releaseAssignee', engineerId: person.id },
      details: { reason: reasonOf(person) },
      requestId: newId('evt'),
    });
    const refusal = await this.sender.send(TICKETS, ticket, request);
    const about = { ticketId: ticket.id, personId: person.id };
    if (refusal) this.log.info({ ...about, refusal }, 'a ticket of somebody who left has moved on by itself');
    else this.log.info(about, 'a ticket of somebody who left is given back');
  }
}

function reasonOf({ active, role }: PersonProjection): Reason {
  if (!active) return 'DEACTIVATED';
  return PROVIDER.includes(role) ? 'NDA_MISSING' : 'ROLE_CHANGED';
}
