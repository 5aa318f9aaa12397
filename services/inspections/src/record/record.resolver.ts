import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { visitRolesFor } from '@zhishou/rules/inspection/visit-life';
import { Visit } from '../visit/visit.entity.js';
import { RecordVisitInput, ReviewVisitInput } from './record.inputs.js';
import { RecordService } from './record.service.js';

@Resolver()
export class RecordResolver {
  constructor(private readonly records: RecordService) {}

  @Mutation(() => Visit, {
    description: 'Files the record of a visit, on any day of its month; the same record sent twice is one',
  })
  @Allow(...visitRolesFor('recordVisit'))
  recordVisit(@CurrentCaller() caller: Caller, @Args('input') input: RecordVisitInput): Promise<Visit> {
    return this.records.record(caller, input);
  }

  @Mutation(() => Visit, { description: "Signs a visit's record, which archives it, or has it done again" })
  @Allow(...visitRolesFor('reviewVisit'))
  reviewVisit(@CurrentCaller() caller: Caller, @Args('input') input: ReviewVisitInput): Promise<Visit> {
    return this.records.review(caller, input);
  }
}
