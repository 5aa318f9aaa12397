import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { Day, Month } from '@zhishou/rules/month';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type VisitState = 'PLANNED' | 'RECORDED' | 'REJECTED' | 'ARCHIVED';

/** A visit of the month's inspection plan (domain §5). Once archived it has been signed off and never changes. */
@Entity('visit')
@ObjectType()
@Allow(...READERS)
export class Visit {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  /** the month whose plan it belongs to */
  @Column('text')
  month!: Month;

  @Column('date')
  @Field(() => String, { description: 'The day of the visit in Asia/Shanghai, such as 2026-07-12.' })
  date!: Day;

  @Column('text')
  @Field(() => String)
  place!: string;

  @Column('text')
  engineerId!: string;

  /** 1 at first, one more after every rejected record */
  @Column('int')
  @Field(() => Int)
  round!: number;

  @Column('text')
  @Field(() => String)
  state!: VisitState;

  @Column('text', { nullable: true })
  signedById!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true })
  archivedAt!: Date | null;
}
