import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import type { DrawnSignature, VisitRecord } from './record.entity.js';

@ObjectType({ description: 'A signature as it was drawn' })
@Allow(...READERS)
export class SignatureType {
  @Field(() => String, { description: 'A PNG, base64' })
  image!: string;

  @Field(() => Date, { description: 'When it was drawn, as the device says' })
  signedAt!: Date;

  @Field(() => String, { description: "SHA-256 (hex) of the picture's bytes" })
  imageHash!: string;
}

@ObjectType('VisitRecord', { description: 'The record of a visit, as it was made on site; never changed' })
@Allow(...READERS)
export class VisitRecordType {
  visitId!: string;

  @Field(() => Int, { description: 'Of the visit, from 1' })
  round!: number;

  @Field(() => String, { description: 'SHA-256 (hex) of its content, which the signatures are over' })
  hash!: string;

  @Field(() => PersonRef, { description: 'The supervisor who was there' })
  accompaniedBy!: PersonRef;

  @Field(() => String, { description: 'Who signed for the place' })
  contactName!: string;

  @Field(() => Date, { description: 'When the visit began, as the record says' })
  startedAt!: Date;

  @Field(() => Date, { description: 'When the visit ended, as the record says' })
  endedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was written, of one made without a connection' })
  madeAt!: Date | null;

  @Field(() => Date, { description: "When it reached the system, by the database's clock" })
  arrivedAt!: Date;

  @Field(() => SignatureType, { description: 'Of the engineer, over the hash' })
  engineerSignature!: SignatureType;

  @Field(() => SignatureType, { description: 'Of who signed for the place, over the hash' })
  contactSignature!: SignatureType;
}

const signature = ({ image, signedAt, imageHash }: DrawnSignature): SignatureType => ({
  image,
  signedAt: new Date(signedAt),
  imageHash,
});

export const toVisitRecord = ({ content, ...record }: VisitRecord): VisitRecordType => ({
  visitId: record.visitId,
  round: record.round ?? 1,
  hash: record.hash,
  accompaniedBy: { id: content.accompaniedById },
  contactName: content.contactName,
  startedAt: new Date(content.startedAt),
  endedAt: new Date(content.endedAt),
  madeAt: record.madeAt,
  arrivedAt: record.arrivedAt,
  engineerSignature: signature(record.engineerSignature),
  contactSignature: signature(record.contactSignature),
});
