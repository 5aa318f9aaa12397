import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A version as it was published; the database refuses every change. */
@Entity('reference_version')
@ObjectType({ description: 'A version of a reference document; never changed' })
@Allow(...READERS)
export class ReferenceVersion {
  @PrimaryColumn('text')
  documentId!: string;

  @PrimaryColumn('int')
  @Field(() => Int, { description: 'From 1' })
  no!: number;

  @Column('text')
  attachmentId!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What is new in it' })
  note!: string | null;

  @Column('timestamptz')
  @Field(() => Date, { description: 'Since when it is to be followed' })
  publishedAt!: Date;

  @Column('text')
  publishedById!: string;
}
