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
});

@ObjectType({ description: 'A visit as a version of the plan has it' })
@Allow(...READERS)
export class PlannedVisitType {
  @Field(() => ID, { nullable: true, description: 'Of the visit, once the version was submitted' })
  id!: string | null;

  @Field(() => String, { description: 'The day in Asia/Shanghai' })
  date!: string;

  @Field(() => String)
  place!: string;

  @Field(() => PersonRef)
  engineer!: PersonRef;

  @Field(() => [Asset])
  assets!: Asset[];
}

@ObjectType({ description: 'A visit that two versions have in common and do not have alike' })
@Allow(...READERS)
export class MovedVisitType {
  @Field(() => PlannedVisitType)
  from!: PlannedVisitType;

  @Field(() => PlannedVisitType)
  to!: PlannedVisitType;

  @Field(() => [VisitFieldEnum])
  changed!: VisitField[];

  @Field(() => [Asset])
  assetsAdded!: Asset[];

  @Field(() => [Asset])
  assetsRemoved!: Asset[];
}

@ObjectType('PlanDiff', { description: 'What one version of a plan changes of another' })
@Allow(...READERS)
export class PlanDiffType {
  @Field(() => [PlannedVisitType])
  added!: PlannedVisitType[];

  @Field(() => [PlannedVisitType])
  removed!: PlannedVisitType[];

  @Field(() => [MovedVisitType])
  moved!: MovedVisitType[];
}
