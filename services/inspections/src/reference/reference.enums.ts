import { registerEnumType } from '@nestjs/graphql';
import type { ReferenceKind, ReferenceState } from '@zhishou/rules/inspection/reference-document';

export const ReferenceKindEnum: { [Kind in ReferenceKind]: Kind } = {
  MANAGEMENT_RULES: 'MANAGEMENT_RULES',
  INSPECTION_STANDARD: 'INSPECTION_STANDARD',
  WORK_STANDARD: 'WORK_STANDARD',
  EMERGENCY_PLAN: 'EMERGENCY_PLAN',
  OTHER: 'OTHER',
};

registerEnumType(ReferenceKindEnum, {
  name: 'ReferenceKind',
  description: "What a document of the bureau's own rules is.",
  valuesMap: {
    MANAGEMENT_RULES: { description: '维护管理办法' },
    INSPECTION_STANDARD: { description: '巡检规范' },
    WORK_STANDARD: { description: '作业规范' },
    EMERGENCY_PLAN: { description: '应急处理预案' },
    OTHER: { description: 'Anything else that is to be followed' },
  },
});

export const ReferenceStateEnum: { [State in ReferenceState]: State } = {
  DRAFT: 'DRAFT',
  IN_FORCE: 'IN_FORCE',
  WITHDRAWN: 'WITHDRAWN',
};

registerEnumType(ReferenceStateEnum, {
  name: 'ReferenceState',
  description: 'Whether a reference document is to be followed.',
  valuesMap: {
    DRAFT: { description: 'Nothing of it was published yet: the bureau alone sees it' },
    IN_FORCE: { description: 'Its latest version is to be followed' },
    WITHDRAWN: { description: 'Not to be followed any more; it stays readable' },
  },
});
