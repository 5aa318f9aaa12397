import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Month } from '@zhishou/platform/graphql/scalars';
import { wordsEnum } from '@zhishou/platform/graphql/words.enum';
import type { ServiceEventKind } from '@zhishou/rules/service-event';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ServiceEventKindEnum = wordsEnum<ServiceEventKind>(
  'ServiceEventKind',
  'What the bureau registers because no process could know it; each is one item of the score sheet',
  {
    COMPLAINT: 'A complaint about the provider: item S1, takes points',
    PRAISE: 'Praise in writing: item S1, gives points, never above its cap',
    ESCALATED_COMPLAINT: "A complaint over the bureau's head: item S2",
    MEDIA_EXPOSURE: 'The media told of it: item S2',
    COMMUNICATION_ACCIDENT: 'A communication accident (通信生产事故): item S3, the points are set by hand',
    DATA_INACCURACY: 'A datum that is wrong or missing: item P4',
    DOCUMENT_NONCONFORMING: 'A document that was handed in and is not as it should be: item P1',
    REQUIREMENT_NOT_MET: 'A requirement of the contract that was not met: item P1',
    DIRECT_DEDUCTION:
      "Great harm by a major fault that was resolved late: taken from the month's performance, the points are set by hand",
  },
);

@Entity('service_event')
@ObjectType({
  description: 'Something the bureau registered for the score sheet of a month; it stays as it is',
})
@Allow(...READERS)
export class ServiceEvent {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field(() => Month, { description: 'Whose sheet it belongs to' })
  month!: string;

  @Column('text', { nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The contract whose month it is; null of one from before there were several',
  })
  contractId!: string | null;

  @Column('text')
  @Field(() => ServiceEventKindEnum, { description: 'What it is, which decides the item and what it costs' })
  kind!: ServiceEventKind;

  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'Where the supervisor sets them' })
  points!: number | null;

  @Column('text')
  @Field({ description: 'What happened; of a direct deduction, the reason' })
  note!: string;

  @Column('text', { nullable: true })
  ticketId!: string | null;

  /** none of one from before they could be named */
  @Column('text', { array: true })
  fileIds!: string[];

  @Column('timestamptz')
  @Field({ description: 'When it was registered' })
  recordedAt!: Date;

  @Column('text')
  recordedById!: string;
}
