import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { ReferenceKind } from '@zhishou/rules/inspection/reference-document';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ReferenceKindEnum } from './reference.enums.js';

/** A document of the bureau's own rules (domain §11); what it says stands in its versions. */
@Entity('reference_document')
@ObjectType({ description: "A document of the bureau's own rules" })
@Allow(...READERS)
export class ReferenceDocument {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'By which mutations name it' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: 'What it is called' })
  title!: string;

  @Column('text')
  @Field(() => ReferenceKindEnum, { description: 'What it is' })
  kind!: ReferenceKind;

  @Column('text', { array: true })
  @Field(() => [String], { description: "Items of the contract's check-list it applies to, by their codes" })
  checklistItems!: string[];

  @Column('text', { array: true })
  @Field(() => [String], { description: 'Fault types of the contract it applies to, by their codes' })
  faultTypes!: string[];

  /** number of its latest version; 0: none yet */
  @Column('int')
  latestVersion!: number;

  @Column('timestamptz')
  @Field(() => Date, { description: 'When it was entered' })
  createdAt!: Date;

  @Column('text')
  createdById!: string;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it was withdrawn' })
  withdrawnAt!: Date | null;

  @Column('text', { nullable: true })
  withdrawnById!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn' })
  withdrawalReason!: string | null;
}
