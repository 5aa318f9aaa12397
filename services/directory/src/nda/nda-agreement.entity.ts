import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { BUREAU_DECIDERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One signature under the NDA; a person has at most one that is not revoked. */
@Entity('nda_agreement')
@ObjectType()
@Allow(...BUREAU_DECIDERS, 'AUDITOR')
export class NdaAgreement {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  personId!: string;

  /** SHA-256 of the text that was signed */
  @Column('text')
  @Field(() => String)
  documentHash!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  @Field(() => Date)
  signedAt!: Date;

  /** where the signature came from */
  @Column('text')
  @Field(() => String)
  address!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, { nullable: true })
  revokedAt!: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  revokeReason!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'when the bureau asked for a new signature after this one',
  })
  askedAgainAt!: Date | null;
}
