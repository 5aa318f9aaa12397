import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Month } from '@zhishou/platform/graphql/scalars';
import type { ServiceEventKind } from '@zhishou/rules/service-event';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ServiceEventKindEnum: { [Kind in ServiceEventKind]: Kind } = {
  COMPLAINT: 'COMPLAINT',
  PRAISE: 'PRAISE',
  ESCALATED_COMPLAINT: 'ESCALATED_COMPLAINT',
  MEDIA_EXPOSURE: 'MEDIA_EXPOSURE',
  COMMUNICATION_ACCIDENT: 'COMMUNICATION_ACCIDENT',
  DATA_INACCURACY: 'DATA_INACCURACY',
  DOCUMENT_NONCONFORMING: 'DOCUMENT_NONCONFORMING',
  REQUIREMENT_NOT_MET: 'REQUIREMENT_NOT_MET',
  DIRECT_DEDUCTION: 'DIRECT_DEDUCTION',
};
registerEnumType(ServiceEventKindEnum, { name: 'ServiceEventKind' });

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
  @Field(() => Month)
  month!: string;

  @Column('text')
  @Field(() => ServiceEventKindEnum)
  kind!: ServiceEventKind;

  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'Where the supervisor sets them' })
  points!: number | null;

  @Column('text')
  @Field()
  note!: string;

  @Column('text', { nullable: true })
  ticketId!: string | null;

  @Column('timestamptz')
  @Field()
  recordedAt!: Date;

  @Column('text')
  recordedById!: string;
}
