import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { Json } from '@zhishou/platform/graphql/scalars';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One entry of a service's audit chain, as audit.v1 told it (ADR 7). */
@Entity('audit_log')
@ObjectType()
@Allow('AUDITOR', 'BUREAU_ADMIN')
export class AuditEntry {
  /** `aud_<service>_<place in its chain>`; of one service, later ids sort after earlier ones */
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  /** whose chain it stands in */
  @Column('text')
  @Field(() => String)
  service!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  @Field(() => Date)
  at!: Date;

  @Column('text')
  @Field(() => String, { description: "A person's id, or what acts by itself, such as system:clock" })
  actorId!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The role the actor had then' })
  actorRole!: string | null;

  @Column('text')
  @Field(() => String, { description: 'Name of the mutation or step; `refused` for a refused right' })
  action!: string;

  @Column('text')
  @Field(() => String, { description: 'Id of what changed; of a refused right, what was asked for' })
  aggregateId!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  address!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  requestId!: string | null;

  @Column('jsonb', { nullable: true })
  @Field(() => Json, { nullable: true })
  before!: unknown;

  @Column('jsonb', { nullable: true })
  @Field(() => Json, { nullable: true })
  after!: unknown;

  @Column('text')
  @Field(() => String, { description: 'SHA-256 over this entry and the one before it in its chain' })
  hash!: string;
}
