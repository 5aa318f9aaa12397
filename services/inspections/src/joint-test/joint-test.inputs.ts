import { Field, ID, InputType } from '@nestjs/graphql';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey, RequiredProse } from '@zhishou/platform/graphql/text.decorator';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDate, IsString } from 'class-validator';
import { ContractId } from '../cycle/month.inputs.js';

const MOST_TECHNICIANS = 100;

@InputType()
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

  @IdempotencyKey()
  idempotencyKey?: string;
}
