import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Role } from '@zhishou/platform/auth/caller';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AttachmentKind } from './upload/file-format.js';

registerEnumType(AttachmentKind, {
  name: 'AttachmentKind',
  description: 'What a file is for whoever looks through what is attached',
  valuesMap: {
    IMAGE: { description: 'A picture: JPEG, PNG or WebP' },
    AUDIO: { description: 'A recording of sound' },
    VIDEO: { description: 'A film' },
    DOCUMENT: { description: 'A PDF or an office document' },
  },
});

@ObjectType({ description: 'WGS 84, in degrees' })
@Directive('@shareable')
@Allow(...READERS)
export class Position {
  @Field(() => Float, { description: 'North of the equator, below 0 south' })
  latitude!: number;

  @Field(() => Float, { description: 'East of Greenwich, below 0 west' })
  longitude!: number;
}

/** A file and what it is attached to. A row exists only for what lies whole in the store; none is ever changed. */
@Entity('attachment')
@ObjectType({ description: 'A photo, recording, scan or office text; never changed' })
@Directive('@shareable')
@Allow(...READERS)
export class Attachment {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  subjectId!: string;

  @Column('text')
  @Field({ description: 'What it is saved as' })
  fileName!: string;

  @Column('text')
  @Field(() => AttachmentKind, { description: 'What it is for whoever looks through them' })
  kind!: AttachmentKind;

  @Column('text')
  @Field({ description: 'What its bytes are, whatever its sender called it' })
  contentType!: string;

  @Column('int')
  @Field(() => Int, { description: 'Bytes, as it is kept' })
  size!: number;

  @Column('text')
  @Field({ description: 'SHA-256 of what is kept, hexadecimal' })
  sha256!: string;

  @Column('text')
  @Field({ description: 'SHA-256 of what was sent; a picture is kept without its metadata and so differs' })
  sentSha256!: string;

  @Column('timestamptz', { nullable: true })
  @Field(() => Date, { nullable: true, description: 'By the satellites, where the position was kept' })
  takenAt!: Date | null;

  @Column('jsonb', { nullable: true })
  @Field(() => Position, { nullable: true, description: 'Only where the sender asked for it to be kept' })
  position!: Position | null;

  @Column('text')
  uploadedById!: string;

  @Column('text')
  uploadedByRole!: Role;

  @Column('timestamptz')
  @Field({ description: 'When all of it had come' })
  uploadedAt!: Date;

  /** where its bytes lie in the store */
  @Column('text')
  objectKey!: string;
}
