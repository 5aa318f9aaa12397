import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Side } from '@zhishou/platform/auth/caller';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DutyBar } from './fit-for-duty.js';

registerEnumType(DutyBar, {
  name: 'DutyGapReason',
  description: 'Why somebody can be on duty no longer',
  valuesMap: {
    DEACTIVATED: { description: 'the person was deactivated' },
    ROLE_CHANGED: { description: 'the person has a role now that is not on duty' },
    NDA_MISSING: { description: "the person's NDA was revoked" },
  },
});

/** Time of the roster that somebody has left; closed by a shift of the same side that covers it whole. */
@Entity('duty_gap')
@ObjectType({ description: 'Time of the roster that somebody has left and nobody has taken yet' })
@Allow(...READERS)
export class DutyGap {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  /** who was on duty then */
  @Column('text')
  personId!: string;

  @Column('text')
  side!: Side;

  @Column({ type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: 'The beginning, included' })
  startsAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: 'the end, not included' })
  endsAt!: Date;

  @Column('text')
  @Field(() => DutyBar, { description: 'why the person left' })
  why!: DutyBar;

  @Column({ type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: 'when the person left the shift' })
  openedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'when a shift was set that covers it; null while it is open',
  })
  closedAt!: Date | null;
}
