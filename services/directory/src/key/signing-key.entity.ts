import type { JWK } from 'jose';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key pair that signs access tokens. */
@Entity('signing_key')
export class SigningKey {
  @PrimaryColumn('text')
  kid!: string;

  @Column('jsonb')
  publicJwk!: JWK;

  /** PKCS#8, encrypted with KEY_ENCRYPTION_SECRET */
  @Column('text')
  privateKey!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
