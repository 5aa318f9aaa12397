import { registerEnumType } from '@nestjs/graphql';

export enum MonthDocument {
  MONTHLY_PLAN = 'MONTHLY_PLAN',
  HAZARD_LIST = 'HAZARD_LIST',
  INSPECTION_REPORT = 'INSPECTION_REPORT',
  JOINT_TEST_REPORT = 'JOINT_TEST_REPORT',
}

registerEnumType(MonthDocument, {
  name: 'InspectionDocumentKind',
  description: "A document of a month's inspection.",
  valuesMap: {
    MONTHLY_PLAN: { description: 'A version of the plan' },
    HAZARD_LIST: {
      description:
        'Hazards found in the month, and those still open when it began; of a closed month as they stood then',
    },
    INSPECTION_REPORT: {
      description:
        'Coverage, visits, findings, hazards and joint tests, of a closed month as they stood then, with the summary ' +
        'that was submitted last and its review; ' +
        'as a DOCX only',
    },
    JOINT_TEST_REPORT: {
      description: 'The joint tests on record, of a month with at least one; as a DOCX only',
    },
  },
});
