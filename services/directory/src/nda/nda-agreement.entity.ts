import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { BUREAU_DECIDERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('nda_agreement')
@ObjectType({ description: 'One signature under the NDA; a person has at most one that is not revoked' })
@Allow(...BUREAU_DECIDERS, 'AUDITOR')
export class NdaAgreement {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  personId!: string;

  @Column('text')
  @Field(() => String, { description: 'SHA-256 of the text that was signed, hexadecimal' })
  documentHash!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: "When it was signed, by the database's clock" })
  signedAt!: Date;

  @Column('text')
  @Field(() => String, { description: 'Where the signature came from' })
  address!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'When the bureau revoked it; null while it is in force' })
  revokedAt!: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why the bureau revoked it; null while it is in force',
  })
  revokeReason!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'when the bureau asked for a new signature after this one',
  })
  askedAgainAt!: Date | null;
}
