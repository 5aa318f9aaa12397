import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { rolesFor } from '@zhishou/rules/ticket-life';
import { Ticket } from '../ticket/ticket.entity.js';
import { EngineerService } from './engineer.service.js';
import { RepairService } from './repair.service.js';
import {
  AcceptTicketInput,
  AnswerInput,
  AssignInput,
  CallbackInput,
  CancelInput,
  CheckInInput,
  DispatchInput,
  JudgeCoverageInput,
  RecoveryTestInput,
  RemoteSupportInput,
  RepairReportInput,
} from './step.inputs.js';
import { StepService } from './step.service.js';

/** One mutation a step of the ticket's life; who may call it stands in the life's table. */
@Resolver()
export class StepResolver {
  constructor(
    private readonly steps: StepService,
    private readonly engineers: EngineerService,
    private readonly repairs: RepairService,
  ) {}

  @Mutation(() => Ticket, {
    description: 'The bureau judges a fault of equipment that is not in period or in no list',
  })
  @Allow(...rolesFor('judgeCoverage'))
  judgeCoverage(
    @CurrentCaller() caller: Caller,
    @Args('input') { cover, reason, ...on }: JudgeCoverageInput,
  ) {
    return this.steps.take(caller, { ...on, step: { action: 'judgeCoverage', cover }, details: { reason } });
  }

  @Mutation(() => Ticket, { description: 'The provider takes the ticket: meets the response clock' })
  @Allow(...rolesFor('acceptTicket'))
  acceptTicket(
    @CurrentCaller() caller: Caller,
    @Args('input') { engineerId, madeAt, ...on }: AcceptTicketInput,
  ) {
    const named = engineerId ?? undefined;
    return this.engineers.take(caller, on, {
      action: 'acceptTicket',
      engineerId: named,
      madeAt: madeAt?.getTime(),
    });
  }

  @Mutation(() => Ticket, { description: 'Gives the ticket to an engineer; its state stays' })
  @Allow(...rolesFor('assignEngineer'))
  assignEngineer(@CurrentCaller() caller: Caller, @Args('input') { engineerId, ...on }: AssignInput) {
    return this.engineers.take(caller, on, { action: 'assignEngineer', engineerId });
  }

  @Mutation(() => Ticket, { description: 'Says that it is worked on from afar' })
  @Allow(...rolesFor('startRemoteSupport'))
  startRemoteSupport(
    @CurrentCaller() caller: Caller,
    @Args('input') { engineerId, note, ...on }: RemoteSupportInput,
  ) {
    const itself = caller.role === 'PROVIDER_ENGINEER' ? caller.personId : undefined;
    const step = { action: 'startRemoteSupport', engineerId: engineerId ?? itself } as const;
    return this.engineers.take(caller, on, step, { note });
  }

  @Mutation(() => Ticket, { description: 'Sends an engineer there' })
  @Allow(...rolesFor('dispatchEngineer'))
  dispatchEngineer(@CurrentCaller() caller: Caller, @Args('input') { engineerId, ...on }: DispatchInput) {
    return this.engineers.take(caller, on, { action: 'dispatchEngineer', engineerId });
  }

  @Mutation(() => Ticket, {
    description: 'An engineer is there, and the ticket is theirs: meets the on-site clock',
  })
  @Allow(...rolesFor('checkIn'))
  checkIn(@CurrentCaller() caller: Caller, @Args('input') input: CheckInInput) {
    const { latitude, longitude, note, madeAt, ...on } = input;
    const step = { action: 'checkIn', engineerId: caller.personId, madeAt: madeAt?.getTime() } as const;
    return this.steps.take(caller, { ...on, step, details: { latitude, longitude, note } });
  }

  @Mutation(() => Ticket, {
    description:
      "An engineer says that it is fixed: meets the resolve clock, and cancels the on-site clock of who never had to go. Waits for the bureau's test",
  })
  @Allow(...rolesFor('fileRepairReport'))
  fileRepairReport(@CurrentCaller() caller: Caller, @Args('input') input: RepairReportInput) {
    return this.repairs.file(caller, input);
  }

  @Mutation(() => Ticket, {
    description:
      'The bureau has tried the repair: passed, the ticket is closed; failed, the next round begins and the resolve clock goes on',
  })
  @Allow(...rolesFor('recordRecoveryTest'))
  recordRecoveryTest(
    @CurrentCaller() caller: Caller,
    @Args('input') { passed, note, ...on }: RecoveryTestInput,
  ) {
    const step = { action: 'recordRecoveryTest', passed } as const;
    return this.steps.take(caller, { ...on, step, details: { note } });
  }

  @Mutation(() => Ticket, { description: 'What the customer says after a fault was closed; taken once' })
  @Allow(...rolesFor('recordCallback'))
  recordCallback(
    @CurrentCaller() caller: Caller,
    @Args('input') { satisfied, comment, ...on }: CallbackInput,
  ) {
    const step = { action: 'recordCallback', satisfied } as const;
    return this.steps.take(caller, { ...on, step, details: { comment } });
  }

  @Mutation(() => Ticket, { description: 'Answers a consultation and closes it' })
  @Allow(...rolesFor('answerConsultation'))
  answerConsultation(@CurrentCaller() caller: Caller, @Args('input') { answer, ...on }: AnswerInput) {
    return this.steps.take(caller, { ...on, step: { action: 'answerConsultation' }, details: { answer } });
  }

  @Mutation(() => Ticket, { description: 'Says what came of another matter and closes it' })
  @Allow(...rolesFor('closeOtherMatter'))
  closeOtherMatter(@CurrentCaller() caller: Caller, @Args('input') { answer, ...on }: AnswerInput) {
    return this.steps.take(caller, { ...on, step: { action: 'closeOtherMatter' }, details: { answer } });
  }

  @Mutation(() => Ticket, { description: 'Takes a ticket back that is not accepted yet' })
  @Allow(...rolesFor('cancelTicket'))
  cancelTicket(@CurrentCaller() caller: Caller, @Args('input') { reason, ...on }: CancelInput) {
    return this.steps.take(caller, { ...on, step: { action: 'cancelTicket' }, details: { reason } });
  }
}
