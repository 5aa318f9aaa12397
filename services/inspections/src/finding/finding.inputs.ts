import { Field, InputType } from '@nestjs/graphql';
import { Month } from '@zhishou/platform/graphql/scalars';
import { OptionalText } from '@zhishou/platform/graphql/text.decorator';
import type { FindingKind } from '@zhishou/rules/inspection/check-result';
import { IsBoolean, IsEnum, IsOptional } from 'class-validator';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { FindingKindEnum } from '../record/record.enums.js';

@InputType({ description: 'All that is given holds' })
export class FindingFilter {
  @Field(() => FindingKindEnum, { nullable: true, description: 'Only faults, or only hazards' })
  @IsOptional()
  @IsEnum(FindingKindEnum)
  kind?: FindingKind;

  @Field(() => Month, { nullable: true, description: 'The month whose inspection turned it up' })
  @IsOptional()
  month?: string;

  @ContractId('The contract under which it was inspected')
  contractId?: string;

  @OptionalText(60, 'Of the equipment')
  assetCode?: string;

  @Field(() => Boolean, { nullable: true, description: 'true: hazards that are not gone yet' })
  @IsOptional()
  @IsBoolean()
  open?: boolean;
}
