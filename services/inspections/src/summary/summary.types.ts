import { Field, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Finding } from '../finding/finding.entity.js';
import { Measure } from '../measure/measure.entity.js';

@ObjectType('FindingHandling', { description: 'What became of a finding, as a summary has it' })
@Allow(...READERS)
export class HandlingType {
  @Field(() => Finding, { description: 'As it stands now' })
  finding!: Finding;

  @Field(() => String, { description: 'How it was handled, and what is planned' })
  text!: string;
}

@ObjectType('DraftedHandling', { description: 'A finding that the summary has to tell of' })
@Allow(...READERS)
export class DraftedHandlingType {
  @Field(() => Finding, { description: 'With the ticket it became, or how far its rectification is' })
  finding!: Finding;

  @Field(() => Boolean, {
    description: 'Of an earlier month: a hazard that is not gone yet, or what no summary has told of',
  })
  carriedOver!: boolean;

  @Field(() => String, { description: 'How it stands, to begin with' })
  text!: string;
}

@ObjectType('DraftedMonthlySummary', { description: 'A summary to begin with, made of what happened' })
@Allow(...READERS)
export class DraftedSummaryType {
  @Field(() => String, { description: 'Visits, coverage, findings, joint tests and calls in figures' })
  conclusion!: string;

  @Field(() => [DraftedHandlingType], {
    description:
      'Every finding of the month, every hazard still open from earlier months, and what arrived after they were closed',
  })
  handlings!: DraftedHandlingType[];

  @Field(() => [Measure], {
    description:
      'Measures after major faults that are still to be done, for the reader: a summary need not tell of them',
  })
  measures!: Measure[];
}
