import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Attachment } from '@zhishou/attachments/attachment.entity';
import { AttachedFiles } from '@zhishou/attachments/download/attached.files';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { BUREAU_DECIDERS, READERS } from '@zhishou/platform/auth/roles';
import { ConnectionArgs, connectionOf } from '@zhishou/platform/graphql/connection';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { TicketRef } from '@zhishou/platform/graphql/ticket-ref.type';
import { ServiceEvent } from './service-event.entity.js';
import { ServiceEventInput, ServiceEventsArgs } from './service-event.input.js';
import { ServiceEventService } from './service-event.service.js';

const ServiceEventConnection = connectionOf(ServiceEvent);

@Resolver(() => ServiceEvent)
export class ServiceEventResolver {
  constructor(
    private readonly service: ServiceEventService,
    private readonly attached: AttachedFiles,
  ) {}

  @Query(() => ServiceEventConnection, { description: 'In the order in which they were registered' })
  @Allow(...READERS)
  serviceEvents(@Args() { month, contractId }: ServiceEventsArgs, @Args() page: ConnectionArgs) {
    return this.service.list(month, contractId, page);
  }

  @Mutation(() => ServiceEvent, {
    description:
      'Registers something for the score sheet of a month of the contract, never of one to come; it cannot be taken back',
  })
  @Allow(...BUREAU_DECIDERS)
  registerServiceEvent(
    @CurrentCaller() caller: Caller,
    @Args('input') input: ServiceEventInput,
  ): Promise<ServiceEvent> {
    return this.service.register(caller, input);
  }

  @ResolveField(() => TicketRef, {
    nullable: true,
    description: 'What it is about, where it is about a ticket',
  })
  ticket(@Parent() { ticketId }: ServiceEvent): TicketRef | null {
    return ticketId === null ? null : { id: ticketId };
  }

  @ResolveField(() => [Attachment], { description: 'What proves it' })
  files(@Parent() { fileIds }: ServiceEvent): Promise<Attachment[]> {
    return this.attached.byIds(fileIds);
  }

  @ResolveField(() => PersonRef, { description: 'Who registered it' })
  recordedBy(@Parent() { recordedById }: ServiceEvent): PersonRef {
    return { id: recordedById };
  }
}
