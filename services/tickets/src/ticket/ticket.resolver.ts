import { Args, Parent, Query, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { ConnectionArgs, connectionOf, Filter } from '@zhishou/platform/graphql/connection';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { breachedAt, clockState, dueAt, pausedMs } from '@zhishou/rules/clock';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import { allowedActions } from '@zhishou/rules/ticket-permission';
import { Asset } from '../asset/asset.entity.js';
import { AssetService } from '../asset/asset.service.js';
import { Escalation } from '../escalation/escalation.entity.js';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { Ticket } from './ticket.entity.js';
import { TicketHistory } from './ticket.history.js';
import { TicketArgs, TicketFilter, TicketOrder } from './ticket.inputs.js';
import { TicketService } from './ticket.service.js';
import {
  AffectedAsset,
  Callback,
  Clock,
  OfflineStep,
  RecoveryTest,
  RepairReport,
  TicketEvent,
} from './ticket.types.js';

export const TicketConnection = connectionOf(Ticket);

const person = (id: string | null): PersonRef | null => (id === null ? null : { id });
const date = (at: number | null): Date | null => (at === null ? null : new Date(at));

@Resolver(() => Ticket)
export class TicketResolver {
  constructor(
    private readonly service: TicketService,
    private readonly history: TicketHistory,
    private readonly assets: AssetService,
    private readonly clock: DatabaseClock,
  ) {}

  @Query(() => Ticket, {
    nullable: true,
    description: 'By its id or its number, one of the two; null where there is none that you may see',
  })
  @Allow(...READERS)
  ticket(@CurrentCaller() caller: Caller, @Args() by: TicketArgs): Promise<Ticket | null> {
    return this.service.one(caller, by);
  }

  @Query(() => TicketConnection, {
    description:
      "Those you may see: a reporter its own, an engineer its own and those that are nobody's, everybody else all",
  })
  @Allow(...READERS)
  tickets(
    @CurrentCaller() caller: Caller,
    @Args() page: ConnectionArgs,
    @Filter(() => TicketFilter) filter?: TicketFilter,
    @Args('orderBy', { type: () => TicketOrder, nullable: true, description: 'Left out, NEWEST_FIRST' })
    orderBy?: TicketOrder,
  ) {
    return this.service.list(caller, filter ?? {}, orderBy ?? TicketOrder.NEWEST_FIRST, page);
  }

  @ResolveReference()
  reference(reference: { id: string }, context: { caller?: Caller }): Promise<Ticket | null> {
    return context.caller ? this.service.find(context.caller, reference.id) : Promise.resolve(null);
  }

  @ResolveField(() => Asset, {
    nullable: true,
    description: 'The equipment it is about; null for none, and for equipment that is in no list',
  })
  asset(@Parent() ticket: Ticket): Promise<Asset | null> {
    return ticket.assetCode === null ? Promise.resolve(null) : this.assets.loadByCode(ticket.assetCode);
  }

  @ResolveField(() => PersonRef, { description: 'Who reported it' })
  reportedBy(@Parent() ticket: Ticket): PersonRef {
    return { id: ticket.reportedById };
  }

  @ResolveField(() => PersonRef, { nullable: true, description: 'The engineer whose it is; null for nobody' })
  assignee(@Parent() ticket: Ticket): PersonRef | null {
    return person(ticket.assigneeId);
  }

  @ResolveField(() => [Clock], { description: 'Its deadlines; of another matter only the response' })
  async clocks(@Parent() ticket: Ticket): Promise<Clock[]> {
    const now = await this.clock.now();
    return ticket.process.clocks.map((clock) => ({
      kind: clock.kind,
      state: clockState(clock, now),
      startedAt: new Date(clock.startedAt),
      dueAt: new Date(dueAt(clock, now)),
      metAt: date(clock.metAt),
      breachedAt: date(breachedAt(clock, now)),
      pausedFor: Math.floor(pausedMs(clock, now) / 1000),
    }));
  }

  @ResolveField(() => Boolean, { description: 'A pause is asked for and not decided yet' })
  pauseRequested(@Parent() ticket: Ticket): boolean {
    return ticket.process.pauseAskedAt !== null;
  }

  @ResolveField(() => Boolean, { description: 'A hand-off to the carrier is declared and not decided yet' })
  handOffDeclared(@Parent() ticket: Ticket): boolean {
    return ticket.process.handOffDeclaredAt !== null;
  }

  @ResolveField(() => [OfflineStep], {
    description: 'Steps that were sent late, for the supervisor to accept',
  })
  madeOffline(@Parent() ticket: Ticket): OfflineStep[] {
    const stated = Object.entries(ticket.process.madeOffline) as [ClockKind, number][];
    return stated.map(([clock, madeAt]) => ({ clock, madeAt: new Date(madeAt) }));
  }

  @ResolveField(() => [AffectedAsset], { description: 'Further equipment that is down with it' })
  affectedAssets(@Parent() ticket: Ticket): AffectedAsset[] {
    return ticket.process.affected;
  }

  @ResolveField(() => [RepairReport], { description: 'One a round, in order' })
  repairReports(@Parent() ticket: Ticket): Promise<RepairReport[]> {
    return this.history.repairReports(ticket);
  }

  @ResolveField(() => [RecoveryTest], { description: 'One a round, in order' })
  recoveryTests(@Parent() ticket: Ticket): Promise<RecoveryTest[]> {
    return this.history.recoveryTests(ticket);
  }

  @ResolveField(() => Callback, {
    nullable: true,
    description: 'Of a closed fault, whether the customer was satisfied; null otherwise',
  })
  callback(@Parent() ticket: Ticket): Promise<Callback | null> {
    return this.history.callback(ticket);
  }

  @ResolveField(() => [Escalation], { description: 'Who was called for it, in order' })
  escalations(@Parent() ticket: Ticket): Promise<Escalation[]> {
    return this.history.escalations(ticket);
  }

  @ResolveField(() => [TicketEvent], { description: 'All that happened to it, in order' })
  timeline(@Parent() ticket: Ticket): Promise<TicketEvent[]> {
    return this.history.timeline(ticket);
  }

  @ResolveField(() => [String], { description: 'Names of the mutations this person may call on it now' })
  async allowedActions(@Parent() ticket: Ticket, @CurrentCaller() caller: Caller): Promise<string[]> {
    const { personId: id, role } = caller;
    return allowedActions(ticket.process, { id, role }, await this.clock.now());
  }
}
