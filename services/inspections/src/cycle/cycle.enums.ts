import { registerEnumType } from '@nestjs/graphql';
import type { CycleState } from '@zhishou/rules/inspection/cycle-life';

export const CycleStateEnum: { [State in CycleState]: State } = {
  PLANNING: 'PLANNING',
  PLAN_SUBMITTED: 'PLAN_SUBMITTED',
  PLAN_RETURNED: 'PLAN_RETURNED',
  PLAN_APPROVED: 'PLAN_APPROVED',
  EXECUTING: 'EXECUTING',
  SUMMARIZING: 'SUMMARIZING',
  CLOSED: 'CLOSED',
};

registerEnumType(CycleStateEnum, {
  name: 'CycleState',
  description: "How far a month's inspection is.",
  valuesMap: {
    PLANNING: { description: 'No version of the plan was submitted yet' },
    PLAN_SUBMITTED: { description: 'A version waits for the bureau' },
    PLAN_RETURNED: { description: 'The bureau sent the last version back with its comments' },
    PLAN_APPROVED: { description: 'A version is in force; the month has not begun' },
    EXECUTING: { description: 'The visits of the version in force are made' },
    SUMMARIZING: { description: 'The month is over, or its summary waits for the bureau' },
    CLOSED: { description: 'The summary was reviewed, or there is none to come' },
  },
});
