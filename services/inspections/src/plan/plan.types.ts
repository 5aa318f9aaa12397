import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import type { VisitField } from '@zhishou/rules/inspection/plan-diff';
import { Asset } from '../asset/asset.entity.js';

export const VisitFieldEnum = {
  DATE: 'date',
  PLACE: 'place',
  ENGINEER: 'engineerId',
  ASSETS: 'assetCodes',
} as const satisfies Record<string, VisitField>;

registerEnumType(VisitFieldEnum, {
  name: 'PlannedVisitField',
  description: 'What of a planned visit differs.',
  valuesMap: {
    DATE: { description: 'The day' },
    PLACE: { description: 'Where it begins' },
    ENGINEER: { description: 'Who is to make it' },
    ASSETS: { description: 'What is to be inspected; its order is no difference' },
  },
});

@ObjectType({ description: 'A visit as a version of the plan has it' })
@Allow(...READERS)
export class PlannedVisitType {
  @Field(() => ID, { nullable: true, description: 'Of the visit, once the version was submitted' })
  id!: string | null;

  @Field(() => String, { description: 'The day in Asia/Shanghai' })
  date!: string;

  @Field(() => String, { description: 'Where it begins' })
  place!: string;

  @Field(() => PersonRef, { description: 'Who is to make it' })
  engineer!: PersonRef;

  @Field(() => [Asset], { description: 'What is to be inspected, in order' })
  assets!: Asset[];
}

@ObjectType({ description: 'A visit that two versions have in common and do not have alike' })
@Allow(...READERS)
export class MovedVisitType {
  @Field(() => PlannedVisitType, { description: 'As the version `from` has it' })
  from!: PlannedVisitType;

  @Field(() => PlannedVisitType, { description: 'As the version `to` has it' })
  to!: PlannedVisitType;

  @Field(() => [VisitFieldEnum], { description: 'What differs' })
  changed!: VisitField[];

  @Field(() => [Asset], { description: 'What only the version `to` has' })
  assetsAdded!: Asset[];

  @Field(() => [Asset], { description: 'What only the version `from` has' })
  assetsRemoved!: Asset[];
}

@ObjectType('PlanDiff', { description: 'What one version of a plan changes of another' })
@Allow(...READERS)
export class PlanDiffType {
  @Field(() => [PlannedVisitType], { description: 'Visits that only the version `to` has' })
  added!: PlannedVisitType[];

  @Field(() => [PlannedVisitType], { description: 'Visits that only the version `from` has' })
  removed!: PlannedVisitType[];

  @Field(() => [MovedVisitType], { description: 'Visits of both that differ' })
  moved!: MovedVisitType[];
}
