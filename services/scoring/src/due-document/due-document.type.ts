import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Month } from '@zhishou/platform/graphql/scalars';
import { TicketRef } from '@zhishou/platform/graphql/ticket-ref.type';
import { wordsEnum } from '@zhishou/platform/graphql/words.enum';
import type { DocumentRule } from '@zhishou/rules/contract/contract.types';
import type { DocumentStanding, DocumentState } from '@zhishou/rules/document/document-state';
import { DocumentSubmission } from './document-submission.entity.js';

export const DueDocumentStateEnum = wordsEnum<DocumentState>('DueDocumentState', 'How a document stands', {
  WAITING: 'Not handed in; its day has not passed',
  MISSING: 'Not handed in, and its day has passed',
  SUBMITTED: 'Handed in; the bureau has still to judge it',
  CONFORMING: 'Judged to be as it should be',
  NONCONFORMING: 'Judged not to be as it should be: to be handed in again',
  ISSUED: 'Issued by the bureau, whose own it is',
});

export const DocumentPartyEnum = wordsEnum<DocumentRule['by']>('DocumentParty', 'Who owes a document', {
  PROVIDER: 'The provider',
  BUREAU: 'The bureau',
  BOTH: 'Both parties, who agree on it; the provider hands it in',
});

@ObjectType({ description: 'A document that the contract wants by a day' })
@Allow(...READERS)
export class DueDocument {
  @Field(() => ID, { description: '`{contract}/{code}`, and the month or the ticket where it is of one' })
  id!: string;

  @Field(() => ID, { description: 'The contract that wants it' })
  contractId!: string;

  @Field({ description: 'Which one of the contract’s documents, as MAINTENANCE_REPORT' })
  code!: string;

  @Field({ description: 'What it is called in the contract' })
  title!: string;

  @Field({ description: 'Where the contract asks for it' })
  clause!: string;

  @Field(() => DocumentPartyEnum, { description: 'Who owes it' })
  by!: DocumentRule['by'];

  @Field(() => Month, { nullable: true, description: 'The month it is about, where it is about one' })
  month!: string | null;

  @Field(() => TicketRef, {
    nullable: true,
    description: 'The closed fault it is about, where it is about one',
  })
  ticket!: TicketRef | null;

  @Field({ description: 'The end of the last day that is in time' })
  dueAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The item of the score sheet that it costs when it is missing; null: none',
  })
  scoredIn!: string | null;

  @Field(() => DueDocumentStateEnum, { description: 'How it stands' })
  state!: DocumentState;

  @Field({ description: 'Whether it was first handed in after its day; handed in again in time or not' })
  late!: boolean;

  @Field(() => Date, {
    nullable: true,
    description: 'When it was first handed in, which decides whether it is late',
  })
  submittedAt!: Date | null;

  @Field(() => [DocumentSubmission], {
    description:
      'Each time it was handed in, the first one first; none of what is handed in with the inspections of the month',
  })
  submissions!: DocumentSubmission[];

  standing!: DocumentStanding;
}
