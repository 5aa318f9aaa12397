import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { ReviewCase } from '@zhishou/rules/inspection/review-case';
import type { ReviewState } from '@zhishou/rules/inspection/review-life';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ReviewStateEnum } from './review.enums.js';

/** What the bureau owes to a closed major fault (domain §11): one a ticket. */
@Entity('review')
@ObjectType('MajorFaultReview', {
  description: 'What the bureau makes of a closed major fault: lessons and preventive measures',
})
@Allow(...READERS)
export class Review {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  ticketId!: string;

  @Column('text')
  @Field(() => String, { description: "The ticket's number" })
  ticketNumber!: string;

  /** the one the fault belongs to */
  @Column('text')
  contractId!: string;

  @Column('timestamptz')
  @Field(() => Date, { description: 'When the fault was closed' })
  faultClosedAt!: Date;

  @Column('timestamptz')
  askedAt!: Date;

  @Column('text')
  @Field(() => ReviewStateEnum, { description: 'How far it is' })
  state!: ReviewState;

  @Column('int')
  version!: number;

  @Column('jsonb')
  process!: ReviewCase;

  @Column('timestamptz', { nullable: true })
  processStartedAt!: Date | null;
}
