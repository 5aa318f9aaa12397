import { Field, ID, InputType } from '@nestjs/graphql';
import {
  IdempotencyKey,
  OptionalProse,
  OptionalText,
  RequiredProse,
} from '@zhishou/platform/graphql/text.decorator';
import { IsBoolean, IsString } from 'class-validator';
import { PhotoIds } from '../photo/photo.inputs.js';

@InputType({ description: 'What the bureau says to the rectification of a hazard' })
export class DecideHazardInput {
  @Field(() => ID, { description: 'The hazard, such as fnd_…' })
  @IsString()
  findingId!: string;

  @Field(() => Boolean, { description: 'Whether it is to be rectified' })
  @IsBoolean()
  consent!: boolean;

  @OptionalText(
    10,
    'The last day on which it is rectified in time. Default: as many days on as the contract says',
  )
  dueDate?: string;

  @OptionalProse(2000, 'Required to decline')
  comment?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'How a hazard was rectified' })
export class RectifyHazardInput {
  @Field(() => ID, { description: 'The hazard, such as fnd_…' })
  @IsString()
  findingId!: string;

  @RequiredProse(2000, 'What was done')
  note!: string;

  @PhotoIds()
  photoIds?: string[];

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'Whether a hazard is gone' })
export class VerifyHazardInput {
  @Field(() => ID, { description: 'The hazard, such as fnd_…' })
  @IsString()
  findingId!: string;

  @Field(() => Boolean, { description: 'Whether it is gone; else it is rectified again' })
  @IsBoolean()
  passed!: boolean;

  @OptionalProse(2000, 'Required to send it back')
  note?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
