import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('document_submission')
@ObjectType({ description: 'One handing-in of a document, and what the bureau judged of it' })
@Allow(...READERS)
export class DocumentSubmission {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  documentId!: string;

  @Column('int')
  @Field(() => Int, { description: '1 at first; what is handed in again counts on' })
  no!: number;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What the provider said with it' })
  note!: string | null;

  @Column('text', { array: true })
  fileIds!: string[];

  @Column('boolean')
  @Field({
    description: 'Whether the first of its files is as the system made it of what was on record then',
  })
  generated!: boolean;

  @Column('timestamptz')
  @Field({ description: 'When it was handed in' })
  submittedAt!: Date;

  @Column('text')
  submittedById!: string;

  @Column('boolean', { nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is as it should be; null until it is judged',
  })
  conforming!: boolean | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What the bureau said with its judgement' })
  judgementNote!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it was judged' })
  judgedAt!: Date | null;

  @Column('text', { nullable: true })
  judgedById!: string | null;
}
