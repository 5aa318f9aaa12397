import { registerEnumType } from '@nestjs/graphql';
import type { CheckAnswer, FindingKind } from '@zhishou/rules/inspection/check-result';

export const CheckResultEnum: { [Answer in CheckAnswer]: Answer } = {
  OK: 'OK',
  ABNORMAL: 'ABNORMAL',
  NOT_APPLICABLE: 'NOT_APPLICABLE',
};
registerEnumType(CheckResultEnum, {
  name: 'CheckResult',
  description: 'What looking at an item came to.',
  valuesMap: {
    OK: { description: 'As it should be' },
    ABNORMAL: { description: 'Not as it should be: a fault or a hazard' },
    NOT_APPLICABLE: { description: 'Nothing to look at on this asset' },
  },
});

export const FindingKindEnum: { [Kind in FindingKind]: Kind } = { FAULT: 'FAULT', HAZARD: 'HAZARD' };
registerEnumType(FindingKindEnum, {
  name: 'FindingKind',
  description: 'What an abnormal result is.',
  valuesMap: {
    FAULT: { description: 'Something does not work: it becomes a ticket' },
    HAZARD: { description: 'Something may come of it: it is rectified with the consent of the bureau' },
  },
});
