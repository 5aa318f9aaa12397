import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { TicketRef } from '@zhishou/platform/graphql/ticket-ref.type';
import { wordsEnum } from '@zhishou/platform/graphql/words.enum';
import type { Evidence, EvidenceKind } from '@zhishou/rules/score/item.types';
import { DueDocument } from '../due-document/due-document.type.js';
import { ServiceEvent } from '../service-event/service-event.entity.js';

export const EvidenceKindEnum = wordsEnum<EvidenceKind>('EvidenceKind', 'What a deduction rests on', {
  FAULT: 'A fault: its ticket',
  DOCUMENT: 'A document that was due',
  PLAN: "A month's inspection plan",
  VISIT: 'A visit of the plan',
  CALL: "A month's call between the parties",
  GUARANTEE_TASK: 'A guarantee task',
  SERVICE_EVENT: 'Something the bureau registered',
});

/** A visit as other services name one: by id; the inspections service fills in the rest. */
@ObjectType('Visit')
@Directive('@key(fields: "id", resolvable: false)')
@Allow(...READERS)
export class VisitRef {
  @Field(() => ID)
  id!: string;
}

/** A month's inspection as other services name one. */
@ObjectType('InspectionCycle')
@Directive('@key(fields: "id", resolvable: false)')
@Allow(...READERS)
export class CycleRef {
  @Field(() => ID)
  id!: string;
}

/** A guarantee task as other services name one. */
@ObjectType('GuaranteeTask')
@Directive('@key(fields: "id", resolvable: false)')
@Allow(...READERS)
export class GuaranteeTaskRef {
  @Field(() => ID)
  id!: string;
}

@ObjectType('Evidence', { description: 'One thing a deduction rests on; of its kind one link leads to it' })
@Allow(...READERS)
export class EvidenceType implements Evidence {
  @Field(() => EvidenceKindEnum, { description: 'What it is' })
  kind!: EvidenceKind;

  @Field(() => ID, { description: 'Of the ticket, visit, document, month or event' })
  id!: string;

  @Field(() => TicketRef, { nullable: true, description: 'The ticket of a FAULT' })
  ticket!: TicketRef | null;

  @Field(() => DueDocument, { nullable: true, description: 'The document of a DOCUMENT' })
  document!: DueDocument | null;

  @Field(() => VisitRef, { nullable: true, description: 'The visit of a VISIT' })
  visit!: VisitRef | null;

  @Field(() => CycleRef, { nullable: true, description: 'The month of a PLAN or a CALL' })
  cycle!: CycleRef | null;

  @Field(() => GuaranteeTaskRef, { nullable: true, description: 'The task of a GUARANTEE_TASK' })
  guaranteeTask!: GuaranteeTaskRef | null;

  @Field(() => ServiceEvent, { nullable: true, description: 'What was registered, of a SERVICE_EVENT' })
  serviceEvent!: ServiceEvent | null;
}
