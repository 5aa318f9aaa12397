import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { Json } from '@zhishou/platform/graphql/scalars';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One entry of a service's audit chain, as audit.v1 told it (ADR 7). */
@Entity('audit_log')
@ObjectType({
  description:
    'A change or a refused right, as a service kept it; an entry that was changed or is missing breaks the chain of hashes',
})
@Allow('AUDITOR', 'BUREAU_ADMIN')
export class AuditEntry {
  /** `aud_<service>_<place in its chain>`; of one service, later ids sort after earlier ones */
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field(() => String, {
    description: 'In whose chain it stands: directory, tickets, inspections, scoring or notifier',
  })
  service!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: "When it happened, by the clock of that service's database" })
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
  @Field(() => String, {
    nullable: true,
    description: 'Where the request came from; null for what the system did by itself',
  })
  address!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The `x-request-id` of the request; null for what the system did by itself',
  })
  requestId!: string | null;

  @Column('jsonb', { nullable: true })
  @Field(() => Json, {
    nullable: true,
    description: 'What it changed, as it was; null where nothing was there',
  })
  before!: unknown;

  @Column('jsonb', { nullable: true })
  @Field(() => Json, {
    nullable: true,
    description: 'What it changed, as it is since; null where nothing is left or nothing is told',
  })
  after!: unknown;

  @Column('text')
  @Field(() => String, { description: 'SHA-256 over this entry and the one before it in its chain' })
  hash!: string;
}
