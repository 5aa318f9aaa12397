import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { MonthArgs } from '@zhishou/platform/contract/month.inputs';
import { sheetRolesFor } from '@zhishou/rules/score/sheet-life';
import { ScoreSheet } from './sheet.entity.js';
import { AnswerObjectionInput, ConfirmScoreInput, ObjectInput, ScoreMonthInput } from './sheet.inputs.js';
import { SheetService } from './sheet.service.js';

@Resolver(() => ScoreSheet)
export class SheetResolver {
  constructor(private readonly service: SheetService) {}

  @Query(() => ScoreSheet, {
    nullable: true,
    description:
      "A month's score sheet; null for a month that is not over, none of the contract's, or on paper and not entered",
  })
  @Allow(...READERS)
  scoreSheet(@Args() asked: MonthArgs): Promise<ScoreSheet | null> {
    return this.service.find(asked);
  }

  @Mutation(() => ScoreSheet, {
    description:
      'Scores a month that is over, from all that is known now; again until it is confirmed, which lets the provider ' +
      'object to the new points, unless it has objected before',
  })
  @Allow(...sheetRolesFor('scoreMonth'))
  scoreMonth(@CurrentCaller() caller: Caller, @Args('input') input: ScoreMonthInput): Promise<ScoreSheet> {
    return this.service.score(caller, input);
  }

  @Mutation(() => ScoreSheet, {
    description: 'Objects to the points, once and in time, or waives the right to',
  })
  @Allow(...sheetRolesFor('objectToScore'))
  objectToScore(@CurrentCaller() caller: Caller, @Args('input') input: ObjectInput): Promise<ScoreSheet> {
    return this.service.object(caller, input);
  }

  @Mutation(() => ScoreSheet, { description: 'Answers the objection' })
  @Allow(...sheetRolesFor('answerObjection'))
  answerObjection(
    @CurrentCaller() caller: Caller,
    @Args('input') input: AnswerObjectionInput,
  ): Promise<ScoreSheet> {
    return this.service.answer(caller, input);
  }

  @Mutation(() => ScoreSheet, {
    description:
      'Confirms the scores, which locks the sheet; not by who scored it, nor before the provider had its say',
  })
  @Allow(...sheetRolesFor('confirmScore'))
  confirmScore(
    @CurrentCaller() caller: Caller,
    @Args('input') input: ConfirmScoreInput,
  ): Promise<ScoreSheet> {
    return this.service.confirm(caller, input);
  }
}
