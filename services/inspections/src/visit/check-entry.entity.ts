import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type CheckResult = 'OK' | 'ABNORMAL' | 'NOT_APPLICABLE';

const CheckResultEnum = { OK: 'OK', ABNORMAL: 'ABNORMAL', NOT_APPLICABLE: 'NOT_APPLICABLE' } as const;
registerEnumType(CheckResultEnum, { name: 'CheckResult' });

/** One item of the contract's check-list, looked at on one asset. */
@Entity('check_entry')
@ObjectType()
@Allow(...READERS)
export class CheckEntry {
  @PrimaryColumn('text')
  visitId!: string;

  @PrimaryColumn('text')
  assetCode!: string;

  @PrimaryColumn('text')
  @Field(() => String, { description: "The item's code in the contract's check-list." })
  item!: string;

  @Column('text')
  @Field(() => CheckResultEnum)
  result!: CheckResult;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  note!: string | null;
}
