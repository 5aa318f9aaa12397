import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { sheetRolesFor } from '@zhishou/rules/score/sheet-life';
import { ConfirmPaperScoresInput, PaperScoresInput } from './paper.inputs.js';
import { PaperService } from './paper.service.js';
import { ScoreSheet } from './sheet.entity.js';

@Resolver()
export class PaperResolver {
  constructor(private readonly papers: PaperService) {}

  @Mutation(() => ScoreSheet, {
    description:
      'Enters the scores of a month from before the first day that is kept here, from the sheet that both sides signed; ' +
      'again until they are confirmed',
  })
  @Allow(...sheetRolesFor('enterPaperScores'))
  enterPaperScores(
    @CurrentCaller() caller: Caller,
    @Args('input') input: PaperScoresInput,
  ): Promise<ScoreSheet> {
    return this.papers.enter(caller, input);
  }

  @Mutation(() => ScoreSheet, {
    description:
      'Confirms that the scores are those of the signed sheet, which locks them; not by who entered them',
  })
  @Allow(...sheetRolesFor('confirmPaperScores'))
  confirmPaperScores(
    @CurrentCaller() caller: Caller,
    @Args('input') input: ConfirmPaperScoresInput,
  ): Promise<ScoreSheet> {
    return this.papers.confirm(caller, input);
  }
}
