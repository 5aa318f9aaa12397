import { Column, Entity, PrimaryColumn } from 'typeorm';

/** By which account of the outside issuer a person signs in. */
@Entity('outside_identity')
export class OutsideIdentity {
  @PrimaryColumn('text')
  issuer!: string;

  @PrimaryColumn('text')
  personId!: string;

  /** the issuer's name for the account when it was linked; names may pass to others, subjects never do */
  @Column('text')
  username!: string;

  /** null until the first sign-in after an admin linked the person */
  @Column('text', { nullable: true })
  subject!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
