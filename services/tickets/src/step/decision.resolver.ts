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

  @Mutation(() => Ticket)
  @Allow(...rolesFor('requestPause'))
  requestPause(@CurrentCaller() caller: Caller, @Args('input') { reason, ...on }: PauseInput) {
    return this.steps.take(caller, { ...on, step: { action: 'requestPause' }, details: { reason } });
  }

  @Mutation(() => Ticket)
  @Allow(...rolesFor('decidePause'))
  decidePause(@CurrentCaller() caller: Caller, @Args('input') { approve, reason, ...on }: DecidePauseInput) {
    return this.steps.take(caller, { ...on, step: { action: 'decidePause', approve }, details: { reason } });
  }

  @Mutation(() => Ticket)
  @Allow(...rolesFor('resumeTicket'))
  resumeTicket(@CurrentCaller() caller: Caller, @Args('input') { note, ...on }: ResumeInput) {
    return this.steps.take(caller, { ...on, step: { action: 'resumeTicket' }, details: { note } });
  }

  @Mutation(() => Ticket)
  @Allow(...rolesFor('declareHandOff'))
  declareHandOff(@CurrentCaller() caller: Caller, @Args('input') { reason, ...on }: HandOffInput) {
    return this.steps.take(caller, { ...on, step: { action: 'declareHandOff' }, details: { reason } });
  }

  @Mutation(() => Ticket)
  @Allow(...rolesFor('decideHandOff'))
  decideHandOff(@CurrentCaller() caller: Caller, @Args('input') input: DecideHandOffInput) {
    const { confirm, carrierReference, reason, ...on } = input;
    const step = { action: 'decideHandOff', confirm } as const;
    return this.steps.take(caller, { ...on, step, details: { carrierReference, reason } });
  }

  @Mutation(() => Ticket)
  @Allow(...rolesFor('returnHandOff'))
  returnHandOff(@CurrentCaller() caller: Caller, @Args('input') input: ReturnHandOffInput) {
    const { resolvedByCarrier, note, ...on } = input;
    const step = { action: 'returnHandOff', resolvedByCarrier } as const;
    return this.steps.take(caller, { ...on, step, details: { note } });
  }

  @Mutation(() => Ticket)
  @Allow(...rolesFor('reclassifyTicket'))
  reclassifyTicket(@CurrentCaller() caller: Caller, @Args('input') input: ReclassifyInput) {
    return this.corrections.reclassify(caller, input);
  }

  @Mutation(() => Ticket)
  @Allow(...rolesFor('correctFaultStart'))
  correctFaultStart(@CurrentCaller() caller: Caller, @Args('input') input: FaultStartInput) {
    return this.corrections.moveStart(caller, input);
  }

  @Mutation(() => Ticket)
  @Allow(...rolesFor('addAffectedAssets'))
  addAffectedAssets(@CurrentCaller() caller: Caller, @Args('input') input: AffectedAssetsInput) {
    return this.corrections.addAssets(caller, input);
  }

  @Mutation(() => Ticket)
  @Allow(...rolesFor('acceptOfflineInstant'))
  acceptOfflineInstant(@CurrentCaller() caller: Caller, @Args('input') input: OfflineInstantInput) {
    return this.corrections.acceptOffline(caller, input);
  }
}
