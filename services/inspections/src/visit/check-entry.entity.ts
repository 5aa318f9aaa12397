import { Field, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { CheckAnswer } from '@zhishou/rules/inspection/check-result';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CheckResultEnum } from '../record/record.enums.js';

/** One item of the contract's check-list, looked at on one asset. */
@Entity('check_entry')
@ObjectType({ description: 'What a record says of one item on one asset' })
@Allow(...READERS)
export class CheckEntry {
  @PrimaryColumn('text')
  visitId!: string;

  /** of the record */
  @PrimaryColumn('int')
  round!: number;

  @PrimaryColumn('text')
  assetCode!: string;

  @PrimaryColumn('text')
  @Field(() => String, { description: "The item's code in the contract's check-list." })
  item!: string;

  @Column('text')
  @Field(() => CheckResultEnum, { description: 'What looking at it came to' })
  result!: CheckAnswer;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: "The engineer's words" })
  note!: string | null;
}
