import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';

export enum MonthDocument {
  MONTHLY_PLAN = 'MONTHLY_PLAN',
  HAZARD_LIST = 'HAZARD_LIST',
  INSPECTION_REPORT = 'INSPECTION_REPORT',
  JOINT_TEST_REPORT = 'JOINT_TEST_REPORT',
}

export enum DocumentFormat {
  DOCX = 'DOCX',
  XLSX = 'XLSX',
}

registerEnumType(MonthDocument, {
  name: 'InspectionDocumentKind',
  description: "A document of a month's inspection.",
  valuesMap: {
    MONTHLY_PLAN: { description: 'A version of the plan' },
    HAZARD_LIST: { description: 'Hazards found in the month, and those still open when it began' },
    INSPECTION_REPORT: {
      description:
        'Coverage, visits, findings, hazards and joint tests, with the summary that was submitted last and its review; ' +
        'as a DOCX only',
    },
    JOINT_TEST_REPORT: {
      description: 'The joint tests on record, of a month with at least one; as a DOCX only',
    },
  },
});

registerEnumType(DocumentFormat, {
  name: 'DocumentFormat',
  description: 'What an office opens it with.',
  valuesMap: {
    DOCX: { description: 'A text, to be printed and signed' },
    XLSX: { description: 'A spreadsheet, to be worked with' },
  },
});

@ObjectType({ description: 'Where a document is for ten minutes; it is made when it is fetched' })
@Allow(...READERS)
export class DocumentLink {
  @Field(() => String, { description: 'To be resolved against the address this answer came from' })
  url!: string;

  @Field(() => String, { description: 'What it is saved as' })
  fileName!: string;

  @Field(() => Date, { description: 'When the address ends' })
  expiresAt!: Date;
}
