import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { VisitCase } from '@zhishou/rules/inspection/visit-case';
import type { VisitState } from '@zhishou/rules/inspection/visit-life';
import type { Day, Month } from '@zhishou/rules/month';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A visit of the month's inspection plan (domain §5). Once signed it is archived and never changes. */
@Entity('visit')
@ObjectType({ description: "A visit of the month's plan: some equipment, on a day, by an engineer" })
@Directive('@key(fields: "id")')
@Allow(...READERS)
export class Visit {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  cycleId!: string;

  /** the month whose plan it belongs to */
  @Column('text')
  month!: Month;

  /** the planned one: when it was made says its record */
  @Column('date')
  @Field(() => String, {
    name: 'plannedDate',
    description: 'The day in Asia/Shanghai that the plan in force has for it, such as 2026-07-12',
  })
  date!: Day;

  @Column('text')
  @Field(() => String, { description: 'Where it begins' })
  place!: string;

  @Column('text')
  engineerId!: string;

  /** the equipment to be inspected, in the order of the plan */
  @Column('text', { array: true })
  assetCodes!: string[];

  @Column('int')
  @Field(() => Int, { description: '1 at first, one more after every rejected record' })
  round!: number;

  @Column('text')
  @Field(() => String, { description: 'PLANNED, RECORDED, REJECTED, SIGNED or CANCELLED' })
  state!: VisitState;

  @Column('int')
  version!: number;

  @Column('text', { nullable: true })
  signedById!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When the bureau signed its record, which can no longer change since; null until then',
  })
  archivedAt!: Date | null;

  @Column('timestamptz')
  plannedAt!: Date;

  @Column('jsonb')
  process!: VisitCase;

  @Column('timestamptz', { nullable: true })
  processStartedAt!: Date | null;
}
