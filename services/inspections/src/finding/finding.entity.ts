import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { FindingKind } from '@zhishou/rules/inspection/check-result';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { FindingKindEnum } from '../record/record.enums.js';

/** As they were found, those of one record in the order of the check-list. */
export const AS_FOUND = { foundAt: 'ASC', rank: 'DESC', id: 'ASC' } as const;

/** What an inspection turned up on one asset for one item; once a visit, however often its record is done again. */
@Entity('finding')
@ObjectType({ description: 'What an inspection turned up' })
@Directive('@key(fields: "id")')
@Allow(...READERS)
export class Finding {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field(() => FindingKindEnum, { description: 'A fault or a hazard, as the engineer judged' })
  kind!: FindingKind;

  @Column('text')
  cycleId!: string;

  @Column('text')
  visitId!: string;

  @Column('text')
  assetCode!: string;

  @Column('text')
  @Field(() => String, { description: "The item's code in the contract's check-list" })
  item!: string;

  @Column('text')
  @Field(() => String, { description: "The engineer's words in the record" })
  description!: string;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Of a hazard: what the engineer proposes to be done about it, by the record',
  })
  proposal!: string | null;

  @Column('timestamptz')
  @Field(() => Date, { description: 'When its record arrived' })
  foundAt!: Date;

  /** of those of one record the higher the earlier it is on the check-list: lists show the latest first; from 1 */
  @Column('int')
  rank!: number;

  /** the supervisor who was there: a fault is reported in that name */
  @Column('text')
  accompaniedById!: string;

  /** of a fault, once it has become one */
  @Column('text', { nullable: true })
  ticketId!: string | null;

  /** what was done, and what is to be, as the month's summary has it */
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: "As the month's summary has it" })
  handling!: string | null;
}
