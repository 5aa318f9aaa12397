import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { rolesFor } from '@zhishou/rules/ticket-life';
import { Ticket } from '../ticket/ticket.entity.js';
import { CorrectionService } from './correction.service.js';
import {
  AffectedAssetsInput,
  DecideHandOffInput,
  DecidePauseInput,
  FaultStartInput,
  HandOffInput,
  OfflineInstantInput,
  PauseInput,
  ReclassifyInput,
  ResumeInput,
  ReturnHandOffInput,
} from './decision.inputs.js';
import { StepService } from './step.service.js';

/** What one side asks and the other decides, and what the bureau puts right. */
@Resolver()
export class DecisionResolver {
  constructor(
    private readonly steps: StepService,
    private readonly corrections: CorrectionService,
  ) {}

  @Mutation(() => Ticket, {
    description: 'The provider asks the bureau for a pause; the clocks count on until it approves',
  })
  @Allow(...rolesFor('requestPause'))
  requestPause(@CurrentCaller() caller: Caller, @Args('input') { reason, ...on }: PauseInput) {
    return this.steps.take(caller, { ...on, step: { action: 'requestPause' }, details: { reason } });
  }

  @Mutation(() => Ticket, {
    description: 'The bureau approves a pause, which stops every clock from now on, or refuses it',
  })
  @Allow(...rolesFor('decidePause'))
  decidePause(@CurrentCaller() caller: Caller, @Args('input') { approve, reason, ...on }: DecidePauseInput) {
    return this.steps.take(caller, { ...on, step: { action: 'decidePause', approve }, details: { reason } });
  }

  @Mutation(() => Ticket, { description: 'Ends a pause, by either side: the clocks go on' })
  @Allow(...rolesFor('resumeTicket'))
  resumeTicket(@CurrentCaller() caller: Caller, @Args('input') { note, ...on }: ResumeInput) {
    return this.steps.take(caller, { ...on, step: { action: 'resumeTicket' }, details: { note } });
  }

  @Mutation(() => Ticket, {
    description:
      "The provider says that the fault is the carrier's (传输故障申告); the clocks count on until the bureau confirms",
  })
  @Allow(...rolesFor('declareHandOff'))
  declareHandOff(@CurrentCaller() caller: Caller, @Args('input') { reason, ...on }: HandOffInput) {
    return this.steps.take(caller, { ...on, step: { action: 'declareHandOff' }, details: { reason } });
  }

  @Mutation(() => Ticket, {
    description: 'The bureau pre-handles a hand-off: hands it to the carrier, or sends it back',
  })
  @Allow(...rolesFor('decideHandOff'))
  decideHandOff(@CurrentCaller() caller: Caller, @Args('input') input: DecideHandOffInput) {
    const { confirm, carrierReference, reason, ...on } = input;
    const step = { action: 'decideHandOff', confirm } as const;
    return this.steps.take(caller, { ...on, step, details: { carrierReference, reason } });
  }

  @Mutation(() => Ticket, {
    description: 'The carrier is done: the ticket is closed as resolved by it, or goes on where it stood',
  })
  @Allow(...rolesFor('returnHandOff'))
  returnHandOff(@CurrentCaller() caller: Caller, @Args('input') input: ReturnHandOffInput) {
    const { resolvedByCarrier, note, ...on } = input;
    const step = { action: 'returnHandOff', resolvedByCarrier } as const;
    return this.steps.take(caller, { ...on, step, details: { note } });
  }

  @Mutation(() => Ticket, {
    description:
      'Gives a fault another severity: its deadlines are reckoned anew from the report, and what was breached stays so',
  })
  @Allow(...rolesFor('reclassifyTicket'))
  reclassifyTicket(@CurrentCaller() caller: Caller, @Args('input') input: ReclassifyInput) {
    return this.corrections.reclassify(caller, input);
  }

  @Mutation(() => Ticket, {
    description: 'Says when a fault really began, for the availability of its equipment',
  })
  @Allow(...rolesFor('correctFaultStart'))
  correctFaultStart(@CurrentCaller() caller: Caller, @Args('input') input: FaultStartInput) {
    return this.corrections.moveStart(caller, input);
  }

  @Mutation(() => Ticket, {
    description: 'Says what else a fault has taken down; of the same equipment the latest word holds',
  })
  @Allow(...rolesFor('addAffectedAssets'))
  addAffectedAssets(@CurrentCaller() caller: Caller, @Args('input') input: AffectedAssetsInput) {
    return this.corrections.addAssets(caller, input);
  }

  @Mutation(() => Ticket, { description: 'Lets a step count from when it was made, not from when it came' })
  @Allow(...rolesFor('acceptOfflineInstant'))
  acceptOfflineInstant(@CurrentCaller() caller: Caller, @Args('input') input: OfflineInstantInput) {
    return this.corrections.acceptOffline(caller, input);
  }
}
