import { Field, ID, InputType } from '@nestjs/graphql';
import { Month } from '@zhishou/platform/graphql/scalars';
import {
  EachText,
  IdempotencyKey,
  OptionalText,
  RequiredProse,
} from '@zhishou/platform/graphql/text.decorator';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDate,
  IsOptional,
  IsString,
  ValidateNested,
} from 'class-validator';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { JointTestLinkInput, JointTestProblemInput } from './joint-test-details.inputs.js';

const MOST_TECHNICIANS = 100;
const MOST_PARTICIPANTS = 100;
const MOST_LINKS = 200;
const MOST_PROBLEMS = 100;

const NOT_NONE = { message: 'at least one; left out where it is not told' };

@InputType({ description: 'A joint test that was held' })
export class JointTestInput {
  @Field(() => Month, { description: 'The month it was held in' })
  month!: string;

  @ContractId()
  contractId?: string;

  @Field(() => Date, { description: 'Within the days of the month that are inspected' })
  @IsDate()
  heldAt!: Date;

  @Field(() => [ID], {
    description: 'Who was on site: people of the provider with a signed non-disclosure agreement',
  })
  @IsArray()
  @ArrayMinSize(1, { message: 'at least one' })
  @ArrayMaxSize(MOST_TECHNICIANS, { message: `at most ${MOST_TECHNICIANS}` })
  @IsString({ each: true })
  technicianIds!: string[];

  @RequiredProse(4000, 'What was tested, and how it went')
  result!: string;

  @Field(() => Date, { nullable: true, description: 'When it ended: after `heldAt`, within the same days' })
  @IsOptional()
  @IsDate()
  endedAt?: Date | null;

  @OptionalText(200, 'Where the technicians were')
  place?: string;

  @Field(() => [String], { nullable: true, description: 'Who took part beside the parties (对接单位)' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1, NOT_NONE)
  @ArrayMaxSize(MOST_PARTICIPANTS, { message: `at most ${MOST_PARTICIPANTS}` })
  @EachText(100)
  participants?: string[] | null;

  @Field(() => [JointTestLinkInput], { nullable: true, description: 'What was tested, link by link' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1, NOT_NONE)
  @ArrayMaxSize(MOST_LINKS, { message: `at most ${MOST_LINKS}` })
  @ValidateNested({ each: true })
  @Type(() => JointTestLinkInput)
  links?: JointTestLinkInput[] | null;

  @Field(() => [JointTestProblemInput], {
    nullable: true,
    description: 'What went wrong; an empty list says that nothing did, none says nothing of it',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_PROBLEMS, { message: `at most ${MOST_PROBLEMS}` })
  @ValidateNested({ each: true })
  @Type(() => JointTestProblemInput)
  problems?: JointTestProblemInput[] | null;

  @IdempotencyKey()
  idempotencyKey?: string;
}
