import type { CheckResult } from '@zhishou/rules/inspection/check-result';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a record says, and its signatures are over. Instants are ISO 8601 UTC. */
export interface RecordContent {
  visitId: string;
  accompaniedById: string;
  contactName: string;
  startedAt: string;
  endedAt: string;
  results: CheckResult[];
  /** SHA-256 (hex) of each photo of the visit as a whole, as it was sent; left out where there is none */
  photos?: readonly string[];
}

/** A photo of a record, and what it shows; neither asset nor item: the visit as a whole. */
export interface RecordPhoto {
  attachmentId: string;
  assetCode: string | null;
  item: string | null;
}

/** A drawn signature: the picture, and when it was drawn by its own account. */
export interface DrawnSignature {
  /** PNG, base64 */
  image: string;
  /** ISO 8601 UTC */
  signedAt: string;
  /** SHA-256 (hex) of the picture's bytes */
  imageHash: string;
}

/**
 * The record of a visit, as it was made on site. It is stored before the step that names it: one without a round was
 * refused, or its step is under way. Once its visit is signed the database refuses every change.
 */
@Entity('record')
export class VisitRecord {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  visitId!: string;

  @Column('int', { nullable: true })
  round!: number | null;

  /** SHA-256 (hex) of the content as canonical JSON */
  @Column('text')
  hash!: string;

  @Column('jsonb')
  content!: RecordContent;

  /** of its content, from where the database takes it; ISO 8601 UTC */
  @Column({ type: 'text', insert: false, update: false })
  startedAt!: string;

  /** the files its content names; never changed */
  @Column('jsonb')
  photos!: RecordPhoto[];

  @Column('jsonb')
  engineerSignature!: DrawnSignature;

  @Column('jsonb')
  contactSignature!: DrawnSignature;

  @Column('text')
  byId!: string;

  /** when it was written by its own account, of one made offline */
  @Column('timestamptz', { nullable: true })
  madeAt!: Date | null;

  @Column('timestamptz')
  arrivedAt!: Date;
}
